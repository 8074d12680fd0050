#include "core/training/validation.h"

#include "core/decoding/batch_decoding.h"
#include "core/decoding/greedy.h"
#include "core/metrics/metrics.h"
#include "core/model/compute_thread.h"
#include "core/text/tokenizer.h"
#include "core/training/loss.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace saccade {

namespace {

constexpr std::size_t batch_size = 32;

std::set<std::size_t> sample_places(const std::vector<TrainingPhoto>& photos,
                                    const std::vector<std::string>& ids) {
    constexpr std::size_t some = 5;
    std::set<std::size_t> places;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        if (std::ranges::find(ids, photos[i].id) != ids.end())
            places.insert(i);
    }
    for (std::size_t i = 0; ids.empty() && i < std::min(some, photos.size()); ++i)
        places.insert(i * photos.size() / std::min(some, photos.size()));
    return places;
}

std::string text_of(const BatchCaption& words, const Vocabulary& vocabulary) {
    Caption caption;
    for (const TokenId token : words.words) {
        caption.steps.emplace_back().token = token;
        caption.steps.back().word = vocabulary.word(token);
    }
    return caption.text();
}

/// With alternatives and maps, which batch decoding leaves out.
SampleCaption sample(const Captioner::Impl& networks, const std::string& id, const EncodedCells& cells,
                     std::int64_t row, int max_words) {
    const GridPlacement& placement = networks.backbone->spec().placement;
    auto shared = std::make_unique<Captioner::Impl>(networks);
    const auto captioner = std::make_shared<const Captioner>(std::move(shared));
    const EncodedPhoto photo(std::make_shared<EncodedPhoto::Data>(
        EncodedPhoto::Data{{cells.features.narrow(0, row, 1), cells.keys.narrow(0, row, 1)}, placement}));
    DecodingOptions options;
    options.max_words = max_words;
    return {id, placement.rows, placement.cols, decode_greedy(captioner, photo, options)};
}

} // namespace

Validation validate(const Captioner::Impl& networks, const TrainingSet& set,
                    const std::function<torch::Tensor(const torch::Tensor&)>& cells_of, int max_words,
                    const std::vector<std::string>& sample_ids, const ProgressCallback& progress,
                    const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    CaptionNetwork& network = *networks.network;
    network.eval();
    Validation result;
    const std::size_t count = set.photos.size();
    if (count == 0)
        return result;
    const Vocabulary& vocabulary = networks.header.vocabulary;
    const std::set<std::size_t> samples = sample_places(set.photos, sample_ids);
    const auto batch_at = [&](std::size_t first) {
        std::vector<std::size_t> batch(std::min(batch_size, count - first));
        std::iota(batch.begin(), batch.end(), first);
        return batch;
    };
    // The references are cut by it: the model's own words may differ from its ("grey" is "gray").
    const auto scorer = make_scoring_tokenizer(networks.header.tokenizer);
    std::vector<EvaluationItem> items;
    double loss = 0;
    std::int64_t words = 0;
    set.source->request({batch_at(0), false, 0});
    for (std::size_t first = 0; first < count; first += batch_size) {
        const torch::Tensor input = set.source->take();
        if (first + batch_size < count)
            set.source->request({batch_at(first + batch_size), false, 0});
        throw_if_stopped(stop);
        const std::vector<std::size_t> batch = batch_at(first);
        EncodedCells cells;
        const std::vector<BatchCaption> captions = on_compute_thread([&] {
            cells = network.encode(cells_of(input));
            const DecoderRun run =
                network.run(cells, make_caption_batch(set.photos, plan_of_photos(set.photos, batch),
                                                      vocabulary, max_words));
            loss += caption_loss(run, 1, LossNormalisation::tutorial, 0).item<double>();
            words += run.targets.size(0);
            return decode_batch(network, cells, vocabulary, max_words);
        });
        for (std::size_t i = 0; i < captions.size(); ++i) {
            EvaluationItem& item = items.emplace_back();
            item.candidate = scorer->tokens(text_of(captions[i], vocabulary));
            item.references = set.photos[first + i].references;
            if (samples.contains(first + i))
                result.samples.push_back(sample(networks, set.photos[first + i].id, cells,
                                                static_cast<std::int64_t>(i), max_words));
        }
        if (progress)
            progress({"Captioning validation photos",
                      static_cast<std::int64_t>(items.size()),
                      static_cast<std::int64_t>(count),
                      {}});
    }
    const Scores scores = evaluate(items);
    result.loss = loss / static_cast<double>(words);
    result.cider_d = scores.cider_d;
    result.bleu_4 = scores.bleu[3];
    return result;
}

} // namespace saccade

#include "core/training/photo_results.h"

#include "core/dataset/feature_cache.h"
#include "core/decoding/greedy.h"
#include "core/image/decode.h"
#include "core/metrics/metrics.h"
#include "core/model/backbone.h"
#include "core/model/captioner.h"
#include "core/support/interactive_thread.h"
#include "core/text/tokenizer.h"
#include "core/training/run_folder.h"

#include <fmt/format.h>

#include <optional>

namespace saccade {

namespace {

std::optional<FeatureCache> cache_of(const std::filesystem::path& features, const GridPlacement& grid) {
    if (features.empty())
        return std::nullopt;
    try {
        FeatureCache cache = FeatureCache::open(features);
        const CacheFingerprint& made = cache.fingerprint();
        if (made.before_block.empty() && made.rows == grid.rows && made.cols == grid.cols)
            return cache;
    } catch (const FileError&) { // moved or removed: the photos themselves are there
    }
    return std::nullopt;
}

EncodedPhoto encoded(const Captioner& captioner, const std::optional<FeatureCache>& cache,
                     const CaptionedPhoto& photo) {
    if (!cache || !cache->contains(photo.id))
        return captioner.encode(read_photo(photo.file));
    const CacheFingerprint& shape = cache->fingerprint();
    FeatureGrid grid{shape.rows, shape.cols, shape.channels, {}, captioner.placement()};
    grid.values.resize(static_cast<std::size_t>(shape.rows) * static_cast<std::size_t>(shape.cols) *
                       static_cast<std::size_t>(shape.channels));
    cache->read(cache->row(photo.id), grid.values.data());
    return captioner.encode(grid);
}

} // namespace

PhotoResults caption_split(const std::filesystem::path& bundle, const Dataset& dataset, Split split,
                           const std::filesystem::path& features, const ProgressCallback& progress,
                           const std::stop_token& stop) {
    const auto captioner = Captioner::load(bundle);
    const std::vector<CaptionedPhoto> photos = select_split(dataset, split).photos;
    if (photos.empty())
        throw Error(fmt::format("The data set has no photos in its {} split.", split_name(split)));
    const std::optional<FeatureCache> cache = cache_of(features, captioner->placement());
    const auto tokenizer = make_scoring_tokenizer(captioner->tokenizer());

    PhotoResults results;
    results.placement = captioner->placement();
    std::vector<EvaluationItem> items;
    for (const CaptionedPhoto& photo : photos) {
        throw_if_stopped(stop);
        PhotoResult& result = results.photos.emplace_back();
        result.id = photo.id;
        result.file = photo.file;
        result.references = photo.captions;
        DecodingOptions options;
        options.alternatives = 5;
        result.caption = decode_greedy(captioner, encoded(*captioner, cache, photo), options, stop);
        items.push_back(tokenized(*tokenizer, result.caption.text(), photo.captions));
        if (progress)
            progress({"Captioning photos",
                      static_cast<std::int64_t>(items.size()),
                      static_cast<std::int64_t>(photos.size()),
                      {}});
    }
    const Scores scores = evaluate(items);
    results.cider_d = scores.cider_d;
    results.bleu_4 = scores.bleu[3];
    for (std::size_t i = 0; i < results.photos.size(); ++i)
        results.photos[i].cider_d = scores.item_cider_d[i];
    return results;
}

GridPlacement attention_placement(const std::filesystem::path& run) {
    refuse_interactive_thread();
    const BundleHeader header = read_bundle_header(RunFolder::start_file(run));
    return make_backbone(header.backbone, header.backbone_flavour, header.input_width, header.input_height)
        ->spec()
        .placement;
}

} // namespace saccade

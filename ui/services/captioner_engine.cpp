#include "ui/services/captioner_engine.h"

#include "core/decoding/decode.h"
#include "core/decoding/greedy.h"
#include "core/model/compute_thread.h"
#include "core/support/error.h"
#include "core/support/progress.h"
#include "core/text/sentence.h"
#include "core/training/run_record.h"

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

/// Those of the run that left this checkpoint, if it is one.
void addScores(ModelFacts& facts) {
    try {
        auto folder = std::filesystem::absolute(facts.path).parent_path();
        if (folder.filename() == "epochs")
            folder = folder.parent_path();
        for (const RunCheckpoint& checkpoint : list_checkpoints(read_run_record(folder))) {
            std::error_code gone;
            if (!checkpoint.scores || !std::filesystem::equivalent(checkpoint.file, facts.path, gone))
                continue;
            facts.epoch = checkpoint.epoch;
            facts.scores = {{"CIDEr-D", checkpoint.scores->cider_d}, {"BLEU-4", checkpoint.scores->bleu_4}};
        }
    } catch (const std::exception&) {
        // No run, or one whose log is damaged: no reason not to use the model.
    }
}

/// The photo shown, copies of it that were changed, and those next to it.
constexpr std::size_t most_encoded = 6;

} // namespace

ModelFacts CaptionerEngine::load(const std::filesystem::path& bundle) {
    captioner_ = Captioner::load(bundle);
    encoded_.clear();
    ModelFacts facts = model_facts(*captioner_);
    addScores(facts);
    return facts;
}

CaptionEngine::Result CaptionerEngine::caption(const std::shared_ptr<const Photo>& photo,
                                               const DecodingSettings& settings,
                                               const std::stop_token& stop) {
    const EncodedPhoto& encoded = this->encoded(photo);
    throw_if_stopped(stop);
    return {decode(captioner_, encoded, settings, stop), encoded.placement()};
}

std::function<Caption(const std::stop_token&)>
CaptionerEngine::prepare(Photo photo, const DecodingSettings& settings) const {
    if (!captioner_)
        throw UsageError("No model is open. Open a model first.");
    return
        [captioner = captioner_, pixels = captioner_->prepare(photo), settings](const std::stop_token& stop) {
            const ComputeShare share(ComputePriority::background);
            return decode(captioner, captioner->encode(pixels), settings, stop).front();
        };
}

const EncodedPhoto& CaptionerEngine::encoded(const std::shared_ptr<const Photo>& photo) {
    if (!captioner_)
        throw UsageError("No model is open. Open a model first.");
    const auto known =
        std::ranges::find_if(encoded_, [&](const Encoded& each) { return each.photo.lock() == photo; });
    if (known != encoded_.end()) {
        std::rotate(known, known + 1, encoded_.end());
        return encoded_.back().cells;
    }
    std::erase_if(encoded_, [](const Encoded& each) { return each.photo.expired(); });
    if (encoded_.size() == most_encoded)
        encoded_.erase(encoded_.begin());
    encoded_.push_back({photo, captioner_->encode(*photo)});
    return encoded_.back().cells;
}

CaptionEngine::Answer CaptionerEngine::whatIf(const std::shared_ptr<const Photo>& photo,
                                              const DecodingSettings& settings, const WhatIf& question,
                                              const std::stop_token& stop) {
    const EncodedPhoto& encoded = this->encoded(photo);
    std::vector<TokenId> said = question.kept;
    const std::vector<TokenId> typed =
        sentence_tokens(question.text, *make_tokenizer(captioner_->tokenizer()), captioner_->vocabulary());
    said.insert(said.end(), typed.begin(), typed.end());
    const std::size_t given = said.size();
    DecodingOptions options;
    if (question.whole)
        return {decode_forced(captioner_, encoded, said, options.alternatives, stop), given};
    options.constraints.prefix = std::move(said);
    DecodingSettings asked = settings;
    asked.banned = question.banned;
    return {decode(captioner_, encoded, asked, stop, options).front(), given};
}

BeamTree CaptionerEngine::beamTree(const std::shared_ptr<const Photo>& photo,
                                   const DecodingSettings& settings, const BeamQuestion& question,
                                   const std::stop_token& stop) {
    DecodingSettings search = settings;
    search.method = DecodingMethod::beam;
    search.beam_width = question.width;
    search.length_penalty = question.length_penalty;
    search.n_best = std::min(search.n_best, search.beam_width);
    search.banned = question.banned;
    BeamTree tree;
    decode(captioner_, encoded(photo), search, stop, {}, &tree);
    return tree;
}

std::vector<std::string> CaptionerEngine::words() const {
    std::vector<std::string> result;
    if (!captioner_)
        return result;
    const Vocabulary& vocabulary = captioner_->vocabulary();
    for (TokenId id = 0; static_cast<std::size_t>(id) < vocabulary.size(); ++id) {
        if (!vocabulary.is_never_emitted(id) && id != vocabulary.end())
            result.push_back(vocabulary.word(id));
    }
    return result;
}

} // namespace saccade

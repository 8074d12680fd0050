#include "core/decoding/decoding_session.h"

#include "core/decoding/prediction.h"
#include "core/model/captioner_tensors.h"
#include "core/model/compute_thread.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>

namespace saccade {

struct DecodingSession::Reached {
    DecoderState state;
    std::shared_ptr<const Prediction> prediction;
};

DecodingSession::DecodingSession(std::shared_ptr<const Captioner> captioner, EncodedPhoto photo,
                                 int alternatives)
    : captioner_(std::move(captioner)),
      photo_(std::move(photo)),
      alternatives_(alternatives) {
    if (alternatives < 1)
        throw UsageError("A step lists at least one alternative.");
}

DecodingSession::~DecodingSession() = default;
DecodingSession::DecodingSession(const DecodingSession&) = default;
DecodingSession& DecodingSession::operator=(const DecodingSession&) = default;
DecodingSession::DecodingSession(DecodingSession&&) noexcept = default;
DecodingSession& DecodingSession::operator=(DecodingSession&&) noexcept = default;

const DecodingSession::Reached& DecodingSession::next() {
    if (finished())
        throw UsageError("The caption has ended; go back before taking another step.");
    if (reached_.size() > steps_.size())
        return *reached_.back();
    PredictionBatch batch = on_compute_thread([&] {
        const torch::NoGradGuard no_grad;
        CaptionNetwork& network = *captioner_->impl().network;
        const Vocabulary& vocabulary = captioner_->vocabulary();
        const EncodedCells& cells = photo_.data().cells;
        const DecoderState state = steps_.empty() ? network.initial_state(cells) : reached_.back()->state;
        const TokenId last = steps_.empty() ? vocabulary.start() : steps_.back().token;
        return predict(network, cells, state, {&last, 1}, vocabulary);
    });
    reached_.push_back(
        std::make_shared<const Reached>(Reached{std::move(batch.state), std::move(batch.rows.front())}));
    return *reached_.back();
}

const CaptionStep& DecodingSession::take(TokenId token) {
    steps_.push_back(caption_step(*next().prediction, token, captioner_->vocabulary(), alternatives_));
    return steps_.back();
}

const CaptionStep& DecodingSession::step() {
    return take(next().prediction->words.most_probable(1).front());
}

const CaptionStep& DecodingSession::choose(TokenId token) {
    const Vocabulary& vocabulary = captioner_->vocabulary();
    if (token < 0 || static_cast<std::size_t>(token) >= vocabulary.size() ||
        vocabulary.is_never_emitted(token))
        throw UsageError(fmt::format("Token {} cannot stand in a caption.", token));
    return take(token);
}

void DecodingSession::back(std::size_t steps) {
    if (steps > steps_.size())
        throw UsageError(fmt::format("Cannot go back {} steps: only {} were taken.", steps, steps_.size()));
    steps_.resize(steps_.size() - steps);
    reached_.resize(std::min(reached_.size(), steps_.size() + 1));
}

DecodingSession DecodingSession::branch(std::size_t steps, TokenId token) const {
    if (steps > steps_.size())
        throw UsageError(fmt::format("Cannot keep {} steps: only {} were taken.", steps, steps_.size()));
    DecodingSession result = *this;
    result.back(steps_.size() - steps);
    result.choose(token);
    return result;
}

const std::vector<double>& DecodingSession::next_log_probabilities() {
    return next().prediction->words.log_probabilities();
}

std::vector<Alternative> DecodingSession::next_words(int count) {
    const WordDistribution& words = next().prediction->words;
    std::vector<Alternative> result;
    for (const TokenId token : words.most_probable(count))
        result.push_back({token, captioner_->vocabulary().word(token), words.probability(token)});
    return result;
}

std::size_t DecodingSession::rank(std::size_t step) const {
    if (step >= steps_.size())
        throw UsageError(fmt::format("Step {} was not taken: only {} were.", step + 1, steps_.size()));
    const std::vector<double>& logs = reached_[step]->prediction->words.log_probabilities();
    const double own = logs[static_cast<std::size_t>(steps_[step].token)];
    return static_cast<std::size_t>(std::ranges::count_if(logs, [&](double log) { return log > own; }));
}

std::size_t DecodingSession::size() const noexcept {
    return steps_.size();
}

bool DecodingSession::finished() const noexcept {
    return !steps_.empty() && steps_.back().token == captioner_->vocabulary().end();
}

std::vector<TokenId> DecodingSession::tokens() const {
    std::vector<TokenId> result;
    for (const CaptionStep& step : steps_)
        result.push_back(step.token);
    return result;
}

Caption DecodingSession::caption() const {
    Caption caption{steps_, 0, "by hand", finished()};
    for (std::size_t i = 0; i < steps_.size(); ++i)
        caption.log_probability += reached_[i]->prediction->words.log_probability(steps_[i].token);
    caption.score = caption.log_probability;
    return caption;
}

} // namespace saccade

#include "core/decoding/decoding_session.h"

#include "core/decoding/word_distribution.h"
#include "core/model/captioner_tensors.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

/// What the model thinks after reading the words so far.
struct DecodingSession::Prediction {
    DecoderState state;
    std::vector<float> attention;
    float attention_entropy = 0;
    WordDistribution words;
    std::vector<Alternative> alternatives;
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

const DecodingSession::Prediction& DecodingSession::prediction() {
    if (predictions_.size() > steps_.size())
        return *predictions_.back();
    const torch::NoGradGuard no_grad;
    CaptionNetwork& network = *captioner_->impl().network;
    const Vocabulary& vocabulary = captioner_->vocabulary();
    const EncodedCells& cells = photo_.data().cells;

    const bool first = steps_.empty();
    const DecoderState state = first ? network.initial_state(cells) : predictions_.back()->state;
    const TokenId last = first ? vocabulary.start() : steps_.back().token;
    const DecoderStep taken = network.step(cells, state, torch::full({1}, last, torch::kInt64));

    auto next = std::make_shared<Prediction>();
    next->state = taken.state;
    const torch::Tensor attention = taken.attention.contiguous();
    next->attention.assign(attention.data_ptr<float>(), attention.data_ptr<float>() + attention.numel());
    next->attention_entropy = entropy_of(next->attention);
    next->words = WordDistribution(network.readout(taken.output).squeeze(0), vocabulary);
    for (const TokenId token : next->words.most_probable(alternatives_))
        next->alternatives.push_back({token, vocabulary.word(token), next->words.probability(token)});
    predictions_.push_back(std::move(next));
    return *predictions_.back();
}

const CaptionStep& DecodingSession::take(TokenId token) {
    const Prediction& next = prediction();
    steps_.push_back({token, captioner_->vocabulary().word(token), next.words.probability(token),
                      next.words.entropy(), next.attention, next.attention_entropy, next.alternatives});
    return steps_.back();
}

const CaptionStep& DecodingSession::step() {
    if (finished())
        throw UsageError("The caption has ended; go back before taking another step.");
    return take(prediction().alternatives.front().token);
}

const CaptionStep& DecodingSession::choose(TokenId token) {
    if (finished())
        throw UsageError("The caption has ended; go back before choosing another word.");
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
    predictions_.resize(std::min(predictions_.size(), steps_.size() + 1));
}

std::size_t DecodingSession::size() const noexcept {
    return steps_.size();
}

bool DecodingSession::finished() const noexcept {
    return !steps_.empty() && steps_.back().token == captioner_->vocabulary().end();
}

Caption DecodingSession::caption() const {
    Caption caption{steps_, 0, "by hand", finished()};
    for (std::size_t i = 0; i < steps_.size(); ++i)
        caption.log_probability += predictions_[i]->words.log_probability(steps_[i].token);
    return caption;
}

} // namespace saccade

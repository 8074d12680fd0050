#pragma once

#include "core/decoding/caption.h"
#include "core/model/captioner.h"

#include <cstddef>
#include <memory>
#include <stop_token>
#include <vector>

namespace saccade {

/// Decodes one caption word by word and lets the caller take any turn. Predictions are immutable and shared, so that
/// copying a session, or going back, is cheap and computes nothing again.
class DecodingSession {
public:
    /// At the state after `<start>`: no step taken yet.
    /// @param alternatives  how many words each step lists, at least 1. @throws UsageError.
    DecodingSession(std::shared_ptr<const Captioner> captioner, EncodedPhoto photo, int alternatives = 10);
    ~DecodingSession();
    DecodingSession(const DecodingSession&);
    DecodingSession& operator=(const DecodingSession&);
    DecodingSession(DecodingSession&&) noexcept;
    DecodingSession& operator=(DecodingSession&&) noexcept;

    /// Takes the most probable word. @throws UsageError once finished.
    const CaptionStep& step();
    /// Takes the word given, whatever its probability.
    /// @throws UsageError once finished, or for a token that is never emitted or not in the vocabulary.
    const CaptionStep& choose(TokenId token);
    /// Forgets the last `steps` steps. @throws UsageError when fewer were taken.
    void back(std::size_t steps = 1);

    std::size_t size() const noexcept; ///< steps taken
    bool finished() const noexcept;    ///< `<end>` was taken
    Caption caption() const;           ///< the steps so far

private:
    struct Prediction;
    const Prediction& prediction(); ///< for the next word; computed at its first use
    const CaptionStep& take(TokenId token);

    std::shared_ptr<const Captioner> captioner_;
    EncodedPhoto photo_;
    int alternatives_;
    std::vector<std::shared_ptr<const Prediction>> predictions_; ///< one a step taken, and the next one if computed
    std::vector<CaptionStep> steps_;
};

/// The most probable word at every step, until `<end>` or `max_words` words (0: the model's own limit);
/// a caption that the limit cuts is not `finished`.
/// @throws Cancelled, checked once a step.
Caption decode_greedy(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo, int max_words = 0,
                      int alternatives = 10, const std::stop_token& stop = {});

} // namespace saccade

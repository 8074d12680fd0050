#pragma once

#include "core/decoding/caption.h"
#include "core/model/captioner.h"

#include <cstddef>
#include <memory>
#include <stop_token>

namespace saccade {

/// Decodes one caption word by word and lets the caller take any turn. States are immutable and shared, so that
/// copying a session, or going back, costs nothing and computes nothing again.
class DecodingSession {
public:
    /// At the state after `<start>`: no step taken yet.
    /// @param alternatives  how many words each step lists, at least 1.
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
    struct State;
    std::shared_ptr<const Captioner> captioner_;
    EncodedPhoto photo_;
    int alternatives_;
    std::vector<std::shared_ptr<const State>> states_; ///< one after `<start>` and one a step taken
    std::vector<CaptionStep> steps_;
};

/// The most probable word at every step, until `<end>` or `max_words` words (0: the model's own limit).
/// @throws Cancelled, checked once a step.
Caption decode_greedy(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo, int max_words = 0,
                      int alternatives = 10, const std::stop_token& stop = {});

} // namespace saccade

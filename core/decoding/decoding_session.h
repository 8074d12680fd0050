#pragma once

#include "core/decoding/caption.h"
#include "core/model/captioner.h"
#include "core/text/vocabulary.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace saccade {

/// Decodes one caption word by word and lets the caller take any turn. Predictions are immutable and shared,
/// so that copying a session, or going back, is cheap and computes nothing again.
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

    /// A copy that keeps the first `steps` steps and then says `token`. @throws UsageError like back() and
    /// choose().
    DecodingSession branch(std::size_t steps, TokenId token) const;

    /// The natural logarithm of what each word of the vocabulary is given as the next one; -infinity for what
    /// is never emitted. @throws UsageError once finished.
    const std::vector<double>& next_log_probabilities();
    /// The most probable next words, without taking one. @throws UsageError once finished.
    std::vector<Alternative> next_words(int count);
    /// How many words are more probable at a step than the one it took. @throws UsageError for a step not
    /// taken.
    std::size_t rank(std::size_t step) const;

    std::size_t size() const noexcept;   ///< steps taken
    bool finished() const noexcept;      ///< `<end>` was taken
    std::vector<TokenId> tokens() const; ///< of the steps so far
    Caption caption() const;             ///< the steps so far

private:
    struct Reached;        ///< a prediction and the state it was made from
    const Reached& next(); ///< for the next word; computed at its first use
    const CaptionStep& take(TokenId token);

    std::shared_ptr<const Captioner> captioner_;
    EncodedPhoto photo_;
    int alternatives_;
    std::vector<std::shared_ptr<const Reached>> reached_; ///< one a step taken, and the next one if computed
    std::vector<CaptionStep> steps_;
};

} // namespace saccade

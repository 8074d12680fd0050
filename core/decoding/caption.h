#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// A word the model could have said.
struct Alternative {
    std::int32_t token = 0;
    std::string word;
    float probability = 0; ///< [0, 1], among the words that may be emitted
};

/// One word of a caption and what the model thought when it said it. Plain C++: it crosses into the window.
struct CaptionStep {
    std::int32_t token = 0;
    std::string word;                      ///< "<end>" for the last step of a finished caption
    float probability = 0;                 ///< [0, 1]; `<pad>`, `<unk>` and `<start>` hold no share of it
    float entropy = 0;                     ///< of the word's distribution, nats
    std::vector<float> attention;          ///< rows x cols of the feature grid, row-major, sums to 1
    float attention_entropy = 0;           ///< nats; ln(rows * cols) when the gaze is everywhere
    std::vector<Alternative> alternatives; ///< most probable first; the chosen word is among them if it ranks
    std::string written; ///< how captions write the word within a sentence: "German"; empty: as `word`
};

/// A caption as people write it down: "A German shepherd is running through the grass."
struct Sentence {
    struct Span {
        std::size_t begin = 0, size = 0; ///< bytes of the text
    };
    std::string text;        ///< empty for a caption without words
    std::vector<Span> words; ///< one a step; of `<end>` the full stop
};

/// A caption with its reasons.
struct Caption {
    std::vector<CaptionStep> steps; ///< `<end>` included when it was reached
    double log_probability = 0;     ///< natural logarithm; sum over the steps
    std::string method;             ///< how it was decoded: "greedy", "beam", "sampling", "forced", "by hand"
    bool finished = false;          ///< false: the length limit came before `<end>`
    double score = 0;               ///< what beam search ranks by; log_probability otherwise

    /// The words joined by spaces, without `<end>`; "'s" and "n't" stand on the word before them, and
    /// no space stands between words of scripts that do without (Chinese, Japanese, Thai, ...).
    std::string text() const;
    /// The same with a capital and a full stop; "…" where the limit of words cut it.
    Sentence sentence() const;
    /// How many steps are words, `<end>` not counted.
    std::size_t word_count() const;
};

} // namespace saccade

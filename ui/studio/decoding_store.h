#pragma once

#include "core/decoding/decoding_settings.h"

class QSettings;

namespace saccade {

/// What the window offers for each setting.
namespace decoding_range {
inline constexpr int most_words = 100;
inline constexpr int longest_ngram = 10;
inline constexpr int widest_beam = 50;
inline constexpr double highest_penalty = 3;
inline constexpr double highest_repetition_penalty = 20;
inline constexpr double lowest_temperature = 0.05;
inline constexpr double highest_temperature = 5;
inline constexpr int highest_top_k = 10'000;
inline constexpr double lowest_top_p = 0.01;
inline constexpr int most_samples = 20;
inline constexpr int highest_seed = 999'999'999;
} // namespace decoding_range

/// What is missing or out of range is the default.
DecodingSettings readDecoding(const QSettings& settings);
void writeDecoding(QSettings& settings, const DecodingSettings& decoding);

} // namespace saccade

#include "core/decoding/caption_csv.h"

#include "core/support/csv_text.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <cmath>

namespace saccade {

namespace {

std::string number(float value) {
    if (!std::isfinite(value))
        throw Error("The model gives values that are not numbers. Its file may be damaged: get it again.");
    return fmt::format("{}", value);
}

} // namespace

std::string caption_csv_header(int rows, int cols) {
    std::vector<std::string> fields{
        "photo", "model", "rank", "step", "word", "token", "probability", "entropy", "attention_entropy"};
    for (int row = 1; row <= rows; ++row) {
        for (int col = 1; col <= cols; ++col)
            fields.push_back(fmt::format("r{}c{}", row, col));
    }
    return csv_row(fields);
}

std::string caption_csv_rows(std::string_view photo, std::string_view model, const Caption& caption,
                             int rank) {
    std::string result;
    for (std::size_t i = 0; i < caption.steps.size(); ++i) {
        const CaptionStep& step = caption.steps[i];
        std::vector<std::string> fields{std::string(photo),
                                        std::string(model),
                                        rank > 0 ? std::to_string(rank) : std::string(),
                                        std::to_string(i + 1),
                                        step.word,
                                        std::to_string(step.token),
                                        number(step.probability),
                                        number(step.entropy),
                                        number(step.attention_entropy)};
        for (const float weight : step.attention)
            fields.push_back(number(weight));
        result += csv_row(fields);
    }
    return result;
}

} // namespace saccade

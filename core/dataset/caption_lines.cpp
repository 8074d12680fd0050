#include "core/dataset/caption_lines.h"

#include "core/dataset/text_lines.h"
#include "core/text/unicode.h"

#include <fmt/format.h>

namespace saccade {

Dataset read_caption_lines(const std::filesystem::path& file) {
    Dataset dataset{file.filename().string(), {}, {}};
    dataset.captions_alone = true;
    std::size_t mended = 0;
    for_each_line(file, [&](std::string_view line, std::size_t number) {
        std::string caption = valid_utf8(line);
        mended += caption != line ? 1 : 0;
        dataset.photos.push_back({fmt::format("line {}", number), {}, {std::move(caption)}});
    });
    if (mended > 0)
        dataset.warnings.push_back(
            fmt::format("{}: {} captions with malformed UTF-8, which was replaced.", dataset.name, mended));
    return dataset;
}

} // namespace saccade

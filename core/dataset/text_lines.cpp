#include "core/dataset/text_lines.h"

#include "core/support/mapped_file.h"

#include <algorithm>

namespace saccade {

void for_each_line(const std::filesystem::path& file,
                   const std::function<void(std::string_view line, std::size_t number)>& visit) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const MappedFile mapped(file);
    std::string_view rest(reinterpret_cast<const char*>(mapped.bytes().data()), mapped.bytes().size());
    if (rest.starts_with(byte_order_mark))
        rest.remove_prefix(byte_order_mark.size());

    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos)
            visit(line, number);
    }
}

} // namespace saccade

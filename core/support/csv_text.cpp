#include "core/support/csv_text.h"

namespace saccade {

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(text);
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"')
            result += '"';
        result += c;
    }
    return result + '"';
}

std::string csv_row(const std::vector<std::string>& fields) {
    std::string result;
    for (const std::string& field : fields) {
        if (!result.empty() || &field != &fields.front())
            result += ',';
        result += csv_field(field);
    }
    return result + "\r\n";
}

} // namespace saccade

#include "app/cli/json_lines.h"

#include <iostream>

namespace saccade::cli {

JsonLines::JsonLines(const std::string& target) {
    if (target != "-")
        file_.emplace(target);
}

void JsonLines::write(std::string_view line) {
    if (file_) {
        file_->write(line);
        file_->write("\n");
    } else {
        std::cout << line << std::endl;
    }
}

void JsonLines::close() {
    if (file_)
        file_->commit();
}

} // namespace saccade::cli

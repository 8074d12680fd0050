#include "core/dataset/csv_rows.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <csv.h>
#include <exception>
#include <string_view>

namespace saccade {

namespace {

struct Parser {
    explicit Parser(char delimiter) {
        if (csv_init(&state, CSV_STRICT | CSV_STRICT_FINI) != 0)
            throw std::bad_alloc();
        csv_set_delim(&state, static_cast<unsigned char>(delimiter));
    }
    ~Parser() { csv_free(&state); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    csv_parser state{};
};

struct Row {
    const std::function<void(const std::vector<std::string>&, std::size_t)>& visit;
    std::vector<std::string> fields;
    std::size_t line = 1;
    std::exception_ptr error; ///< must not pass through the C library
};

void on_field(void* data, std::size_t length, void* row) {
    static_cast<Row*>(row)->fields.emplace_back(static_cast<const char*>(data), length);
}

void on_row(int, void* data) {
    Row& row = *static_cast<Row*>(data);
    try {
        if (!row.error)
            row.visit(row.fields, row.line);
    } catch (...) {
        row.error = std::current_exception();
    }
    row.fields.clear();
}

} // namespace

void for_each_csv_row(const std::filesystem::path& file, char delimiter,
                      const std::function<void(const std::vector<std::string>&, std::size_t)>& visit) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    const MappedFile mapped(file);
    std::string_view rest(reinterpret_cast<const char*>(mapped.bytes().data()), mapped.bytes().size());
    if (rest.starts_with(byte_order_mark))
        rest.remove_prefix(byte_order_mark.size());

    Parser parser(delimiter);
    Row row{visit, {}, 1, {}};
    const auto fault = [&](std::size_t line) {
        return FileError(file, fmt::format("line {} has a quotation mark in the wrong place", line),
                         "Put fields with quotation marks into quotation marks and double those inside");
    };
    // Line by line, so that every row knows where it begins; a quoted line break goes on with the same row.
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t length = std::min(rest.find('\n') + 1, rest.size());
        const std::size_t taken = length == 0 ? rest.size() : length;
        if (row.fields.empty() && parser.state.pstate == 0)
            row.line = number;
        if (csv_parse(&parser.state, rest.data(), taken, on_field, on_row, &row) != taken)
            throw fault(number);
        if (row.error)
            std::rethrow_exception(row.error);
        rest.remove_prefix(taken);
    }
    if (csv_fini(&parser.state, on_field, on_row, &row) != 0)
        throw fault(row.line);
    if (row.error)
        std::rethrow_exception(row.error);
}

} // namespace saccade

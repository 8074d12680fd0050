#include "core/album/caption_records.h"

#include "core/dataset/csv_rows.h"
#include "core/support/csv_text.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace saccade {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::string> columns{"photo",  "caption",     "log_probability", "model",
                                       "method", "description", "error",           "sentence"};
/// Of files that were written before there were sentences.
const std::vector<std::string> columns_before(columns.begin(), columns.end() - 1);

FileError foreign(const std::filesystem::path& file, std::size_t line) {
    return {file, fmt::format("line {} is no record of a caption, so this file is something else", line),
            "Choose another name, or delete the file"};
}

std::string number(const CaptionRecord& record) {
    return record.is_captioned() ? fmt::format("{}", static_cast<float>(record.log_probability))
                                 : std::string();
}

std::vector<CaptionRecord> read_json_lines(const std::filesystem::path& file) {
    const MappedFile content(file);
    std::string_view rest(reinterpret_cast<const char*>(content.bytes().data()), content.bytes().size());
    std::vector<CaptionRecord> records;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::string_view text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
        if (text.empty())
            continue;
        try {
            records.push_back(record_from_json(text));
        } catch (const Error&) {
            throw foreign(file, line);
        }
    }
    return records;
}

std::vector<CaptionRecord> read_csv(const std::filesystem::path& file) {
    std::vector<CaptionRecord> records;
    bool header = true;
    std::size_t width = 0;
    for_each_csv_row(file, ',', [&](const std::vector<std::string>& fields, std::size_t line) {
        if (header && (fields == columns || fields == columns_before))
            width = fields.size();
        if (fields.size() != width)
            throw foreign(file, line);
        if (!header) {
            CaptionRecord record{fields[0], fields[1], 0, fields[3], fields[4], fields[5], fields[6], {}};
            if (width == columns.size())
                record.sentence = fields.back();
            const char* const end = fields[2].data() + fields[2].size();
            const auto [stopped, fault] = std::from_chars(fields[2].data(), end, record.log_probability);
            if (record.is_captioned() && (fault != std::errc() || stopped != end))
                throw foreign(file, line);
            records.push_back(std::move(record));
        }
        header = false;
    });
    return records;
}

} // namespace

RecordFormat record_format_of(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == ".csv")
        return RecordFormat::csv;
    if (ending == ".jsonl" || ending == ".ndjson")
        return RecordFormat::json_lines;
    throw UsageError(
        fmt::format("{}: captions go into a file whose name ends in .csv or .jsonl.", file.string()));
}

std::string record_json(const CaptionRecord& record) {
    Json json{{"photo", record.photo}};
    if (record.is_captioned()) {
        json["caption"] = record.caption;
        if (!record.sentence.empty())
            json["sentence"] = record.sentence;
        json["log_probability"] = static_cast<double>(std::stod(number(record)));
        json["model"] = record.model;
        json["method"] = record.method;
    }
    if (!record.description.empty())
        json["description"] = record.description;
    if (!record.error.empty())
        json["error"] = record.error;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

CaptionRecord record_from_json(std::string_view line) {
    try {
        const Json json = Json::parse(line);
        CaptionRecord record;
        record.photo = json.at("photo").get<std::string>();
        record.caption = json.value("caption", std::string());
        record.log_probability = json.value("log_probability", 0.0);
        record.model = json.value("model", std::string());
        record.method = json.value("method", std::string());
        record.description = json.value("description", std::string());
        record.error = json.value("error", std::string());
        record.sentence = json.value("sentence", std::string());
        if (!record.is_captioned() && record.error.empty())
            throw Error("This is no record of a caption.");
        return record;
    } catch (const nlohmann::json::exception&) {
        throw Error("This is no record of a caption.");
    }
}

std::string records_text(const std::vector<CaptionRecord>& records, RecordFormat format) {
    std::string text = format == RecordFormat::csv ? csv_row(columns) : std::string();
    for (const CaptionRecord& record : records) {
        if (format == RecordFormat::csv)
            text += csv_row({record.photo, record.caption, number(record), record.model, record.method,
                             record.description, record.error, record.sentence});
        else
            text += record_json(record) + '\n';
    }
    return text;
}

std::vector<CaptionRecord> read_records(const std::filesystem::path& file, RecordFormat format) {
    if (std::filesystem::exists(file) && std::filesystem::file_size(file) == 0)
        return {};
    return format == RecordFormat::csv ? read_csv(file) : read_json_lines(file);
}

std::string_view outcome_name(DescriptionOutcome outcome) {
    switch (outcome) {
    case DescriptionOutcome::written:
        return "written";
    case DescriptionOutcome::already_there:
        return "already there";
    case DescriptionOutcome::kept:
        break;
    }
    return "kept";
}

} // namespace saccade

#pragma once

#include "core/image/metadata.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// What became of one photo of a folder.
struct CaptionRecord {
    std::string photo; ///< relative to the folder, UTF-8
    std::string caption;
    double log_probability = 0;
    std::string model;
    std::string method;      ///< how it was decoded
    std::string description; ///< "written", "already there", "kept", "failed"; empty: nobody asked for one
    std::string error;       ///< why there is no caption, or no description in the photo; empty: all is well
    std::string sentence;    ///< the caption as Caption::sentence() writes it; empty in files of before 0.2

    bool is_captioned() const { return !method.empty(); }
};

enum class RecordFormat { csv, json_lines };

/// By the file's ending: .csv, .jsonl or .ndjson. @throws UsageError for another one.
RecordFormat record_format_of(const std::filesystem::path& file);

/// One line of JSON, without its end; the photo first.
std::string record_json(const CaptionRecord& record);
/// @throws Error when it is none.
CaptionRecord record_from_json(std::string_view line);

/// All records as a file holds them.
std::string records_text(const std::vector<CaptionRecord>& records, RecordFormat format);
/// @throws FileError when the file holds something else: it names the line.
std::vector<CaptionRecord> read_records(const std::filesystem::path& file, RecordFormat format);

std::string_view outcome_name(DescriptionOutcome outcome);

} // namespace saccade

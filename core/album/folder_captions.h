#pragma once

#include "core/decoding/caption.h"
#include "core/image/metadata.h"
#include "core/support/progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace saccade {

/// Captioning a folder of photos into one file.
struct FolderRequest {
    std::filesystem::path folder;
    std::filesystem::path out;   ///< .csv, .jsonl or .ndjson
    bool recursive = false;      ///< with the folders inside
    bool restart = false;        ///< forget the captions that are in `out` already
    bool retry_failed = false;   ///< try photos again that could not be captioned
    bool write_metadata = false; ///< write the captions into the photos too, see write_description()
    ExistingDescription existing = ExistingDescription::keep;
    std::string model; ///< its name, for the records
};

/// What became of the photos.
struct FolderSummary {
    std::int64_t photos = 0;      ///< in the folder
    std::int64_t done_before = 0; ///< of these, by an earlier run
    std::int64_t captioned = 0;   ///< now
    std::int64_t failed = 0;      ///< now: no caption, or no description where one was asked for
    std::int64_t described = 0;   ///< now: their metadata were written
    std::int64_t kept = 0;        ///< now: they had another description, which stayed
    std::string first_error;      ///< of those that failed
};

/// What is done to a photo, in three parts that overlap: while one photo is captioned, the next ones are
/// prepared and read. Each part takes one photo at a time, in their order, on whichever thread.
struct FolderWork {
    /// Says the caption of the photo that it was made for. @throws Cancelled.
    using Saying = std::function<Caption(const std::stop_token&)>;
    std::function<Photo(const std::filesystem::path&)> read;
    std::function<Saying(Photo)> prepare;
};

/// The file that a run keeps while it is not finished, beside `out`: one line of JSON a photo.
std::filesystem::path journal_of(const std::filesystem::path& out);

/// Captions what is not captioned yet. What is done is kept in the journal after every photo, so that a run
/// that was stopped or killed goes on where it was; the file itself is written whole, at the end, and the
/// journal goes. Photos that cannot be read or captioned are recorded with the reason and do not stop the
/// rest.
/// @param progress  called on another thread, one call at a time.
/// @throws UsageError for an unknown ending; FileError when the folder or `out` cannot be used, when `out` is
///         something else or holds another model's captions, or while another run writes it; Cancelled.
FolderSummary caption_folder(const FolderRequest& request, const FolderWork& work,
                             const ProgressCallback& progress = {}, const std::stop_token& stop = {});

} // namespace saccade

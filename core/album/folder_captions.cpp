#include "core/album/folder_captions.h"

#include "core/album/caption_records.h"
#include "core/album/photo_listing.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/file.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saccade {

namespace {

namespace fs = std::filesystem;

/// The lines of unfinished work. Only one run at a time holds it.
class Journal {
public:
    explicit Journal(fs::path path) : path_(std::move(path)) {
        fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (fd_ < 0)
            throw FileError(path_, fmt::format("it cannot be written: {}", std::strerror(errno)),
                            "Choose another place for the captions");
        if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            ::close(fd_);
            throw FileError(path_, "another run is writing it", "Wait until that one is done");
        }
    }
    ~Journal() { ::close(fd_); }
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    /// What is there; a last line that was cut off by a kill is dropped.
    std::vector<CaptionRecord> read() {
        std::string text;
        char buffer[1 << 14];
        for (;;) {
            const ssize_t count = ::read(fd_, buffer, sizeof buffer);
            if (count < 0)
                throw FileError(path_, fmt::format("it cannot be read: {}", std::strerror(errno)));
            if (count == 0)
                break;
            text.append(buffer, static_cast<std::size_t>(count));
        }
        const std::size_t whole = text.rfind('\n') + 1; // 0 when there is none
        std::vector<CaptionRecord> records;
        for (std::size_t begin = 0; begin < whole;) {
            const std::size_t end = text.find('\n', begin);
            try {
                records.push_back(record_from_json(std::string_view(text).substr(begin, end - begin)));
            } catch (const Error&) {
                throw FileError(path_, "this is no journal of captions", "Delete it, or choose another name");
            }
            begin = end + 1;
        }
        cut(whole);
        return records;
    }
    void clear() { cut(0); }
    /// On the disk when this returns.
    void add(const CaptionRecord& record) {
        const std::string line = record_json(record) + '\n';
        std::string_view rest = line;
        while (!rest.empty()) {
            const ssize_t count = ::write(fd_, rest.data(), rest.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                throw FileError(path_, fmt::format("it cannot be written: {}", std::strerror(errno)),
                                "What is done is kept: mend that and start again");
            rest.remove_prefix(static_cast<std::size_t>(count));
        }
        ::fdatasync(fd_);
    }
    void remove() { ::unlink(path_.c_str()); }

private:
    void cut(std::size_t size) {
        if (::ftruncate(fd_, static_cast<off_t>(size)) != 0 || ::lseek(fd_, 0, SEEK_END) < 0)
            throw FileError(path_, fmt::format("it cannot be written: {}", std::strerror(errno)));
    }

    fs::path path_;
    int fd_ = -1;
};

/// The records in the order in which they came, one a photo: a later one takes the place of an earlier.
class Records {
public:
    void put(CaptionRecord record) {
        const auto [place, is_new] = places_.try_emplace(record.photo, all_.size());
        if (is_new)
            all_.push_back(std::move(record));
        else
            all_[place->second] = std::move(record);
    }
    const CaptionRecord* find(const std::string& photo) const {
        const auto place = places_.find(photo);
        return place == places_.end() ? nullptr : &all_[place->second];
    }
    const std::vector<CaptionRecord>& all() const { return all_; }

private:
    std::vector<CaptionRecord> all_;
    std::unordered_map<std::string, std::size_t> places_;
};

class FolderRun {
public:
    FolderRun(const FolderRequest& request, const FolderWork& work)
        : request_(request),
          work_(work),
          format_(record_format_of(request.out)) {}

    FolderSummary run(const ProgressCallback& progress, const std::stop_token& stop) {
        const std::vector<fs::path> photos = list_photos(request_.folder, request_.recursive);
        Journal journal(journal_of(request_.out));
        take_up(journal);
        summary_.photos = static_cast<std::int64_t>(photos.size());
        Progress state{"Captioning", 0, summary_.photos, {}};
        for (const fs::path& photo : photos) {
            throw_if_stopped(stop);
            state.detail = photo.string();
            if (progress)
                progress(state);
            if (is_done(photo)) {
                ++summary_.done_before;
            } else {
                CaptionRecord record = handled(photo, stop);
                journal.add(record);
                records_.put(std::move(record));
            }
            ++state.done;
        }
        state.detail.clear();
        if (progress)
            progress(state);
        write_file_atomically(request_.out, records_text(records_.all(), format_));
        journal.remove();
        return summary_;
    }

private:
    void take_up(Journal& journal) {
        if (request_.restart) {
            journal.clear();
            return;
        }
        if (fs::exists(request_.out)) {
            for (CaptionRecord& record : read_records(request_.out, format_))
                records_.put(std::move(record));
        }
        for (CaptionRecord& record : journal.read())
            records_.put(std::move(record));
        for (const CaptionRecord& record : records_.all()) {
            if (record.is_captioned() && record.model != request_.model)
                throw FileError(request_.out,
                                fmt::format("it holds captions of the model \"{}\", not of \"{}\"",
                                            record.model, request_.model),
                                "Choose another file, or start again from the first photo");
        }
    }

    bool is_done(const fs::path& photo) const {
        const CaptionRecord* const record = records_.find(photo.generic_string());
        if (record == nullptr)
            return false;
        if (!record->error.empty())
            return !request_.retry_failed;
        const bool described = record->description == outcome_name(DescriptionOutcome::written) ||
                               record->description == outcome_name(DescriptionOutcome::already_there);
        const bool kept = record->description == outcome_name(DescriptionOutcome::kept);
        return !request_.write_metadata || described ||
               (kept && request_.existing == ExistingDescription::keep);
    }

    CaptionRecord handled(const fs::path& photo, const std::stop_token& stop) {
        CaptionRecord record;
        if (const CaptionRecord* const known = records_.find(photo.generic_string());
            known != nullptr && known->is_captioned())
            record = *known; // captioned before, but not written into the photo
        record.photo = photo.generic_string();
        record.error.clear();
        const fs::path file = request_.folder / photo;
        guarded(record, file, [&] {
            if (!record.is_captioned())
                caption(record, file, stop);
            if (request_.write_metadata)
                describe(record, file);
        });
        if (!record.error.empty()) {
            ++summary_.failed;
            if (summary_.first_error.empty())
                summary_.first_error = record.error;
        }
        return record;
    }

    void caption(CaptionRecord& record, const fs::path& file, const std::stop_token& stop) {
        const Caption caption = work_.caption(std::make_shared<const Photo>(work_.read(file)), stop);
        record.caption = caption.text();
        record.log_probability = caption.log_probability;
        record.model = request_.model;
        record.method = caption.method.empty() ? "unknown" : caption.method;
        ++summary_.captioned;
    }

    void describe(CaptionRecord& record, const fs::path& file) {
        record.description = "failed"; // until it is not
        if (record.caption.empty())
            throw FileError(file, "its caption has no words to write into it");
        const DescriptionOutcome outcome = write_description(file, record.caption, request_.existing);
        record.description = outcome_name(outcome);
        summary_.described += outcome == DescriptionOutcome::written ? 1 : 0;
        summary_.kept += outcome == DescriptionOutcome::kept ? 1 : 0;
    }

    template <typename Work>
    static void guarded(CaptionRecord& record, const fs::path& file, const Work& work) {
        try {
            work();
        } catch (const Cancelled&) {
            throw;
        } catch (const std::bad_alloc&) {
            record.error = FileError(file, "there is not enough memory for this photo").what();
        } catch (const Error& error) {
            record.error = error.what();
        }
    }

    const FolderRequest& request_;
    const FolderWork& work_;
    RecordFormat format_;
    Records records_;
    FolderSummary summary_;
};

} // namespace

fs::path journal_of(const fs::path& out) {
    fs::path journal = out;
    journal += ".part";
    return journal;
}

FolderSummary caption_folder(const FolderRequest& request, const FolderWork& work,
                             const ProgressCallback& progress, const std::stop_token& stop) {
    refuse_interactive_thread();
    return FolderRun(request, work).run(progress, stop);
}

} // namespace saccade

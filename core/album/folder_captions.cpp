#include "core/album/folder_captions.h"

#include "core/album/caption_records.h"
#include "core/album/photo_listing.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "core/support/pipeline.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <memory>
#include <new>
#include <optional>
#include <sys/file.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace saccade {

namespace {

namespace fs = std::filesystem;

/// Photos under way at a time: one in each part, and one that waits.
constexpr int in_flight = 5;

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
        std::deque<std::unique_ptr<Item>> open;
        for (const fs::path& photo : photos) {
            if (!is_done(photo))
                open.push_back(item_of(photo));
        }
        summary_.photos = static_cast<std::int64_t>(photos.size());
        summary_.done_before = summary_.photos - static_cast<std::int64_t>(open.size());
        Progress state{"Captioning", summary_.done_before, summary_.photos, {}};
        const auto tell = [&](const std::string& photo) {
            state.detail = photo;
            if (progress)
                progress(state);
        };
        Pipeline<Item>([&]() -> std::unique_ptr<Item> {
            throw_if_stopped(stop);
            if (open.empty())
                return nullptr;
            std::unique_ptr<Item> next = std::move(open.front());
            open.pop_front();
            return next;
        })
            .then([&](Item& item) { read(item); })
            .then([&](Item& item) { prepare(item); })
            .then([&](Item& item) {
                tell(item.record.photo);
                caption(item, stop);
                ++state.done;
            })
            .then([&](Item& item) {
                finish(item);
                journal.add(item.record);
                records_.put(std::move(item.record));
            })
            .run(in_flight);
        tell({});
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

    /// A photo on its way.
    struct Item {
        CaptionRecord record;
        fs::path file;
        bool captioned_before = false; ///< but not written into the photo
        std::optional<Photo> photo;
        FolderWork::Saying say;
    };

    std::unique_ptr<Item> item_of(const fs::path& photo) const {
        auto item = std::make_unique<Item>();
        if (const CaptionRecord* const known = records_.find(photo.generic_string());
            known != nullptr && known->is_captioned()) {
            item->record = *known;
            item->captioned_before = true;
        }
        item->record.photo = photo.generic_string();
        item->record.error.clear();
        item->file = request_.folder / photo;
        return item;
    }

    void read(Item& item) const {
        if (!item.captioned_before)
            guarded(item, [&] { item.photo = work_.read(item.file); });
    }

    void prepare(Item& item) const {
        if (item.photo)
            guarded(item, [&] { item.say = work_.prepare(*std::exchange(item.photo, std::nullopt)); });
    }

    void caption(Item& item, const std::stop_token& stop) const {
        throw_if_stopped(stop);
        if (!item.say)
            return;
        guarded(item, [&] {
            const Caption caption = std::exchange(item.say, nullptr)(stop);
            CaptionRecord& record = item.record;
            record.caption = caption.text();
            record.sentence = caption.sentence().text;
            record.log_probability = caption.log_probability;
            record.model = request_.model;
            record.method = caption.method.empty() ? "unknown" : caption.method;
        });
    }

    void finish(Item& item) {
        CaptionRecord& record = item.record;
        if (record.error.empty()) {
            summary_.captioned += item.captioned_before ? 0 : 1;
            if (request_.write_metadata)
                guarded(item, [&] { describe(record, item.file); });
        }
        if (!record.error.empty()) {
            ++summary_.failed;
            if (summary_.first_error.empty())
                summary_.first_error = record.error;
        }
    }

    void describe(CaptionRecord& record, const fs::path& file) {
        record.description = "failed"; // until it is not
        if (record.caption.empty())
            throw FileError(file, "its caption has no words to write into it");
        // What an earlier Saccade captioned has no sentence.
        const DescriptionOutcome outcome = write_description(
            file, record.sentence.empty() ? record.caption : record.sentence, request_.existing);
        record.description = outcome_name(outcome);
        summary_.described += outcome == DescriptionOutcome::written ? 1 : 0;
        summary_.kept += outcome == DescriptionOutcome::kept ? 1 : 0;
    }

    /// What goes wrong with one photo stands in its record.
    template <typename Work>
    static void guarded(Item& item, const Work& work) {
        try {
            work();
        } catch (const Cancelled&) {
            throw;
        } catch (const std::bad_alloc&) {
            item.record.error = FileError(item.file, "there is not enough memory for this photo").what();
        } catch (const Error& error) {
            item.record.error = error.what();
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

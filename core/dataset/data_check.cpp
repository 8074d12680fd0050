#include "core/dataset/data_check.h"

#include "core/image/decode.h"
#include "core/support/content_hash.h"
#include "core/support/interactive_thread.h"
#include "core/text/vocabulary.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>
#include <unordered_set>

namespace saccade {

namespace {

struct CheckedPhoto {
    std::string pixels; ///< their hash; empty when there are none
    bool missing = false;
    std::string fault;
};

CheckedPhoto check_photo(const CaptionedPhoto& source) {
    std::error_code ignored;
    if (!std::filesystem::exists(source.file, ignored))
        return {{}, true, {}};
    try {
        const Photo photo = read_photo(source.file);
        ContentHash hash;
        hash.add(std::to_string(photo.width));
        hash.add(std::as_bytes(std::span(photo.rgb)));
        return {hash.hex(), false, {}};
    } catch (const Error& error) {
        return {{}, false, error.what()};
    }
}

void check_photos(const Dataset& dataset, const DataCheckOptions& options, DataReport& report,
                  const ProgressCallback& progress, const std::stop_token& stop) {
    std::map<std::string, std::vector<const CaptionedPhoto*>> photos_of_pixels;
    const auto threads = static_cast<std::size_t>(std::max(options.threads, 1));
    for (std::size_t first = 0; first < dataset.photos.size(); first += threads) {
        throw_if_stopped(stop);
        const std::size_t last = std::min(first + threads, dataset.photos.size());
        std::vector<std::future<CheckedPhoto>> checked;
        for (std::size_t i = first; i < last; ++i)
            checked.push_back(std::async(std::launch::async, check_photo, std::cref(dataset.photos[i])));
        for (std::size_t i = first; i < last; ++i) {
            CheckedPhoto photo = checked[i - first].get();
            if (photo.missing)
                report.missing.push_back(dataset.photos[i].file.string());
            else if (!photo.fault.empty())
                report.broken.push_back(std::move(photo.fault));
            else
                photos_of_pixels[photo.pixels].push_back(&dataset.photos[i]);
        }
        if (progress)
            progress({"Reading photos",
                      static_cast<std::int64_t>(last),
                      static_cast<std::int64_t>(dataset.photos.size()),
                      {}});
    }
    for (const auto& [pixels, photos] : photos_of_pixels) {
        if (photos.size() < 2)
            continue;
        std::vector<std::string> ids;
        std::set<Split> splits;
        for (const CaptionedPhoto* const photo : photos) {
            ids.push_back(photo->id);
            splits.insert(photo->split);
        }
        (splits.size() > 1 ? report.leaks : report.repeats).push_back(std::move(ids));
    }
}

void check_captions(const Dataset& dataset, const Tokenizer& tokenizer, const DataCheckOptions& options,
                    DataReport& report) {
    std::vector<std::vector<std::vector<std::string>>> words; // by photo, by caption
    const bool has_train = std::ranges::any_of(
        dataset.photos, [](const CaptionedPhoto& photo) { return photo.split == Split::train; });
    std::vector<std::vector<std::string>> training;
    std::unordered_set<std::string> distinct;
    for (const CaptionedPhoto& photo : dataset.photos) {
        auto& captions = words.emplace_back();
        for (const std::string& caption : photo.captions) {
            captions.push_back(tokenizer.tokens(caption));
            if (photo.split != Split::train && has_train)
                continue;
            training.push_back(captions.back());
            distinct.insert(captions.back().begin(), captions.back().end());
        }
    }
    const Vocabulary vocabulary = Vocabulary::count(training, options.vocabulary_size, options.min_count);
    report.vocabulary = vocabulary.size();
    report.distinct_words = distinct.size();
    std::map<Split, DataReport::Part> parts;
    report.fewest_captions = dataset.photos.empty() ? 0 : dataset.photos.front().captions.size();
    for (std::size_t i = 0; i < words.size(); ++i) {
        DataReport::Part& part = parts[dataset.photos[i].split];
        part.split = dataset.photos[i].split;
        ++part.photos;
        part.captions += words[i].size();
        report.fewest_captions = std::min(report.fewest_captions, words[i].size());
        report.most_captions = std::max(report.most_captions, words[i].size());
        for (const std::vector<std::string>& caption : words[i]) {
            report.empty_captions += caption.empty() ? 1 : 0;
            report.long_captions += caption.size() > static_cast<std::size_t>(options.max_words) ? 1 : 0;
            report.longest_caption = std::max(report.longest_caption, caption.size());
            part.words += caption.size();
            part.known_words += static_cast<std::size_t>(std::ranges::count_if(
                caption, [&](const std::string& word) { return vocabulary.id(word) != Vocabulary::unk; }));
        }
    }
    for (auto& [split, part] : parts)
        report.parts.push_back(part);
}

} // namespace

DataReport check_dataset(const Dataset& dataset, const Tokenizer& tokenizer, const DataCheckOptions& options,
                         const ProgressCallback& progress, const std::stop_token& stop) {
    refuse_interactive_thread();
    DataReport report;
    check_captions(dataset, tokenizer, options, report);
    check_photos(dataset, options, report, progress, stop);
    return report;
}

} // namespace saccade

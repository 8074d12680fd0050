#pragma once

#include "ui/services/caption_engine.h"

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace saccade::test {

/// What a fake engine saw and what it shall do; shared with the test, which reads and writes it from its own
/// thread.
struct FakeEngineLog {
    std::mutex mutex;
    std::vector<std::thread::id> threads;  ///< that ran engine or reader
    std::vector<std::string> captioned;    ///< names of the photos
    std::vector<DecodingSettings> decoded; ///< how, one a caption asked for

    std::atomic<bool> hold = false; ///< caption() waits while this is true, until it is asked to stop
    std::atomic<int> waiting = 0;   ///< calls of caption() that are held
    std::atomic<int> cancelled = 0; ///< calls of caption() that were stopped

    void note_thread() {
        const std::lock_guard lock(mutex);
        threads.push_back(std::this_thread::get_id());
    }
};

/// A caption whose attention is a single cell a word: word i of n looks at cell (i, i) of a 8x8 grid, all of
/// it.
Caption diagonal_caption(const std::vector<std::string>& words);

/// Answers with "a photo of NAME" and a placement that is not even; "otherI" takes the place of word I when
/// that is banned. Beam search lists "photo NAME", "NAME" after it as far as asked for; a sample says "sample
/// SEED of NAME".
class FakeEngine : public CaptionEngine {
public:
    explicit FakeEngine(std::shared_ptr<FakeEngineLog> log) : log_(std::move(log)) {}

    /// Refuses a bundle whose name holds "broken".
    ModelFacts load(const std::filesystem::path& bundle) override;
    /// Refuses a photo whose name holds "unspeakable".
    Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                   const std::stop_token& stop) override;
    std::function<Caption(const std::stop_token&)> prepare(Photo photo,
                                                           const DecodingSettings& settings) const override;
    /// The words given, then those that the caption has in the places after. Token 10 + i is word i of the
    /// caption, 900 + i "otherI". Knows every word but "xyzzy".
    Answer whatIf(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                  const WhatIf& question, const std::stop_token& stop) override;
    /// The caption, and a rival of its second word that is dropped.
    BeamTree beamTree(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                      const BeamQuestion& question, const std::stop_token& stop) override;
    std::vector<std::string> words() const override;

private:
    void waitWhileHeld(const std::stop_token& stop) const;
    std::vector<Caption> said(const Photo& photo, const DecodingSettings& settings) const;

    std::shared_ptr<FakeEngineLog> log_;
    std::map<TokenId, std::string> coined_; ///< words typed
};

/// Cells of an 8x8 grid that crowd towards the middle: centres from 0.22 to 0.78.
GridPlacement crowded_placement();

/// A grey photo of the size that its name says, "NAME-640x480.png"; 400 x 300 otherwise. Refuses "broken".
Photo fake_photo(const std::filesystem::path& path);

} // namespace saccade::test

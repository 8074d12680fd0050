#pragma once

#include "core/decoding/beam_tree.h"
#include "core/text/sentence.h"
#include "ui/services/caption_service.h"
#include "ui/services/what_if.h"

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace saccade {

/// Why a question has no answer.
struct WhatIfFault {
    Fault fault;
    std::vector<UnknownWord> unknown; ///< words that the model does not know, with known ones like them
};

/// Asks the engine of a CaptionService about the photo that it opened last, on the engine's thread;
/// signals come on the thread that owns this. A question outdates the one before: its work is stopped, a late
/// answer dropped. Questions and beam searches do not outdate each other.
class WhatIfService : public QObject {
    Q_OBJECT
public:
    explicit WhatIfService(CaptionService& captions, QObject* parent = nullptr);
    /// Stops what is running; no signal comes after. It does not wait.
    ~WhatIfService() override;

    /// Answers with answered or failed.
    void ask(const WhatIf& question);
    /// Answers with searched or searchFailed.
    void search(const BeamQuestion& question);
    /// Answers with wordsRead: the words that the model can say, the most frequent first.
    void readWords();
    void cancelQuestion();
    void cancelSearch();
    void cancel(); ///< everything asked for

    bool isBusy() const { return questions_.busy; }

Q_SIGNALS:
    void busyChanged(bool busy);
    /// @param given  words at its start that were given, not decoded.
    void answered(const saccade::Caption& caption, std::size_t given);
    void failed(const saccade::WhatIfFault& fault);
    void searched(const saccade::BeamTree& tree);
    void searchFailed(const saccade::WhatIfFault& fault);
    void wordsRead(const QStringList& words);

private:
    struct Mailbox;
    /// Requests of one kind, of which only the latest counts.
    struct Line {
        std::uint64_t generation = 0;
        std::stop_source stop;
        bool busy = false;
    };
    using Report = std::function<void()>; ///< runs on the owner's thread
    /// What a request has to do with, on the engine's thread.
    struct Desk {
        CaptionEngine& engine;
        const std::shared_ptr<const Photo>& photo;
        const DecodingSettings& decoding;
        const std::stop_token& stop;
    };
    using Work = std::function<Report(const Desk& desk)>;

    void post(Line& line, Work work, std::function<void(const WhatIfFault&)> fail);
    void outdate(Line& line);
    void setBusy(Line& line, bool busy);
    void cancel(Line& line);

    CaptionService& captions_;
    std::shared_ptr<Mailbox> mailbox_;
    Line questions_;
    Line searches_;
    Line vocabulary_;
};

} // namespace saccade

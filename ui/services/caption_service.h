#pragma once

#include "core/support/error.h"
#include "ui/services/caption_engine.h"
#include "ui/services/photo_pyramid.h"
#include "ui/services/worker_thread.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

/// What was wrong with a file and what to do, in the words of core; the remedy may be empty.
struct Fault {
    QString file;
    QString fault;
    QString remedy;

    /// Both as sentences, in the language of the interface.
    QString sentence() const;
};

/// The fault behind the exception being handled. For use in a catch block.
Fault currentFault(const QString& file);

/// A photo was decoded and can be shown.
struct PhotoOpened {
    QString file;
    PhotoPyramid photo;
};

/// The captions of the photo that was opened last.
struct Captioned {
    QString file;
    std::vector<Caption> captions; ///< best first, or in the order of drawing; at least one
    GridPlacement placement;
    std::vector<std::string> banned = {}; ///< words that the model was not to choose
};

/// What the photo that was opened last would be captioned like if it were changed.
struct EditedCaptioned {
    PhotoPyramid photo; ///< as changed
    Caption caption;
    GridPlacement placement;
};

using PhotoEdit = std::function<Photo(const Photo&)>;
using PhotoReader = std::function<Photo(const std::filesystem::path&)>;

/// Opens photos and captions them on a thread of its own; signals come on the thread that owns the service.
/// Each request outdates the ones before: their work is stopped and what they still answer is dropped.
class CaptionService : public QObject {
    Q_OBJECT
public:
    enum class Work { none, openingPhoto, readingModel, captioning };
    Q_ENUM(Work)

    /// The photo is read once, by `reader`: the same pixels serve the view and the model.
    CaptionService(std::unique_ptr<CaptionEngine> engine, PhotoReader reader, QObject* parent = nullptr);
    /// Stops the work and waits for it; no signal comes after.
    ~CaptionService() override;

    /// Answers with photoOpened, then captioned as soon as there is a model; or with a failure of either.
    void open(const QString& file);
    /// The same of a photo that was read before: answers with photoOpened at once, and with `captioned` too
    /// if there is one. That is what the photo would be captioned like now.
    void open(const PhotoOpened& photo, const std::optional<Captioned>& captioned);
    /// Answers with modelOpened or modelFailed. The photo shown is captioned again.
    void setModel(const QString& bundle);
    /// How to caption from now on. The photo shown is captioned again, without looking at it again.
    void setDecoding(const DecodingSettings& settings);
    /// Words that captions of the photo shown do not have, those asked for from now on: by other settings, by
    /// another model, of the photo changed. A photo that is opened has none until this is called. Where
    /// several captions came of the photo, they are decoded anew: answers with captionedAnew.
    void setBanned(const std::vector<std::string>& words);
    /// Forgets the photo and stops the work on it.
    void close();

    /// Changes a copy of the photo and captions it, as the photo itself was; what is shown of that stays as
    /// it is. Answers with editedCaptioned or editFailed, unless a newer request of any kind outdates it.
    /// Does nothing while there is no photo or no model.
    void captionEdited(PhotoEdit edit);
    bool isEditing() const { return editing_; }

    Work work() const { return work_; }

    using EngineJob = std::function<void(CaptionEngine& engine, const std::shared_ptr<const Photo>& photo,
                                         const DecodingSettings& decoding)>;
    /// Runs a job with the engine and the photo on the engine's thread, once what waits there is done. The
    /// job throws nothing; it is dropped when the service goes first. @return false when there is no photo or
    /// no model.
    bool askEngine(EngineJob job);
    const DecodingSettings& decoding() const { return decoding_; }

    /// Captions a photo that is not shown, whenever nothing else is asked of the engine: anything else stops
    /// it, and it is begun again afterwards. A newer request takes its place. Answers with captionedAside or
    /// failedAside, unless captionsOutdated comes before.
    void captionAside(const QString& file, std::shared_ptr<const Photo> photo);
    void cancelAside();
    bool hasModel() const { return model_ == ModelState::ready; }
    /// Nothing is asked for, or only aside.
    bool isIdle() const { return asked_ == 0; }

Q_SIGNALS:
    void workChanged(saccade::CaptionService::Work work);
    void photoOpened(const saccade::PhotoOpened& opened);
    void photoFailed(const saccade::Fault& fault);
    void captioned(const saccade::Captioned& captioned);
    void captionFailed(const saccade::Fault& fault);
    void bannedChanged(const std::vector<std::string>& words);
    /// The captions of the same photo, now that other words are banned; which of them is shown is not said.
    void captionedAnew(const saccade::Captioned& captioned);
    void editingChanged(bool editing);
    void editedCaptioned(const saccade::EditedCaptioned& edited);
    void editFailed(const saccade::Fault& fault);
    void modelOpened(const saccade::ModelFacts& facts);
    void modelFailed(const saccade::Fault& fault);
    void captionedAside(const saccade::Captioned& captioned);
    void failedAside(const saccade::Fault& fault);
    /// By another model or other settings: photos captioned so far would be captioned differently now.
    void captionsOutdated();
    void idleChanged(bool idle);

private:
    enum class ModelState { none, reading, ready };
    struct Aside {
        QString file;
        std::shared_ptr<const Photo> photo;
    };

    void post(std::function<void()> job);
    void startAside();
    void endAside(std::uint64_t generation, const std::function<void()>& report);
    void outdateCaptions();
    std::uint64_t outdate();
    void requestCaption();
    void captionAnew();
    void noteCaptions(const Captioned& captioned);
    void forgetCaptions();
    DecodingSettings decodingOfPhoto() const;
    void setWork(Work work);
    void setEditing(bool editing);
    Work workWithoutPhoto() const;
    void answer(std::uint64_t generation, std::function<void()> deliver);
    void photoArrived(const PhotoOpened& opened, const std::optional<Captioned>& captioned = {});

    std::shared_ptr<CaptionEngine> engine_; ///< used on the worker thread only
    PhotoReader reader_;                    ///< likewise
    bool loaded_ = false;                   ///< likewise: the engine has a model
    std::uint64_t generation_ = 0;
    std::uint64_t model_generation_ = 0;
    std::stop_source stop_;
    ModelState model_ = ModelState::none;
    DecodingSettings decoding_;
    std::vector<std::string> banned_;
    std::size_t found_ = 0; ///< captions of the photo
    std::vector<std::string> banned_when_found_;
    std::stop_source anew_stop_; ///< of captionAnew()
    QString file_;
    std::shared_ptr<const Photo> photo_;
    Work work_ = Work::none;
    bool editing_ = false;
    int asked_ = 0; ///< jobs posted and not yet done, those aside apart
    std::optional<Aside> aside_;
    bool aside_posted_ = false;
    std::uint64_t aside_generation_ = 0;
    std::stop_source aside_stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade

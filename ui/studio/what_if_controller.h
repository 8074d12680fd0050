#pragma once

#include "ui/services/what_if_service.h"
#include "ui/studio/compared.h"
#include "ui/studio/what_if_state.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>
#include <QUndoStack>

#include <optional>

class QAction;

namespace saccade {

class AlternativesList;
class BeamTreeDialog;
class CommandSet;
class PhraseDialog;
class WhatIfPanel;
class WordCursor;

/// Takes the sentence apart: every other way of captioning the photo that a person asks for becomes a branch,
/// and can be undone. Owns the branches; says which caption the window is to show.
class WhatIfController : public QObject {
    Q_OBJECT
public:
    WhatIfController(CaptionService& captions, const WordCursor& cursor, const CommandSet& commands,
                     AlternativesList& alternatives, WhatIfPanel& panel, QWidget& window);
    ~WhatIfController() override;

    /// A photo was captioned. The branches tried on it before come back; what the same model says with other
    /// settings is one more.
    void begin(const Captioned& captioned);
    /// Another of the captions that were decoded together is shown: a branch too.
    void follow(const Caption& caption);
    /// There is no caption to ask about.
    void clear();

    const WhatIfState& state() const { return state_; }
    bool isActive() const { return !state_.tree.empty(); }

Q_SIGNALS:
    /// Show this caption of the same photo, at that word.
    void captionChosen(const saccade::Caption& caption, int word);
    void compareRequested(const saccade::Compared& left, const saccade::Compared& right);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    class Step;
    /// A question on its way, and what becomes of its answer.
    struct Pending {
        WhatIfState before; ///< with the banned words that were asked with already in `banned`
        std::vector<std::string> banned;
        BranchOrigin origin;
        enum class Move { stay, to_first_decoded, to_first_changed, to_first } move = Move::stay;
        QString text; ///< for undoing
    };

    void connectCommands();
    void forget();
    void changeModel();
    void choose(const Alternative& word);
    void typeWord(const QString& text);
    void banWord();
    void allowWord(const QString& word);
    void openBeamTree();
    void takeHypothesis(const std::vector<std::int32_t>& tokens, bool finished);
    void openDialog(int kind);
    void submit(int kind, const QString& text);
    void walk(int branch);
    void rename(int branch, const QString& name);
    void remove(int branch);
    void compare();
    void compareWith(int branch);
    Compared compared(int branch) const;

    bool canAsk() const;
    int place() const; ///< of the word that is shown
    WhatIfState stateNow() const;
    std::vector<std::int32_t> tokensBefore(std::size_t place) const;
    WhatIf question(std::vector<std::int32_t> kept, QString text = {}) const;
    void ask(const WhatIf& question, Pending pending);
    void take(const Caption& caption, std::size_t given);
    void sayWhatIsGivenThoughBanned(std::size_t given);
    void fail(const WhatIfFault& fault);
    void push(const WhatIfState& before, const WhatIfState& after, const QString& text);
    void restore(const WhatIfState& state);
    void updateCommands();

    CaptionService& captions_;
    WhatIfService service_;
    const WordCursor& cursor_;
    const CommandSet& commands_;
    AlternativesList& alternatives_;
    WhatIfPanel& panel_;
    QWidget& window_;
    QUndoStack history_;
    QString file_; ///< whose branches these are
    PhotoOpened photo_;
    GridPlacement placement_;
    WhatIfState state_;
    std::optional<Pending> pending_;
    QHash<QString, WhatIfState> remembered_; ///< of the photos shown before, by their files
    QStringList words_;                      ///< that the model knows
    QPointer<PhraseDialog> dialog_;
    QPointer<BeamTreeDialog> beam_tree_;
};

} // namespace saccade

#include "ui/studio/what_if_controller.h"

#include "ui/studio/alternatives_list.h"
#include "ui/studio/beam_tree_dialog.h"
#include "ui/studio/branch_list.h"
#include "ui/studio/branch_names.h"
#include "ui/studio/commands.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/phrase_dialog.h"
#include "ui/studio/what_if_panel.h"
#include "ui/studio/word_cursor.h"

#include <QAction>
#include <QMenu>
#include <QShortcutEvent>
#include <QUndoCommand>

#include <algorithm>
#include <span>
#include <utility>

namespace saccade {

namespace {

using Kind = BranchOrigin::Kind;

bool endsAt(const Caption& caption, std::size_t place) {
    return caption.finished && place + 1 == caption.steps.size();
}

} // namespace

/// One what-if step: the whole state before it and after it. Captions are shared, so that this is small.
class WhatIfController::Step : public QUndoCommand {
public:
    Step(WhatIfController& owner, WhatIfState before, WhatIfState after, const QString& text)
        : QUndoCommand(text),
          owner_(owner),
          before_(std::move(before)),
          after_(std::move(after)) {}

    void undo() override { owner_.restore(before_); }
    void redo() override { owner_.restore(after_); }

private:
    WhatIfController& owner_;
    WhatIfState before_;
    WhatIfState after_;
};

WhatIfController::WhatIfController(CaptionService& captions, const WordCursor& cursor,
                                   const CommandSet& commands, AlternativesList& alternatives,
                                   WhatIfPanel& panel, QWidget& window)
    : captions_(captions),
      service_(captions),
      cursor_(cursor),
      commands_(commands),
      alternatives_(alternatives),
      panel_(panel),
      window_(window) {
    connect(&service_, &WhatIfService::answered, this, &WhatIfController::take);
    connect(&service_, &WhatIfService::failed, this, &WhatIfController::fail);
    connect(&service_, &WhatIfService::busyChanged, this, [this](bool busy) {
        if (dialog_ != nullptr)
            dialog_->setBusy(busy);
    });
    connect(&service_, &WhatIfService::wordsRead, this, [this](const QStringList& words) {
        words_ = words;
        if (dialog_ != nullptr)
            dialog_->setWords(words_);
    });
    connect(&alternatives_, &AlternativesList::chosen, this, &WhatIfController::choose);
    connect(&panel_, &WhatIfPanel::allowRequested, this, &WhatIfController::allowWord);
    // Queued: each fills the list anew, which is still busy with what it told.
    connect(panel_.branches(), &BranchList::walked, this, &WhatIfController::walk, Qt::QueuedConnection);
    connect(panel_.branches(), &BranchList::renamed, this, &WhatIfController::rename, Qt::QueuedConnection);
    connect(panel_.branches(), &BranchList::removeRequested, this, &WhatIfController::remove,
            Qt::QueuedConnection);
    connect(&cursor_, &WordCursor::changed, this, &WhatIfController::updateCommands);
    connect(&history_, &QUndoStack::indexChanged, this, &WhatIfController::updateCommands);
    connect(&captions, &CaptionService::photoOpened, this, [this](const PhotoOpened& opened) {
        photo_ = opened;
        captions_.setBanned(remembered_.value(opened.file).banned);
    });
    connect(&captions, &CaptionService::modelOpened, this, &WhatIfController::changeModel);
    connectCommands();
    forget();
}

WhatIfController::~WhatIfController() {
    history_.disconnect(this); // it says that it is empty when it goes
    delete beam_tree_;         // it asks the service
}

void WhatIfController::connectCommands() {
    const auto on = [this](Command command, auto slot) {
        connect(commands_.action(command), &QAction::triggered, this, slot);
    };
    on(Command::undo, [this] { history_.undo(); });
    on(Command::redo, [this] { history_.redo(); });
    on(Command::choose_word, [this] {
        openSectionsAround(&alternatives_);
        alternatives_.setFocus(Qt::ShortcutFocusReason);
    });
    on(Command::type_word, [this] { openDialog(static_cast<int>(PhraseDialog::Kind::word)); });
    on(Command::ban_word, [this] { banWord(); });
    on(Command::start_with, [this] { openDialog(static_cast<int>(PhraseDialog::Kind::prefix)); });
    on(Command::whole_sentence, [this] { openDialog(static_cast<int>(PhraseDialog::Kind::sentence)); });
    on(Command::beam_tree, [this] { openBeamTree(); });
    on(Command::rename_branch, [this] {
        openSectionsAround(panel_.branches());
        panel_.branches()->startRenaming();
    });
    on(Command::compare_branches, [this] { compare(); });
    on(Command::remove_branch, [this] { remove(state_.current); });
    commands_.action(Command::choose_word)->installEventFilter(this);
}

// One command has nine keys: which of them was pressed stands in the event alone.
bool WhatIfController::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::Shortcut)
        return false;
    const QKeySequence key = static_cast<QShortcutEvent*>(event)->key();
    alternatives_.choose(key[0].key() - Qt::Key_1);
    return true;
}

void WhatIfController::begin(const Captioned& captioned) {
    const bool same_photo = isActive() && captioned.file == file_;
    if (!same_photo) {
        clear();
        file_ = captioned.file;
        state_ = remembered_.take(file_);
    }
    placement_ = captioned.placement;
    captions_.setBanned(state_.banned);
    if (isActive()) {
        follow(captioned.captions.front());
        return;
    }
    state_.tree = BranchTree(captioned.captions.front());
    state_.current = state_.tree.root();
    panel_.showState(state_);
    updateCommands();
}

// What another model said is no branch of what this one says; the words that were banned stay banned.
void WhatIfController::changeModel() {
    clear();
    for (auto each = remembered_.begin(); each != remembered_.end();) {
        *each = {{}, -1, 0, each->banned};
        each = each->banned.empty() ? remembered_.erase(each) : std::next(each);
    }
    captions_.setBanned(remembered_.value(photo_.file).banned);
}

void WhatIfController::follow(const Caption& caption) {
    if (!isActive() || caption.steps.empty())
        return;
    service_.cancelQuestion();
    pending_.reset();
    const auto kind = caption.method == "beam" ? Kind::beam : Kind::settings;
    state_.current = state_.tree.add(state_.tree.root(), {kind, 0, {}, {}}, 0, caption);
    panel_.showState(state_);
    updateCommands();
}

void WhatIfController::clear() {
    if (isActive() && (state_.tree.size() > 1 || !state_.banned.empty()))
        remembered_.insert(file_, state_);
    forget();
}

void WhatIfController::forget() {
    service_.cancel();
    pending_.reset();
    history_.clear();
    state_ = {};
    words_.clear();
    if (dialog_ != nullptr)
        dialog_->reject();
    if (beam_tree_ != nullptr)
        beam_tree_->reject();
    panel_.hideMessage();
    panel_.showState(state_);
    updateCommands();
}

bool WhatIfController::canAsk() const {
    return isActive() && place() >= 0 && place() < static_cast<int>(state_.caption().steps.size());
}

int WhatIfController::place() const {
    return cursor_.shown();
}

WhatIfState WhatIfController::stateNow() const {
    WhatIfState result = state_;
    result.word = std::max(cursor_.current(), 0);
    return result;
}

std::vector<std::int32_t> WhatIfController::tokensBefore(std::size_t place) const {
    std::vector<std::int32_t> result;
    const std::vector<CaptionStep>& steps = state_.caption().steps;
    for (std::size_t i = 0; i < std::min(place, state_.caption().word_count()); ++i)
        result.push_back(steps[i].token);
    return result;
}

WhatIf WhatIfController::question(std::vector<std::int32_t> kept, QString text) const {
    return {std::move(kept), text.toStdString(), false, state_.banned};
}

void WhatIfController::ask(const WhatIf& question, Pending pending) {
    panel_.hideMessage();
    pending.before = stateNow();
    pending_ = std::move(pending);
    service_.ask(question);
}

void WhatIfController::choose(const Alternative& word) {
    if (!canAsk())
        return;
    const auto at = static_cast<std::size_t>(place());
    const CaptionStep& said = state_.caption().steps[at];
    if (said.token == word.token)
        return;
    WhatIf what = question(tokensBefore(at));
    what.whole = word.word == "<end>";
    if (!what.whole)
        what.kept.push_back(word.token);
    Pending pending;
    pending.banned = state_.banned;
    pending.origin = {Kind::chosen, at, said.word, word.word};
    ask(what, std::move(pending));
}

void WhatIfController::typeWord(const QString& text) {
    if (!canAsk())
        return;
    const auto at = static_cast<std::size_t>(place());
    Pending pending;
    pending.banned = state_.banned;
    pending.origin = {Kind::chosen, at, state_.caption().steps[at].word, text.toStdString()};
    ask(question(tokensBefore(at), text), std::move(pending));
}

void WhatIfController::banWord() {
    if (!canAsk())
        return;
    const auto at = static_cast<std::size_t>(place());
    const Caption& caption = state_.caption();
    const CaptionStep& said = caption.steps[at];
    if (endsAt(caption, at))
        return;
    Pending pending;
    pending.banned = state_.banned;
    if (std::ranges::find(pending.banned, said.word) == pending.banned.end())
        pending.banned.push_back(said.word);
    pending.origin = {Kind::banned, at, said.word, {}};
    pending.move = Pending::Move::to_first_changed;
    // What was given stays given, up to where it says the word.
    const auto first = static_cast<std::size_t>(
        std::ranges::find(caption.steps, said.token, &CaptionStep::token) - caption.steps.begin());
    WhatIf what = question(tokensBefore(std::min(state_.branch().kept, first)));
    what.banned = pending.banned;
    ask(what, std::move(pending));
}

void WhatIfController::allowWord(const QString& word) {
    Pending pending;
    pending.banned = state_.banned;
    const auto found = std::ranges::find(pending.banned, word.toStdString());
    if (found == pending.banned.end())
        return;
    pending.origin = {Kind::allowed, 0, {}, *found};
    pending.move = Pending::Move::to_first_changed;
    pending.banned.erase(found);
    const std::size_t given = state_.branch().kept;
    if (given >= state_.caption().word_count()) { // the model chose nothing that could change
        WhatIfState after = stateNow();
        after.banned = pending.banned;
        push(stateNow(), after, tr("allowing a word"));
        return;
    }
    WhatIf what = question(tokensBefore(given));
    what.banned = pending.banned;
    ask(what, std::move(pending));
}

void WhatIfController::openBeamTree() {
    if (!canAsk())
        return;
    delete beam_tree_;
    beam_tree_ =
        new BeamTreeDialog(service_, photo_.photo, placement_, captions_.decoding(), state_.banned, &window_);
    connect(beam_tree_, &BeamTreeDialog::hypothesisChosen, this, &WhatIfController::takeHypothesis);
    beam_tree_->show();
}

void WhatIfController::takeHypothesis(const std::vector<std::int32_t>& tokens, bool finished) {
    if (!isActive())
        return;
    WhatIf what = question(tokens);
    what.whole = finished;
    Pending pending;
    pending.banned = state_.banned;
    pending.origin.kind = Kind::beam;
    pending.move = Pending::Move::to_first;
    ask(what, std::move(pending));
}

void WhatIfController::openDialog(int kind) {
    if (!canAsk())
        return;
    if (dialog_ != nullptr)
        dialog_->reject();
    const auto chosen = static_cast<PhraseDialog::Kind>(kind);
    const auto at = static_cast<std::size_t>(place());
    const CaptionStep& said = state_.caption().steps[at];
    QString context;
    if (chosen == PhraseDialog::Kind::word)
        context = endsAt(state_.caption(), at)
                      ? tr("What shall the model say instead of ending its caption? It goes on from there.")
                      : tr("What shall the model say instead of “%1”, word %2? It goes on from there.")
                            .arg(QString::fromStdString(said.word), QString::number(at + 1));
    else if (chosen == PhraseDialog::Kind::prefix)
        context = tr("The caption starts with these words, and the model goes on.");
    else
        context = tr("How probable does the model hold a sentence, and where does it look at each word?");
    dialog_ = new PhraseDialog(chosen, context, &window_);
    dialog_->setWords(words_);
    if (chosen == PhraseDialog::Kind::sentence)
        dialog_->setText(QString::fromStdString(state_.caption().text()));
    connect(dialog_, &PhraseDialog::phraseEntered, this,
            [this, kind](const QString& text) { submit(kind, text); });
    connect(dialog_, &QDialog::rejected, this, [this] {
        service_.cancelQuestion();
        pending_.reset();
    });
    if (words_.isEmpty())
        service_.readWords();
    dialog_->open();
}

void WhatIfController::submit(int kind, const QString& text) {
    const auto chosen = static_cast<PhraseDialog::Kind>(kind);
    if (chosen == PhraseDialog::Kind::word) {
        typeWord(text);
        return;
    }
    const bool whole = chosen == PhraseDialog::Kind::sentence;
    WhatIf what = question({}, text);
    what.whole = whole;
    Pending pending;
    pending.banned = state_.banned;
    pending.origin = {whole ? Kind::sentence : Kind::prefix, 0, {}, text.toStdString()};
    pending.move = whole ? Pending::Move::to_first : Pending::Move::to_first_decoded;
    ask(what, std::move(pending));
}

void WhatIfController::take(const Caption& caption, std::size_t given) {
    if (!pending_ || caption.steps.empty())
        return;
    const Pending pending = *std::exchange(pending_, std::nullopt);
    if (dialog_ != nullptr)
        dialog_->accept();
    WhatIfState after = pending.before;
    after.banned = pending.banned;
    after.current = after.tree.add(pending.before.current, pending.origin, given, caption);
    std::size_t word = pending.origin.place;
    if (pending.move == Pending::Move::to_first_decoded)
        word = given;
    else if (pending.move == Pending::Move::to_first)
        word = 0;
    else if (pending.move == Pending::Move::to_first_changed)
        word = common_steps(pending.before.caption(), caption);
    after.word = static_cast<int>(std::min(word, caption.steps.size() - 1));
    if (after.current == pending.before.current && after.banned == pending.before.banned) {
        panel_.showMessage([] { return tr("The model says the same."); });
        return;
    }
    push(pending.before, after, shownName(after.branch()));
    sayWhatIsGivenThoughBanned(given);
}

// A ban holds for what the model chooses; what a person forces is kept.
void WhatIfController::sayWhatIsGivenThoughBanned(std::size_t given) {
    const std::vector<CaptionStep>& steps = state_.caption().steps;
    const std::span said(steps.data(), std::min(given, steps.size()));
    QStringList words;
    for (const std::string& each : state_.banned) {
        if (std::ranges::find(said, each, &CaptionStep::word) != said.end())
            words += tr("“%1”").arg(QString::fromStdString(each));
    }
    if (!words.isEmpty())
        panel_.showMessage([words = words.join(QLatin1String(", "))] {
            return tr("Banned, but kept where you gave it: %1. The model does not choose it itself.")
                .arg(words);
        });
}

void WhatIfController::fail(const WhatIfFault& fault) {
    pending_.reset();
    if (dialog_ != nullptr)
        dialog_->showFault(fault);
    else
        panel_.showMessage([fault] { return fault.fault.sentence(); });
}

void WhatIfController::walk(int branch) {
    if (branch == state_.current || !state_.tree.contains(branch))
        return;
    WhatIfState state = stateNow();
    state.current = branch;
    state.word = std::min(state.word, static_cast<int>(state.caption().steps.size()) - 1);
    restore(state);
}

void WhatIfController::rename(int branch, const QString& name) {
    if (!state_.tree.contains(branch))
        return;
    const WhatIfState before = stateNow();
    WhatIfState after = before;
    // What it goes by anyway is no name: it would stay when the language changes.
    after.tree.rename(branch, {});
    if (name != shownName(after.tree.at(branch)))
        after.tree.rename(branch, name.toStdString());
    if (after == before)
        panel_.showState(state_);
    else
        push(before, after, tr("renaming a branch"));
}

void WhatIfController::remove(int branch) {
    if (!isActive() || !state_.tree.contains(branch) || state_.tree.at(branch).parent < 0)
        return;
    const WhatIfState before = stateNow();
    WhatIfState after = before;
    const int parent = after.tree.at(branch).parent;
    after.tree.remove(branch);
    if (!after.tree.contains(after.current)) {
        after.current = parent;
        after.word = std::min(after.word, static_cast<int>(after.caption().steps.size()) - 1);
    }
    push(before, after, tr("removing a branch"));
}

void WhatIfController::compare() {
    if (!isActive() || state_.tree.size() < 2)
        return;
    auto* others = new QMenu(&window_);
    others->setAttribute(Qt::WA_DeleteOnClose);
    others->setAccessibleName(tr("Compare with"));
    for (const int id : state_.tree.depth_first()) {
        if (id != state_.current)
            others->addAction(
                QString(shownName(state_.tree.at(id))).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                [this, id] { compareWith(id); });
    }
    if (others->actions().size() > 1) {
        others->popup(panel_.branches()->mapToGlobal(QPoint()));
        return;
    }
    others->actions().front()->trigger();
    delete others;
}

void WhatIfController::compareWith(int branch) {
    if (state_.tree.contains(branch))
        Q_EMIT compareRequested(compared(std::min(branch, state_.current)),
                                compared(std::max(branch, state_.current)));
}

Compared WhatIfController::compared(int branch) const {
    const Branch& each = state_.tree.at(branch);
    return {shownName(each), photo_.photo, *each.caption, placement_};
}

void WhatIfController::push(const WhatIfState& before, const WhatIfState& after, const QString& text) {
    history_.push(new Step(*this, before, after, text));
}

void WhatIfController::restore(const WhatIfState& state) {
    const bool same_caption = isActive() && state_.tree.contains(state.current) &&
                              state_.caption().steps.size() == state.caption().steps.size() &&
                              state_.branch().caption == state.branch().caption;
    service_.cancelQuestion();
    pending_.reset();
    state_ = state;
    captions_.setBanned(state_.banned);
    panel_.showState(state_);
    panel_.hideMessage();
    if (!same_caption || cursor_.current() != state_.word)
        Q_EMIT captionChosen(state_.caption(), state_.word);
    updateCommands();
}

void WhatIfController::updateCommands() {
    const bool active = canAsk();
    const auto enable = [this](Command command, bool enabled) {
        commands_.action(command)->setEnabled(enabled);
    };
    enable(Command::undo, history_.canUndo());
    enable(Command::redo, history_.canRedo());
    for (const Command command : {Command::choose_word, Command::type_word, Command::start_with,
                                  Command::whole_sentence, Command::beam_tree})
        enable(command, active);
    const auto at = static_cast<std::size_t>(std::max(place(), 0));
    enable(Command::ban_word, active && at < state_.caption().word_count());
    const bool several = isActive() && state_.tree.size() > 1;
    enable(Command::rename_branch, several);
    enable(Command::compare_branches, several);
    enable(Command::remove_branch, several && state_.branch().parent >= 0);
}

} // namespace saccade

#pragma once

#include "ui/studio/retranslated.h"
#include "ui/studio/what_if_state.h"

#include <QWidget>

class QAction;

namespace saccade {

class BranchList;
class CommandSet;
class FlowLayout;
class InlineMessage;

/// Under the alternatives: what else can be tried, the words that are banned, and the captions tried so far.
class WhatIfPanel : public QWidget {
    Q_OBJECT
public:
    explicit WhatIfPanel(const CommandSet& commands, QWidget* parent = nullptr);

    /// The branches appear once there are two.
    void showState(const WhatIfState& state);
    void showMessage(const LiveText& text);
    void hideMessage();
    BranchList* branches() const { return branches_; }

Q_SIGNALS:
    void allowRequested(const QString& word);

private:
    void showBanned();

    WhatIfState state_; ///< as shown
    QWidget* banned_;
    FlowLayout* banned_words_;
    InlineMessage* message_;
    QWidget* tried_; ///< the branches and what can be done with them
    BranchList* branches_;
};

} // namespace saccade

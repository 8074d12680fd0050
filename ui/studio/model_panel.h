#pragma once

#include "core/model/model_facts.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QMenu;
class QToolButton;

namespace saccade {

/// Which model captions, in short, with the way to another one and to all that is known of it.
class ModelPanel : public QWidget {
    Q_OBJECT
public:
    /// @param open, about  the commands of that meaning.
    ModelPanel(QAction* open, QAction* about, QWidget* parent = nullptr);

    /// Models to switch to, offered beside `open`.
    void setRecent(QMenu* menu);

    void showModel(const ModelFacts& facts);
    const std::optional<ModelFacts>& model() const { return facts_; }

private:
    void setTexts();

    std::optional<ModelFacts> facts_;
    QAction* about_;
    QLabel* name_;
    QLabel* summary_;
    QLabel* scores_;
    QLabel* licence_;
    QToolButton* switch_;
};

} // namespace saccade

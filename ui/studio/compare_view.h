#pragma once

#include "ui/services/caption_service.h"
#include "ui/studio/compared.h"

#include <QWidget>

#include <array>
#include <memory>

class QCheckBox;
class QLabel;
class QPushButton;

namespace saccade {

class CaptionCard;
class DifferencePane;
class InlineMessage;
class LinkedCursors;

/// Two captions side by side: those of two models, two checkpoints, two branches, or of a photo with and
/// without a part of it. What differs is marked, a word shown on one side shows its counterpart on the other,
/// and a third picture shows the difference of their maps.
class CompareView : public QWidget {
    Q_OBJECT
public:
    using EngineMaker = std::function<std::unique_ptr<CaptionEngine>()>;

    CompareView(const EngineMaker& make_engine, const PhotoReader& reader, QWidget* parent = nullptr);
    ~CompareView() override;

    /// Captions that are there already.
    void compare(const Compared& left, const Compared& right);
    /// Captions the photo with two models; with an empty `file` it says that a photo is needed.
    void compareModels(const QString& left, const QString& right, const QString& file);
    bool isBusy() const;

Q_SIGNALS:
    void busyChanged(bool busy);
    void closed();

private:
    struct Side {
        std::unique_ptr<CaptionService> service;
        QLabel* title = nullptr;
        CaptionCard* card = nullptr;
        QLabel* note = nullptr; ///< that a word of the other side has no counterpart here
        InlineMessage* message = nullptr;
        Compared shown;
    };

    void makeSide(int index, const EngineMaker& make_engine, const PhotoReader& reader);
    void translate();
    void reset();
    void showCaption(Side& side);
    void markChanges();
    void describe();
    void showDifference();

    std::array<Side, 2> sides_;
    LinkedCursors* link_;
    DifferencePane* difference_;
    QLabel* difference_title_;
    QWidget* difference_column_;
    QCheckBox* difference_shown_;
    QPushButton* back_;
    QLabel* summary_;
    bool needs_photo_ = false;
};

} // namespace saccade

#pragma once

#include "ui/services/caption_service.h"

#include <QWidget>

#include <array>
#include <memory>

class QLabel;

namespace saccade {

class CaptionCard;
class InlineMessage;

/// One photo, captioned by two models side by side; a word marked on one side is marked on the other.
class CompareView : public QWidget {
    Q_OBJECT
public:
    using EngineMaker = std::function<std::unique_ptr<CaptionEngine>()>;

    CompareView(const EngineMaker& make_engine, const PhotoReader& reader, QWidget* parent = nullptr);
    ~CompareView() override;

    void setModels(const QString& left, const QString& right);
    void setPhoto(const QString& file);
    bool isBusy() const;

Q_SIGNALS:
    void busyChanged(bool busy);
    void closed();

private:
    struct Side {
        std::unique_ptr<CaptionService> service;
        QLabel* title;
        CaptionCard* card;
        InlineMessage* message;
        QString model;
    };

    void makeSide(Side& side, const EngineMaker& make_engine, const PhotoReader& reader, const QString& name);
    void markChanges();

    std::array<Side, 2> sides_;
    QLabel* summary_;
    QString file_;
    bool linking_ = false;
};

} // namespace saccade

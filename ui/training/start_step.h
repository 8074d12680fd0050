#pragma once

#include "ui/services/dataset_service.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace saccade {

class InlineMessage;
class PathEdit;

/// What a run begins with and what it reads: the part of a TrainingJob that is no setting.
struct RunStart {
    QString backbone; ///< file of a backbone or bundle; empty: continues `from`
    QString from;     ///< bundle
    QString features; ///< folder of the cache; empty: photos are encoded in every epoch
};

/// Second step of a new run: where the weights come from, and the feature cache.
class StartStep : public QWidget {
    Q_OBJECT
public:
    /// @param bundled   the models that come with Saccade; may be empty.
    /// @param features  folder in which caches are kept.
    StartStep(DatasetService& service, const QStringList& bundled, QString features,
              QWidget* parent = nullptr);

    void setDataset(std::shared_ptr<const Dataset> dataset);
    /// Goes on training a bundle.
    void setFrom(const QString& bundle);
    RunStart start() const;
    bool isReady() const;
    bool isBuilding() const { return building_; }

Q_SIGNALS:
    void changed();

private:
    QString whatIsEncoded() const;
    QString source() const;
    void build();
    void update();

    DatasetService& service_;
    QString features_root_;
    std::shared_ptr<const Dataset> dataset_;
    QRadioButton* fresh_;
    QComboBox* bundled_; ///< for more than one
    QRadioButton* other_;
    QRadioButton* continued_;
    PathEdit* file_;
    QPushButton* browse_;
    QRadioButton* cached_;
    QRadioButton* photos_;
    QPushButton* build_;
    QProgressBar* progress_;
    QLabel* progress_text_;
    InlineMessage* message_;
    bool building_ = false;
    QString built_;    ///< what whatIsEncoded() was when it was encoded
    QString features_; ///< the cache that is complete for it
};

} // namespace saccade

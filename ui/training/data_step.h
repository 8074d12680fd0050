#pragma once

#include "ui/services/dataset_service.h"
#include "ui/services/thumbnail_service.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <optional>

class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace saccade {

class BusyLine;
class ElidedLabel;
class InlineMessage;
class PathEdit;

/// First step of a new run: which photos and captions. Opens and checks them as they are named.
class DataStep : public QWidget {
    Q_OBJECT
public:
    DataStep(DatasetService& service, PhotoReader reader, QWidget* parent = nullptr);

    void setPath(const QString& path);
    /// Another run's; one that names no data set leaves everything as it is.
    void setRequest(const DatasetRequest& request);
    DatasetRequest request() const;
    /// Null until it was opened.
    const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
    /// It was opened and checked, and training can use it.
    bool isReady() const { return ready_; }
    QString name() const; ///< of the data set, for the run

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void inspect();
    void showOpened(const DatasetOpened& opened);
    void showReport(const DataReport& report);
    void showFormat();
    void showFindings();
    void clearResults();

    DatasetService& service_;
    ThumbnailService thumbnails_;
    PathEdit* path_;
    PathEdit* images_;
    QComboBox* split_;
    QDoubleSpinBox* dev_share_;
    QSpinBox* max_photos_;
    QSpinBox* seed_;
    ElidedLabel* format_;
    BusyLine* busy_;
    InlineMessage* message_;
    QScrollArea* preview_;
    QHBoxLayout* cards_;
    QVBoxLayout* findings_;
    QMultiHash<QString, QLabel*> pictures_; ///< waiting for their thumbnails
    QTimer delay_;                          ///< from the last edit to inspecting
    std::shared_ptr<const Dataset> dataset_;
    QString format_name_;              ///< that it was read as
    DatasetRequest given_;             ///< by setRequest(): its format holds for its path
    std::optional<DataReport> report_; ///< of it, once it was checked
    bool ready_ = false;
};

} // namespace saccade

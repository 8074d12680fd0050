#pragma once

#include "core/training/photo_results.h"
#include "ui/services/caption_service.h"
#include "ui/services/thumbnail_service.h"

#include <QWidget>

#include <memory>
#include <optional>

class QAbstractTableModel;
class QComboBox;
class QLabel;
class QPushButton;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;

namespace saccade {

class BusyLine;
class CaptionCard;
class NoticePage;
class ResultsModel;

/// The photos to check on: real captions beside the model's, with its maps, worst first.
class ResultsBrowser : public QWidget {
    Q_OBJECT
public:
    explicit ResultsBrowser(PhotoReader reader, QWidget* parent = nullptr);

    /// Bundles that can be asked for, with their names.
    void setBundles(const std::vector<std::pair<QString, QString>>& names_and_files);
    void setResults(std::shared_ptr<const PhotoResults> results);
    void showProgress(const Progress& progress);
    void showFault(const Fault& fault);

Q_SIGNALS:
    void captionRequested(const QString& bundle);

private:
    void showNotice();
    void showSummary();
    void showRow();

    std::shared_ptr<const PhotoResults> results_;
    std::optional<Fault> fault_; ///< why there are none
    ThumbnailService photos_;
    QStackedWidget* pages_;
    NoticePage* notice_;
    QComboBox* bundle_;
    QPushButton* caption_;
    BusyLine* busy_;
    QLabel* summary_;
    QTableView* table_;
    ResultsModel* model_;
    QSortFilterProxyModel* sorted_;
    CaptionCard* card_;
    QLabel* references_;
    QString file_; ///< of the photo shown
};

} // namespace saccade

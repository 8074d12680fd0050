#pragma once

#include "core/training/training_job.h"
#include "ui/services/dataset_service.h"
#include "ui/studio/retranslated.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace saccade {

class DataStep;
class SettingsForm;
class StartStep;

/// A new run in three steps: data set, start, settings.
class NewRunPage : public QWidget {
    Q_OBJECT
public:
    /// @param bundled   the models that come with Saccade; may be empty.
    /// @param features  folder in which caches are kept.
    NewRunPage(PhotoReader reader, const QStringList& bundled, const QString& features,
               QWidget* parent = nullptr);

    void setPath(const QString& path);
    void setData(const DatasetRequest& request);
    void setFrom(const QString& bundle);

Q_SIGNALS:
    /// Several when settings are varied. `run` is the name of the folder only.
    void startRequested(const std::vector<saccade::TrainingJob>& jobs);
    void cancelled();

private:
    enum Step { data_step, start_step, settings_step };

    void go(int step);
    void setTitle();
    void updateButtons();
    void estimate();
    QWidget* makeSettingsStep();
    std::vector<TrainingJob> jobs(QString& fault) const;

    DatasetService service_;
    DataStep* data_;
    StartStep* start_;
    SettingsForm* form_ = nullptr;
    QComboBox* preset_ = nullptr;
    QCheckBox* everything_ = nullptr;
    QPlainTextEdit* varied_ = nullptr;
    QLabel* varied_fault_ = nullptr;
    QLineEdit* name_ = nullptr;
    QSpinBox* threads_ = nullptr;
    QLabel* summary_ = nullptr;
    QStackedWidget* steps_;
    QLabel* title_;
    QPushButton* back_;
    QPushButton* next_;
    QTimer estimate_delay_; ///< from the last change to measuring
    bool estimating_ = false;
    LiveText estimate_text_; ///< empty: none yet
};

} // namespace saccade

#pragma once

#include "core/training/run_record.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace saccade {

QString checkpointName(const RunCheckpoint& checkpoint);

/// The models that a run left, with their scores.
class CheckpointTable : public QWidget {
    Q_OBJECT
public:
    explicit CheckpointTable(QWidget* parent = nullptr);

    void setCheckpoints(std::vector<RunCheckpoint> checkpoints);

Q_SIGNALS:
    void openRequested(const QString& bundle);
    void compareRequested(const QString& first, const QString& second);
    void continueRequested(const QString& bundle);
    void exportRequested(const QString& bundle);
    void deleteRequested(const QString& bundle);

private:
    QStringList chosen() const;
    void updateButtons();

    std::vector<RunCheckpoint> checkpoints_;
    QTableWidget* table_;
    QPushButton* open_;
    QPushButton* compare_;
    QPushButton* continue_;
    QPushButton* export_;
    QPushButton* delete_;
};

} // namespace saccade

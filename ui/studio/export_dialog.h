#pragma once

#include "ui/services/exporter.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace saccade {

class InlineMessage;

/// Asks what to export and where to, and stays until it is written.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// @param exporter  outlives the dialog. @param folder  where files go unless told otherwise.
    ExportDialog(ExportSource source, Exporter& exporter, const QString& folder, QWidget* parent = nullptr);

    QString file() const;

Q_SIGNALS:
    void exported(const saccade::ExportResult& result);

protected:
    void reject() override; ///< cancels what runs; closes otherwise

private:
    void addFields(QFormLayout* form);
    void setTexts();
    void connectExporter();
    ExportKind kind() const;
    QString ending() const;
    void showKind();
    void showFormat();
    void showSize();
    void proposeFile();
    void chooseFile();
    void setRunning(bool running);
    void startExport();

    ExportSource source_;
    Exporter& exporter_;
    QString folder_;
    bool running_ = false;

    QComboBox* kind_;
    QComboBox* format_;
    QSpinBox* pixels_;
    QDoubleSpinBox* seconds_;
    QWidget* animation_rows_;
    QLabel* size_;
    QLineEdit* file_;
    QPushButton* browse_;
    QLabel* note_;
    QProgressBar* bar_;
    InlineMessage* message_;
    QPushButton* start_;
    QPushButton* close_;
};

} // namespace saccade

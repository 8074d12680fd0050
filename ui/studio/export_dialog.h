#pragma once

#include "ui/services/export_previewer.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace saccade {

class ExportPreviewPane;
class InlineMessage;
class PathEdit;

/// Asks what to export and where to, shows what it will look like, and stays until it is written.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// @param exporter, previewer  outlive the dialog. @param folder  where files go unless told otherwise.
    ExportDialog(ExportSource source, Exporter& exporter, ExportPreviewer& previewer, const QString& folder,
                 QWidget* parent = nullptr);

    /// With the ending of the format; empty while none is named.
    QString file() const;

Q_SIGNALS:
    void exported(const saccade::ExportResult& result);

public Q_SLOTS:
    void done(int result) override;

protected:
    void reject() override; ///< cancels what runs; closes otherwise

private:
    void layOut();
    void addFields();
    void alignLabels();
    void setTexts();
    void connectFields();
    void connectExporter();
    ExportKind kind() const;
    QString ending() const;
    void showKind();
    void showFormat();
    void previewSoon();
    void preview();
    QString about(const ExportPreview& preview) const;
    ExportRequest request() const;
    void proposeFile();
    void chooseFile();
    void setRunning(bool running);
    void startExport();

    ExportSource source_;
    Exporter& exporter_;
    ExportPreviewer& previewer_;
    QString folder_;
    bool running_ = false;
    QTimer preview_timer_;

    QComboBox* kind_;
    QComboBox* format_;
    QSpinBox* pixels_;
    QDoubleSpinBox* seconds_;
    QFormLayout* form_;
    QFormLayout* target_; ///< the row of the file
    PathEdit* file_;
    QPushButton* browse_;
    QLabel* note_;
    QProgressBar* bar_;
    InlineMessage* message_;
    QPushButton* start_;
    QPushButton* close_;
    ExportPreviewPane* pane_;
};

} // namespace saccade

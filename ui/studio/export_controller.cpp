#include "ui/studio/export_controller.h"

#include "ui/studio/commands.h"
#include "ui/studio/export_dialog.h"
#include "ui/studio/inline_message.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QSettings>
#include <QStandardPaths>

#include <cmath>
#include <cstring>

namespace saccade {

namespace {

const QString folder_key = QStringLiteral("export/folder");

QString proposedFolder(const QSettings& settings) {
    const QString last = settings.value(folder_key).toString();
    return !last.isEmpty() && QFileInfo(last).isDir()
               ? last
               : QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

/// How much of a map there is between two words: none before the first and behind the last.
float amountAt(double place, const Caption& caption) {
    const double before = std::floor(place);
    const auto share = static_cast<float>(place - before);
    const bool has_first = before >= 0;
    const bool has_second = before + 1 < static_cast<double>(caption.word_count());
    return share <= 0 || (has_first && has_second) ? 1 : has_first ? 1 - share : share;
}

/// Between a word and none its map comes up from zero, and so does the layer, which would otherwise be there
/// at once in the colour of zero.
AttentionLayer layerAt(double place, const Caption& caption, const GridPlacement& placement,
                       const OverlayOptions& options) {
    const auto at = [&](int word) { return layerFor(caption, placement, word, options); };
    const int before = static_cast<int>(std::floor(place));
    const auto share = static_cast<float>(place - before);
    const float amount = amountAt(place, caption);
    if (share <= 0)
        return at(before);
    if (amount == 1)
        return mixed(at(before), at(before + 1), share);
    AttentionLayer layer = at(before >= 0 ? before : before + 1);
    for (float& value : layer.map)
        value *= amount;
    if (!layer.fades)
        layer.style.opacity *= amount;
    return layer;
}

void paintOver(QImage& image, const AttentionLayer& layer) {
    QPainter painter(&image);
    paintLayer(painter, image.rect(), image.rect(), layer);
}

/// The lines of its grid come up as the layer does, from none.
void paintFading(QImage& image, AttentionLayer layer, float amount) {
    QImage lined = image;
    paintOver(lined, layer);
    layer.grid_lines = false;
    paintOver(image, layer);
    QPainter painter(&image);
    painter.setOpacity(static_cast<double>(amount));
    painter.drawImage(0, 0, lined);
}

} // namespace

WordPainter painterAsShown(const Caption& caption, const GridPlacement& placement,
                           const OverlayOptions& options) {
    return [caption, placement, options](const Photo& photo, double place) {
        const AttentionLayer layer = layerAt(place, caption, placement, options);
        const int bytes_a_line = photo.width * 3;
        QImage image =
            QImage(photo.rgb.data(), photo.width, photo.height, bytes_a_line, QImage::Format_RGB888)
                .convertToFormat(QImage::Format_RGB32);
        const float amount = amountAt(place, caption);
        if (layer.grid_lines && amount < 1)
            paintFading(image, layer, amount);
        else
            paintOver(image, layer);
        image = image.convertToFormat(QImage::Format_RGB888);
        Photo result = photo;
        for (int row = 0; row < photo.height; ++row)
            std::memcpy(result.rgb.data() + static_cast<std::ptrdiff_t>(row) * bytes_a_line,
                        image.constScanLine(row), static_cast<std::size_t>(bytes_a_line));
        return result;
    };
}

ExportController::ExportController(const CommandSet& commands, std::function<ExportSource()> source,
                                   InlineMessage& notice, QSettings& settings, QWidget* window)
    : QObject(window),
      commands_(commands),
      source_(std::move(source)),
      notice_(notice),
      settings_(settings),
      window_(window) {
    connect(commands_.action(Command::export_caption), &QAction::triggered, this,
            &ExportController::openDialog);
    connect(commands_.action(Command::copy_caption), &QAction::triggered, this,
            &ExportController::copyCaption);
    connect(commands_.action(Command::copy_picture), &QAction::triggered, this,
            &ExportController::copyPicture);
    connect(&copier_, &Exporter::succeeded, this, [](const ExportResult& result) {
        QGuiApplication::clipboard()->setImage(result.picture.copy());
    });
    connect(&copier_, &Exporter::failed, this,
            [this](const Fault& fault) { notice_.showMessage([fault] { return fault.sentence(); }); });
    setAvailable(false);
}

void ExportController::setAvailable(bool available) {
    for (const Command command : {Command::export_caption, Command::copy_caption, Command::copy_picture})
        commands_.action(command)->setEnabled(available);
}

void ExportController::openDialog() {
    ExportSource source = source_();
    if (source.isEmpty())
        return;
    auto* dialog =
        new ExportDialog(std::move(source), exporter_, previewer_, proposedFolder(settings_), window_);
    connect(dialog, &ExportDialog::exported, this, &ExportController::say);
    dialog->open();
}

void ExportController::say(const ExportResult& result) {
    settings_.setValue(folder_key, QFileInfo(result.file).absolutePath());
    notice_.showMessage([file = QDir::toNativeSeparators(result.file), bytes = result.bytes] {
        return tr("Exported to %1 (%2).").arg(file, QLocale().formattedDataSize(bytes));
    });
}

void ExportController::copyCaption() const {
    const ExportSource source = source_();
    if (!source.isEmpty())
        QGuiApplication::clipboard()->setText(QString::fromStdString(source.caption.text()));
}

void ExportController::copyPicture() {
    ExportRequest request;
    request.source = source_();
    if (!request.source.isEmpty())
        copier_.start(request);
}

} // namespace saccade

#include "ui/services/export_previewer.h"

#include "core/attention/contact_sheet.h"
#include "core/image/encode.h"
#include "core/support/progress.h"
#include "ui/services/photo_pyramid.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace saccade {

namespace {

constexpr int small_extent = 1600;         // pixels: no preview is larger
constexpr double most_pixels = 16'000'000; // of all frames of an animation together
constexpr int most_lines = 12;             // of a text
constexpr qsizetype longest_line = 2000;   // characters

Photo photoOf(const QImage& image) {
    const QImage packed = image.convertToFormat(QImage::Format_RGB888);
    Photo photo{packed.width(), packed.height(), {}, {}};
    const auto line = static_cast<std::size_t>(packed.width()) * 3;
    photo.rgb.resize(line * static_cast<std::size_t>(packed.height()));
    for (int y = 0; y < packed.height(); ++y)
        std::memcpy(photo.rgb.data() + line * static_cast<std::size_t>(y), packed.constScanLine(y), line);
    return photo;
}

/// As large as the room allows, its shape kept, and no larger than it is.
Photo fitted(const Photo& photo, const QSize& room) {
    const QSize own(photo.width, photo.height);
    const QSize size = own.scaled(room, Qt::KeepAspectRatio).boundedTo(own).expandedTo({1, 1});
    return resized(photo, size.width(), size.height());
}

QImage asImage(Photo photo) {
    return imageOf(std::make_shared<const Photo>(std::move(photo)));
}

QString firstLines(const std::string& text) {
    QStringList lines = QString::fromStdString(text).split(QLatin1Char('\n'));
    if (lines.back().isEmpty())
        lines.removeLast();
    const bool more = lines.size() > most_lines;
    lines = lines.mid(0, most_lines);
    for (QString& line : lines) {
        line.remove(QLatin1Char('\r'));
        if (line.size() > longest_line)
            line = line.left(longest_line) + QStringLiteral("…");
    }
    if (more)
        lines += QStringLiteral("…");
    return lines.join(QLatin1Char('\n'));
}

ExportPreview pictureOf(const ExportSource& source, const Photo& small, const QSize& room) {
    ExportPreview preview;
    preview.pixels = {source.photo->width, source.photo->height};
    const auto word = static_cast<double>(std::max(source.word, 0));
    preview.frames.push_back({asImage(source.paint(fitted(small, room), word)), 0});
    return preview;
}

ExportPreview sheetOf(const ExportRequest& request, const Photo& small, const QSize& room,
                      const std::stop_token& stop) {
    const ExportSource& source = request.source;
    const SheetTexts texts{request.sheet_key.toStdString()};
    const SheetSize size =
        contact_sheet_size(source.photo->width, source.photo->height, source.caption, texts);
    ExportPreview preview;
    preview.pixels = {size.width, size.height};
    preview.panels = size.panels;
    const Photo sheet = draw_contact_sheet(small, source.caption, source.placement,
                                           {source.style.field, source.style.colours}, texts, stop);
    preview.frames.push_back({asImage(fitted(sheet, room)), 0});
    return preview;
}

/// Of an animation, without its frames.
ExportPreview walkOf(const ExportRequest& request) {
    const ExportSource& source = request.source;
    const ScrubOptions& options = request.scrub;
    const ScrubSize size = scrub_size(source.photo->width, source.photo->height, source.caption, options);
    const int words = static_cast<int>(source.caption.word_count());
    ExportPreview preview;
    preview.pixels = {size.width, size.height};
    preview.frame_count = size.frames;
    preview.seconds =
        (options.photo_time + words * options.word_time + (size.frames - 1 - words) * options.fade_time) /
        100.0;
    return preview;
}

ExportPreview numbersAs(const ExportRequest& request) {
    const std::string text = numbersOf(request);
    ExportPreview preview;
    preview.text = firstLines(text);
    preview.bytes = static_cast<qint64>(text.size());
    preview.rows = static_cast<int>(request.source.caption.steps.size());
    preview.columns = 1 + static_cast<int>(std::ranges::count(text.substr(0, text.find('\n')), ','));
    return preview;
}

} // namespace

ExportPreviewer::ExportPreviewer(QObject* parent) : QObject(parent), worker_(QStringLiteral("previews")) {}

ExportPreviewer::~ExportPreviewer() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
}

void ExportPreviewer::cancel() {
    stop_.request_stop();
    stop_ = {};
    ++generation_;
}

std::shared_ptr<const Photo> ExportPreviewer::smallOf(const std::shared_ptr<const Photo>& photo) {
    if (std::max(photo->width, photo->height) <= small_extent)
        return photo;
    if (small_.of.lock() != photo)
        small_ = {photo, std::make_shared<const Photo>(photoOf(shrunk(photo, small_extent)))};
    return small_.photo;
}

// Runs on the worker: hands a report to the owner's thread, where it counts only if no newer request came
// since.
void ExportPreviewer::answer(std::uint64_t generation, std::function<void()> report) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, report = std::move(report)] {
            if (generation == generation_)
                report();
        },
        Qt::QueuedConnection);
}

void ExportPreviewer::start(const ExportRequest& request, const QSize& room) {
    cancel();
    worker_.post(
        [this, generation = generation_, request, room = room.expandedTo({1, 1}), stop = stop_.get_token()] {
            const auto show = [&](const ExportPreview& preview) {
                answer(generation, [this, preview] { Q_EMIT drawn(preview); });
            };
            try {
                throw_if_stopped(stop);
                const std::shared_ptr<const Photo> small = smallOf(request.source.photo);
                throw_if_stopped(stop);
                switch (request.kind) {
                case ExportKind::picture:
                    show(pictureOf(request.source, *small, room));
                    break;
                case ExportKind::sheet:
                    show(sheetOf(request, *small, room, stop));
                    break;
                case ExportKind::animation: {
                    ExportPreview preview = walkOf(request);
                    const QSizeF frame = QSizeF(preview.pixels).scaled(room, Qt::KeepAspectRatio);
                    const double within = std::sqrt(
                        most_pixels / std::max(1.0, frame.width() * frame.height() * preview.frame_count));
                    const double longer = std::max(frame.width(), frame.height()) * std::min(1.0, within);
                    const auto take = [&](ScrubFrame drawn) {
                        preview.frames.push_back({asImage(std::move(drawn.picture)), drawn.time * 10});
                        if (preview.frames.size() == 1)
                            show(preview);
                    };
                    draw_scrub_frames(*small, request.source.caption, request.source.paint, request.scrub,
                                      static_cast<int>(longer), take, stop);
                    show(preview);
                    break;
                }
                case ExportKind::numbers:
                    show(numbersAs(request));
                    break;
                }
            } catch (const Cancelled&) {
            } catch (...) {
                answer(generation, [this, fault = currentFault(request.file)] { Q_EMIT failed(fault); });
            }
        });
}

} // namespace saccade

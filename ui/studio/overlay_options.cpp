#include "ui/studio/overlay_options.h"

#include "core/attention/gaze.h"
#include "core/attention/map_difference.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>

namespace saccade {

namespace {

// An index into an enumeration, from a file that may hold anything.
template <typename Enum>
Enum readEnum(QSettings& settings, const QString& key, Enum fallback, Enum last) {
    bool ok = false;
    const int value = settings.value(key, static_cast<int>(fallback)).toInt(&ok);
    return ok && value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : fallback;
}

float highest(const std::vector<float>& map) {
    return map.empty() ? 0 : *std::max_element(map.begin(), map.end());
}

std::vector<float> mapOf(const Caption& caption, const std::vector<std::size_t>& steps,
                         OverlaySubject subject) {
    const std::size_t last = steps.back();
    switch (subject) {
    case OverlaySubject::words:
        break;
    case OverlaySubject::coverage:
        return coverage(caption, last);
    case OverlaySubject::change:
        return last == 0 ? std::vector<float>{}
                         : map_difference(caption.steps[last].attention, caption.steps[last - 1].attention);
    }
    return added_maps(caption, steps);
}

float highEnd(const std::vector<float>& map, OverlaySubject subject) {
    return subject == OverlaySubject::change ? symmetric_range(map).high : highest(map);
}

ColourRange rangeOf(const Caption& caption, const std::vector<float>& map, std::size_t steps,
                    const OverlayOptions& options) {
    float high = 1;
    // A sum has no other sums to be compared with.
    if (options.scale == OverlayScale::word || (options.scale == OverlayScale::caption && steps > 1)) {
        high = highEnd(map, options.subject);
    } else if (options.scale == OverlayScale::caption) {
        high = 0;
        for (std::size_t i = options.subject == OverlaySubject::change ? 1 : 0; i < caption.steps.size(); ++i)
            high = std::max(high, highEnd(mapOf(caption, {i}, options.subject), options.subject));
    }
    return {options.subject == OverlaySubject::change ? -high : 0, high};
}

} // namespace

OverlayOptions readOverlayOptions(QSettings& settings) {
    OverlayOptions options;
    settings.beginGroup(QStringLiteral("overlay"));
    options.visible = settings.value(QStringLiteral("visible"), options.visible).toBool();
    const float opacity = settings.value(QStringLiteral("opacity"), options.style.opacity).toFloat();
    options.style.opacity = opacity >= 0 && opacity <= 1 ? opacity : options.style.opacity;
    options.fades = settings.value(QStringLiteral("fades"), options.fades).toBool();
    options.style.field = readEnum(settings, QStringLiteral("field"), options.style.field, FieldStyle::cells);
    options.style.colours =
        readEnum(settings, QStringLiteral("colours"), options.style.colours, ColourMap::spotlight);
    options.scale = readEnum(settings, QStringLiteral("scale"), options.scale, OverlayScale::fixed);
    options.grid_lines = settings.value(QStringLiteral("grid-lines"), options.grid_lines).toBool();
    options.subject = readEnum(settings, QStringLiteral("subject"), options.subject, OverlaySubject::change);
    options.placement =
        readEnum(settings, QStringLiteral("placement"), options.placement, OverlayPlacement::naive);
    settings.endGroup();
    return options;
}

void writeOverlayOptions(QSettings& settings, const OverlayOptions& options) {
    settings.beginGroup(QStringLiteral("overlay"));
    settings.setValue(QStringLiteral("visible"), options.visible);
    settings.setValue(QStringLiteral("opacity"), options.style.opacity);
    settings.setValue(QStringLiteral("fades"), options.fades);
    settings.setValue(QStringLiteral("field"), static_cast<int>(options.style.field));
    settings.setValue(QStringLiteral("colours"), static_cast<int>(options.style.colours));
    settings.setValue(QStringLiteral("scale"), static_cast<int>(options.scale));
    settings.setValue(QStringLiteral("grid-lines"), options.grid_lines);
    settings.setValue(QStringLiteral("subject"), static_cast<int>(options.subject));
    settings.setValue(QStringLiteral("placement"), static_cast<int>(options.placement));
    settings.endGroup();
}

AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, const std::vector<int>& steps,
                        const OverlayOptions& options) {
    const int count = static_cast<int>(caption.steps.size());
    if (!options.visible || steps.empty() ||
        std::any_of(steps.begin(), steps.end(), [count](int step) { return step < 0 || step >= count; }))
        return {};
    AttentionLayer layer;
    layer.map = mapOf(caption, {steps.begin(), steps.end()}, options.subject);
    layer.placement = options.placement == OverlayPlacement::naive
                          ? GridPlacement::even(placement.rows, placement.cols)
                          : placement;
    layer.range = rangeOf(caption, layer.map, steps.size(), options);
    layer.style = options.style;
    layer.fades = options.fades;
    layer.grid_lines = options.grid_lines;
    if (options.subject == OverlaySubject::change)
        layer.style.colours = ColourMap::difference;
    return layer;
}

AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, int step,
                        const OverlayOptions& options) {
    return layerFor(caption, placement, std::vector{step}, options);
}

std::vector<QImage> smallMaps(const Caption& caption, const GridPlacement& placement,
                              const OverlayOptions& options) {
    OverlayOptions of_words = options;
    of_words.visible = true;
    of_words.subject = OverlaySubject::words;
    if (of_words.style.colours == ColourMap::spotlight)
        of_words.style.colours = ColourMap::grey; // it needs a photo under it
    std::vector<QImage> maps;
    for (std::size_t i = 0; i < caption.steps.size(); ++i) {
        const AttentionLayer layer = layerFor(caption, placement, static_cast<int>(i), of_words);
        QImage& map = maps.emplace_back(placement.cols, placement.rows, QImage::Format_RGB32);
        for (std::size_t cell = 0; cell < layer.map.size(); ++cell)
            map.setPixelColor(static_cast<int>(cell) % placement.cols,
                              static_cast<int>(cell) / placement.cols,
                              colourAt(placeIn(layer.range, layer.map[cell]), layer.style.colours));
    }
    return maps;
}

QString overlayLegend(OverlaySubject subject, int steps) {
    switch (subject) {
    case OverlaySubject::words:
        break;
    case OverlaySubject::coverage:
        return QCoreApplication::translate("OverlayControls", "gaze spent so far");
    case OverlaySubject::change:
        return QCoreApplication::translate("OverlayControls", "less – more than before");
    }
    return steps > 1 ? QCoreApplication::translate("OverlayControls", "gaze of %1 words").arg(steps)
                     : QCoreApplication::translate("OverlayControls", "share of the gaze");
}

} // namespace saccade

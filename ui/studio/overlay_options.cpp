#include "ui/studio/overlay_options.h"

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

ColourRange rangeFor(const Caption& caption, std::size_t step, OverlayScale scale) {
    float high = 0;
    switch (scale) {
    case OverlayScale::fixed:
        return {0, 1};
    case OverlayScale::word:
        high = *std::max_element(caption.steps[step].attention.begin(), caption.steps[step].attention.end());
        break;
    case OverlayScale::caption:
        for (const CaptionStep& each : caption.steps) {
            for (const float value : each.attention)
                high = std::max(high, value);
        }
        break;
    }
    return {0, high};
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
        readEnum(settings, QStringLiteral("colours"), options.style.colours, ColourMap::grey);
    options.scale = readEnum(settings, QStringLiteral("scale"), options.scale, OverlayScale::fixed);
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
    settings.setValue(QStringLiteral("placement"), static_cast<int>(options.placement));
    settings.endGroup();
}

AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, int step,
                        const OverlayOptions& options) {
    if (!options.visible || step < 0 || step >= static_cast<int>(caption.steps.size()))
        return {};
    const auto index = static_cast<std::size_t>(step);
    return {caption.steps[index].attention,
            options.placement == OverlayPlacement::naive ? GridPlacement::even(placement.rows, placement.cols)
                                                         : placement,
            rangeFor(caption, index, options.scale), options.style, options.fades};
}

} // namespace saccade

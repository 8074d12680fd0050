#include "ui/studio/decoding_store.h"

#include <QSettings>

namespace saccade {

namespace {

constexpr const char* method_names[] = {"greedy", "beam", "sampling"};

/// Visits every setting with its name and range; `Settings` is const to write.
template <typename Settings, typename Visit>
void visit(Settings& decoding, Visit&& one) {
    using namespace decoding_range;
    one("max-words", decoding.max_words, 0, most_words);
    one("no-repeat", decoding.no_repeat_ngram, 0, longest_ngram);
    one("repetition-penalty", decoding.repetition_penalty, 0.0, highest_repetition_penalty);
    one("beam-width", decoding.beam_width, 1, widest_beam);
    one("n-best", decoding.n_best, 1, widest_beam);
    one("length-penalty", decoding.length_penalty, 0.0, highest_penalty);
    one("temperature", decoding.temperature, lowest_temperature, highest_temperature);
    one("top-k", decoding.top_k, 0, highest_top_k);
    one("top-p", decoding.top_p, lowest_top_p, 1.0);
    one("samples", decoding.samples, 1, most_samples);
}

QString key(const char* name) {
    return QStringLiteral("decoding/") + QLatin1String(name);
}

} // namespace

DecodingSettings readDecoding(const QSettings& settings) {
    DecodingSettings decoding;
    const QString method = settings.value(key("method")).toString();
    for (int i = 0; i < 3; ++i) {
        if (method == QLatin1String(method_names[i]))
            decoding.method = static_cast<DecodingMethod>(i);
    }
    visit(decoding, [&settings](const char* name, auto& value, auto least, auto most) {
        using Value = std::remove_reference_t<decltype(value)>;
        const QVariant saved = settings.value(key(name));
        bool number = false;
        const double read = saved.toDouble(&number);
        if (number && read >= least && read <= most)
            value = static_cast<Value>(read);
    });
    bool number = false;
    const auto seed = settings.value(key("seed")).toULongLong(&number);
    if (number && seed <= static_cast<qulonglong>(decoding_range::highest_seed))
        decoding.seed = seed;
    return decoding;
}

void writeDecoding(QSettings& settings, const DecodingSettings& decoding) {
    settings.setValue(key("method"), QLatin1String(method_names[static_cast<int>(decoding.method)]));
    visit(decoding, [&settings](const char* name, const auto& value, auto, auto) {
        settings.setValue(key(name), value);
    });
    settings.setValue(key("seed"), static_cast<qulonglong>(decoding.seed));
}

} // namespace saccade

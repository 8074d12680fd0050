#include "ui/services/core_messages.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <vector>

namespace saccade {

namespace {

constexpr int deepest = 4;       ///< messages inside of messages
constexpr int most_splits = 16;  ///< places of a report that are tried
constexpr int longest = 1 << 14; ///< letters; what is longer is no message, but somebody's file

/// A text with places for arguments, in the notation of fmt.
class Template {
public:
    explicit Template(const QString& text) {
        qsizetype begin = 0;
        int next = 0;
        for (qsizetype open = text.indexOf(QLatin1Char('{')); open >= 0;
             open = text.indexOf(QLatin1Char('{'), begin)) {
            const qsizetype close = text.indexOf(QLatin1Char('}'), open);
            if (close < 0)
                break;
            literals_ += text.mid(begin, open - begin);
            const QString number = text.mid(open + 1, close - open - 1).section(QLatin1Char(':'), 0, 0);
            places_.push_back(number.isEmpty() ? next++ : number.toInt());
            begin = close + 1;
        }
        literals_ += text.mid(begin);
        for (const QString& literal : std::as_const(literals_))
            letters_ += literal.size();
    }

    /// Of two that fit a text, the one that says more: what begins the text, or else the most of it.
    bool saysMoreThan(const Template& other) const {
        const bool begins = !literals_.front().isEmpty();
        const bool other_begins = !other.literals_.front().isEmpty();
        return begins != other_begins ? begins : letters_ > other.letters_;
    }

    /// The arguments of a text that was made from this one. Each is as short as it can be, so that nothing is
    /// tried twice.
    std::optional<QStringList> arguments(const QString& text) const {
        const QString& first = literals_.front();
        const QString& last = literals_.back();
        if (places_.empty())
            return text == first ? std::optional(QStringList()) : std::nullopt;
        const qsizetype end = text.size() - last.size();
        if (end < first.size() || !text.startsWith(first) || !text.endsWith(last))
            return std::nullopt;
        QStringList result;
        qsizetype begin = first.size();
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const QString& after = literals_[static_cast<qsizetype>(i) + 1];
            const qsizetype stop = i + 1 == places_.size() ? end : text.indexOf(after, begin);
            if (stop < begin || stop + (i + 1 == places_.size() ? 0 : after.size()) > end)
                return std::nullopt;
            const QString argument = text.mid(begin, stop - begin);
            while (result.size() <= places_[i])
                result += QString();
            if (!result[places_[i]].isEmpty() && result[places_[i]] != argument)
                return std::nullopt; // of a place that stands twice
            result[places_[i]] = argument;
            begin = stop + after.size();
        }
        return result;
    }

    QString filled(const QStringList& arguments) const {
        QString result = literals_.front();
        for (std::size_t i = 0; i < places_.size(); ++i)
            result += arguments.value(places_[i]) + literals_[static_cast<qsizetype>(i) + 1];
        return result;
    }

private:
    QStringList literals_;    ///< around the places: one more than there are places
    std::vector<int> places_; ///< which argument each takes
    qsizetype letters_ = 0;
};

struct Pattern {
    const char* source;
    Template shape;
};

/// Those that say most come first.
const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> all = [] {
        std::vector<Pattern> result;
        for (const char* const source : coreMessagePatterns())
            result.push_back({source, Template(QString::fromUtf8(source))});
        std::ranges::stable_sort(
            result, [](const Pattern& a, const Pattern& b) { return a.shape.saysMoreThan(b.shape); });
        return result;
    }();
    return all;
}

std::optional<QString> translated(const QString& text, int depth, bool reports);

/// "PATH: FAULT. REMEDY.", as FileError::what() has it.
std::optional<QString> translatedReport(const QString& text, int depth) {
    if (!text.endsWith(QLatin1Char('.')))
        return std::nullopt;
    const QLatin1String colon(": ");
    const QLatin1String stop(". ");
    qsizetype at = text.indexOf(colon);
    for (int i = 0; at >= 0 && i < most_splits; ++i, at = text.indexOf(colon, at + 1)) {
        const QString path = text.left(at);
        const QString rest = text.mid(at + 2).chopped(1);
        qsizetype end = rest.indexOf(stop);
        for (int k = 0; end >= 0 && k < most_splits; ++k, end = rest.indexOf(stop, end + 1)) {
            const auto fault = translated(rest.left(end), depth + 1, false);
            const auto remedy = fault ? translated(rest.mid(end + 2), depth + 1, false) : std::nullopt;
            if (remedy)
                return QCoreApplication::translate("core", "%1: %2. %3.", "file, fault, remedy")
                    .arg(path, *fault, *remedy);
        }
        if (const auto fault = translated(rest, depth + 1, false))
            return QCoreApplication::translate("core", "%1: %2.", "file, fault").arg(path, *fault);
    }
    return std::nullopt;
}

std::optional<QString> translated(const QString& text, int depth, bool reports) {
    if (depth > deepest || text.isEmpty())
        return std::nullopt;
    for (const Pattern& pattern : patterns()) {
        std::optional<QStringList> arguments = pattern.shape.arguments(text);
        if (!arguments)
            continue;
        const QString translation = QCoreApplication::translate("core", pattern.source);
        if (translation == QString::fromUtf8(pattern.source))
            return std::nullopt;
        for (QString& argument : *arguments)
            argument = translated(argument, depth + 1, reports).value_or(argument);
        return Template(translation).filled(*arguments);
    }
    return reports ? translatedReport(text, depth) : std::nullopt;
}

} // namespace

QString coreMessage(const QString& english) {
    return english.size() > longest ? english : translated(english, 0, true).value_or(english);
}

QString joinedSentences(const QString& first, const QString& second) {
    return QCoreApplication::translate("core", "%1 %2", "two sentences").arg(first, second);
}

QString coreMessage(const std::string& english) {
    return coreMessage(QString::fromStdString(english));
}

} // namespace saccade

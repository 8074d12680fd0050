#include "ui/training/data_findings.h"

#include "ui/services/core_messages.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace saccade {

namespace {

struct DataFindings {
    Q_DECLARE_TR_FUNCTIONS(DataFindings)
};

QString number(std::size_t value) {
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString photos(std::size_t count) {
    return count == 1 ? DataFindings::tr("1 photo") : DataFindings::tr("%1 photos").arg(number(count));
}

QString captions(std::size_t count) {
    return count == 1 ? DataFindings::tr("1 caption") : DataFindings::tr("%1 captions").arg(number(count));
}

QString splitTitle(Split split) {
    switch (split) {
    case Split::train:
        return DataFindings::tr("to learn from");
    case Split::dev:
        return DataFindings::tr("to check on");
    case Split::test:
        return DataFindings::tr("for the final test");
    case Split::none:
        break;
    }
    return DataFindings::tr("in no split");
}

std::size_t photosIn(const DataReport& report, Split split) {
    const auto part = std::ranges::find(report.parts, split, &DataReport::Part::split);
    return part == report.parts.end() ? 0 : part->photos;
}

} // namespace

QList<DataFinding> findingsOf(const Dataset& dataset, const DataReport& report) {
    using Weight = DataFinding::Weight;
    QList<DataFinding> found;
    if (photosIn(report, Split::train) == 0)
        found += {Weight::problem, DataFindings::tr("There are no photos to learn from."),
                  DataFindings::tr("Split by image: that draws some for learning and some for checking.")};
    if (photosIn(report, Split::dev) == 0)
        found += {Weight::problem, DataFindings::tr("There are no photos to check on."),
                  DataFindings::tr("Split by image: that draws some for learning and some for checking.")};
    if (!report.leaks.empty())
        found += {Weight::problem,
                  DataFindings::tr("%1 both to learn from and to check on: scores on them mean nothing.")
                      .arg(report.leaks.size() == 1
                               ? DataFindings::tr("1 photo is")
                               : DataFindings::tr("%1 photos are").arg(number(report.leaks.size()))),
                  DataFindings::tr("Split by image: copies of a photo then stay on one side.")};
    if (!report.missing.empty())
        found += {Weight::problem,
                  DataFindings::tr("The files of %1 are missing; the first is %2.")
                      .arg(photos(report.missing.size()), QString::fromStdString(report.missing.front())),
                  DataFindings::tr("Name the folder that holds them as the photos' folder.")};
    if (!report.broken.empty())
        found += {Weight::problem,
                  DataFindings::tr("%1 cannot be read. The first: %2")
                      .arg(photos(report.broken.size()), coreMessage(report.broken.front())),
                  DataFindings::tr("Replace or remove the files; with a feature cache they are left out.")};
    if (report.empty_captions > 0)
        found +=
            {Weight::problem, DataFindings::tr("%1 without a word.").arg(captions(report.empty_captions)),
             DataFindings::tr("Write something into them, or remove their lines.")};
    if (report.long_captions > 0)
        found += {Weight::notice,
                  DataFindings::tr("%1 so long that training cuts them.").arg(captions(report.long_captions)),
                  {}};
    if (!report.repeats.empty())
        found +=
            {Weight::notice,
             DataFindings::tr("%1 more than once, under several names.").arg(photos(report.repeats.size())),
             {}};
    for (const std::string& warning : dataset.warnings)
        found += {Weight::notice, coreMessage(warning), {}};
    for (const DataReport::Part& part : report.parts) {
        const double known =
            part.words == 0 ? 0
                            : 100 * static_cast<double>(part.known_words) / static_cast<double>(part.words);
        found += {Weight::good,
                  DataFindings::tr("%1 with %2 %3; the model will know %4 % of their words.")
                      .arg(photos(part.photos), captions(part.captions), splitTitle(part.split),
                           QLocale().toString(known, 'f', 1)),
                  {}};
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const DataFinding& a, const DataFinding& b) { return a.weight > b.weight; });
    return found;
}

} // namespace saccade

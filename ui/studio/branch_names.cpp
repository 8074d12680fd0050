#include "ui/studio/branch_names.h"

#include <QCoreApplication>

#include <cmath>

namespace saccade {

namespace {

struct Names {
    Q_DECLARE_TR_FUNCTIONS(Branches)
};

QString shown(const std::string& word) {
    return word == "<end>" ? Names::tr("end") : QString::fromStdString(word);
}

QString nameOf(const BranchOrigin& origin) {
    using Kind = BranchOrigin::Kind;
    switch (origin.kind) {
    case Kind::decoded:
        return Names::tr("As decoded");
    case Kind::chosen:
        return Names::tr("%1 → %2 at word %3")
            .arg(shown(origin.before), shown(origin.after), QString::number(origin.place + 1));
    case Kind::banned:
        return Names::tr("Without %1").arg(shown(origin.before));
    case Kind::allowed:
        return Names::tr("%1 allowed again").arg(shown(origin.after));
    case Kind::prefix:
        return Names::tr("Starts with “%1”").arg(shown(origin.after));
    case Kind::sentence:
        return Names::tr("A sentence of your own");
    case Kind::settings:
        return Names::tr("With other settings");
    case Kind::beam:
        return Names::tr("From the beam");
    }
    return {};
}

} // namespace

QString shownName(const Branch& branch) {
    return branch.name.empty() ? nameOf(branch.origin) : QString::fromStdString(branch.name);
}

QString logProbability(double value) {
    if (!std::isfinite(value))
        return QStringLiteral("−∞");
    QString text = QString::number(std::abs(value), 'f', 2);
    return std::signbit(value) && text != QLatin1String("0.00") ? QStringLiteral("−") + text : text;
}

} // namespace saccade

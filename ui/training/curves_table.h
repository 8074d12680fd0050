#pragma once

#include "ui/training/run_curves.h"

#include <QString>

#include <string>
#include <vector>

namespace saccade {

struct NamedCurves {
    QString run;
    RunCurves curves;
};

/// CSV: run, metric, epoch, value. A value that was no number is "nan".
std::string curvesTable(const std::vector<NamedCurves>& runs);

} // namespace saccade

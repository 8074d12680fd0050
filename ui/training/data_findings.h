#pragma once

#include "core/dataset/data_check.h"

#include <QList>
#include <QString>

namespace saccade {

/// One thing that a check of a data set found, in plain words.
struct DataFinding {
    enum class Weight {
        good,
        notice,  ///< training copes with it
        problem, ///< training would fail, or its scores mean nothing
    };
    Weight weight = Weight::good;
    QString text;
    QString remedy; ///< may be empty
};

/// Problems first.
QList<DataFinding> findingsOf(const Dataset& dataset, const DataReport& report);

} // namespace saccade

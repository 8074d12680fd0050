#pragma once

#include "core/decoding/branch_tree.h"

#include <QString>

namespace saccade {

/// What a branch goes by: the name that a person gave it, or what made it ("dog → cat at word 3").
QString shownName(const Branch& branch);
/// A natural logarithm with two digits and a real minus sign.
QString logProbability(double value);

} // namespace saccade

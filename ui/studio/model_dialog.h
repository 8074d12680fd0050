#pragma once

#include "core/model/model_facts.h"

class QDialog;
class QWidget;

namespace saccade {

/// What a model is: what its bundle says, how it was trained, and its card if one lies beside it. Deletes
/// itself when closed.
QDialog* makeModelDialog(const ModelFacts& facts, QWidget* parent);

} // namespace saccade

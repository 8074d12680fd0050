#pragma once

#include "core/model/model_facts.h"

#include <QList>
#include <QPair>
#include <QString>

namespace saccade {

/// What there is to say of a model, as rows of plain text: what, and its value.
QList<QPair<QString, QString>> modelRows(const ModelFacts& facts);
/// "CIDEr-D 0.464, BLEU-4 0.182 after epoch 4"; empty without scores.
QString scoreText(const ModelFacts& facts);
/// A sentence or two of plain text about each run that trained it.
QStringList trainingTexts(const ModelFacts& facts);
/// Its name, or that of its file.
QString modelName(const ModelFacts& facts);

} // namespace saccade

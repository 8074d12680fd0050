#include "ui/studio/model_text.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace saccade {

namespace {

QString tr(const char* text, const char* disambiguation = nullptr, int n = -1) {
    return QCoreApplication::translate("saccade", text, disambiguation, n);
}

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString backboneName(const std::string& name) {
    if (name == "mobilenet_v2")
        return QStringLiteral("MobileNetV2");
    if (name == "inception_v3")
        return QStringLiteral("InceptionV3");
    return text(name);
}

QString recipeText(Recipe recipe) {
    return recipe == Recipe::antialias ? tr("averaged when shrunk (antialias)")
                                       : tr("bilinear, not averaged (tensorflow)");
}

QString storageText(const std::string& storage) {
    if (storage == "int8")
        return tr("8 bits a weight");
    if (storage == "fp16")
        return tr("16 bits a weight");
    if (storage == "fp32")
        return tr("32 bits a weight");
    return text(storage);
}

QString decoderText(const CaptionNetworkConfig& network) {
    const QString cell = network.cell == RecurrentCell::gru ? QStringLiteral("GRU") : QStringLiteral("LSTM");
    const QString timing = network.attention_timing == AttentionTiming::after
                               ? tr("looks after reading the last word")
                               : tr("looks before reading the last word");
    return tr("%1 of %2 units, additive attention of %3 units, %4")
        .arg(cell)
        .arg(network.decoder_units)
        .arg(network.attention_units)
        .arg(timing);
}

QString stageText(const TrainingStage& stage) {
    if (!stage.notes.empty())
        return text(stage.notes);
    const QLocale locale;
    QStringList parts;
    const auto finished = [&] {
        if (!stage.program.empty())
            parts += tr("by %1").arg(text(stage.program));
        return parts.join(QStringLiteral("; ")) + QLatin1Char('.');
    };
    if (stage.averaged > 0) {
        parts += tr("Mean of the weights of %1 models").arg(locale.toString(qlonglong{stage.averaged}));
        return finished();
    }
    const QString data = stage.data.empty() ? tr("an unnamed data set") : text(stage.data);
    const bool text_alone = stage.input == "captions alone";
    parts +=
        (text_alone ? tr("%1 epochs on %2 captions without photos, of %3")
                    : tr("%1 epochs on %2 photos of %3"))
            .arg(locale.toString(qlonglong{stage.epochs}), locale.toString(qlonglong{stage.photos}), data);
    parts += stage.backbone_learning_rate > 0
                 ? tr("backbone and decoder, learning rates %1 and %2")
                       .arg(stage.backbone_learning_rate)
                       .arg(stage.learning_rate)
                 : tr("the decoder alone, learning rate %1").arg(stage.learning_rate);
    if (!text_alone)
        parts += tr("%1 photos a batch").arg(locale.toString(qlonglong{stage.photos_per_batch}));
    parts += tr("seed %1").arg(stage.seed);
    return finished();
}

} // namespace

QString modelName(const ModelFacts& facts) {
    return facts.card.name.empty() ? QFileInfo(QString::fromStdString(facts.path.string())).completeBaseName()
                                   : text(facts.card.name);
}

QString scoreText(const ModelFacts& facts) {
    QStringList scores;
    for (const ModelScore& score : facts.scores)
        scores += QStringLiteral("%1 %2").arg(text(score.name)).arg(score.value, 0, 'f', 3);
    if (scores.isEmpty())
        return {};
    const QString all = scores.join(QStringLiteral(", "));
    return facts.epoch > 0 ? tr("%1 after epoch %2").arg(all).arg(facts.epoch) : all;
}

QList<QPair<QString, QString>> modelRows(const ModelFacts& facts) {
    const QLocale locale;
    const CaptionNetworkConfig& network = facts.network;
    QList<QPair<QString, QString>> rows;
    const auto add = [&rows](const QString& what, const QString& value) {
        if (!value.isEmpty())
            rows.append({what, value});
    };
    add(tr("Licence"), text(facts.card.licence));
    add(tr("Scores"), scoreText(facts));
    add(tr("Backbone"), tr("%1, sees %2 × %3 pixels, gives a grid of %4 × %5")
                            .arg(backboneName(facts.backbone))
                            .arg(facts.input_width)
                            .arg(facts.input_height)
                            .arg(facts.grid_cols)
                            .arg(facts.grid_rows));
    add(tr("Photos are"), recipeText(facts.recipe));
    add(tr("Decoder"), decoderText(network));
    add(tr("Vocabulary"),
        tr("%1 words, cut by the tokenizer %2")
            .arg(locale.toString(qulonglong{facts.vocabulary_size}), text(facts.tokenizer)));
    add(tr("Longest caption"), tr("%1 words").arg(facts.max_words));
    add(tr("Storage"), facts.file_bytes > 0
                           ? tr("%1, %2").arg(storageText(facts.storage),
                                              locale.formattedDataSize(static_cast<qint64>(facts.file_bytes)))
                           : storageText(facts.storage));
    add(tr("File"), QString::fromStdString(facts.path.string()));
    return rows;
}

QStringList trainingTexts(const ModelFacts& facts) {
    QStringList texts;
    for (const TrainingStage& stage : facts.history)
        texts += stageText(stage);
    return texts;
}

} // namespace saccade

#include "ui/training/setting_table.h"

#include "core/support/error.h"
#include "ui/services/core_messages.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <array>

namespace saccade {

namespace {

using enum SettingKind;
using enum SettingGroup;

constexpr double many = 1 << 20;

constexpr std::array table{
    SettingInfo{"epochs", run, whole, QT_TRANSLATE_NOOP("Settings", "Epochs"),
                QT_TRANSLATE_NOOP("Settings", "epochs"),
                QT_TRANSLATE_NOOP("Settings", "How often every caption is learned from."), 1, 10000},
    SettingInfo{
        "objective", run, choice, QT_TRANSLATE_NOOP("Settings", "Objective"), "",
        QT_TRANSLATE_NOOP(
            "Settings",
            "Predict people's next word, or raise CIDEr-D of whole captions (for models trained before)."),
        0, 0, "cross_entropy self_critical"},
    SettingInfo{"photos_per_batch", run, whole, QT_TRANSLATE_NOOP("Settings", "Batch"),
                QT_TRANSLATE_NOOP("Settings", "photos"),
                QT_TRANSLATE_NOOP("Settings", "Photos a step, each with all of its captions."), 1, 4096},
    SettingInfo{"captions_per_batch", run, whole, QT_TRANSLATE_NOOP("Settings", "Batch by captions"),
                QT_TRANSLATE_NOOP("Settings", "captions"),
                QT_TRANSLATE_NOOP("Settings", "More than 0: a step takes so many single captions instead."),
                0, 16384},
    SettingInfo{"length_buckets", run, flag, QT_TRANSLATE_NOOP("Settings", "Captions of one length together"),
                "", QT_TRANSLATE_NOOP("Settings", "For batches of captions: less padding, faster steps.")},
    SettingInfo{
        "precision", run, choice, QT_TRANSLATE_NOOP("Settings", "Precision"), "",
        QT_TRANSLATE_NOOP("Settings", "Of the large products: bf16 is faster on processors that have it."), 0,
        0, "fp32 bf16 auto"},
    SettingInfo{
        "select_by", run, choice, QT_TRANSLATE_NOOP("Settings", "Best epoch by"), "",
        QT_TRANSLATE_NOOP("Settings", "What tells the best epoch, on photos that are not learned from."), 0,
        0, "cider_d bleu_4 validation_loss"},
    SettingInfo{
        "patience", run, whole, QT_TRANSLATE_NOOP("Settings", "Stop early after"),
        QT_TRANSLATE_NOOP("Settings", "epochs"),
        QT_TRANSLATE_NOOP("Settings", "End the run after so many epochs without a better one; 0: never."), 0,
        10000},
    SettingInfo{"keep_every", run, whole, QT_TRANSLATE_NOOP("Settings", "Keep the model every"),
                QT_TRANSLATE_NOOP("Settings", "epochs"),
                QT_TRANSLATE_NOOP("Settings", "Besides the best and the last one; 0: no others."), 0, 10000},
    SettingInfo{"checkpoint_minutes", run, number, QT_TRANSLATE_NOOP("Settings", "Save every"),
                QT_TRANSLATE_NOOP("Settings", "minutes"),
                QT_TRANSLATE_NOOP("Settings", "So much work can be lost when the computer stops."), 0, 1e6},
    SettingInfo{
        "sample_photos", run, list, QT_TRANSLATE_NOOP("Settings", "Photos to watch"), "",
        QT_TRANSLATE_NOOP(
            "Settings",
            "Names of photos to caption after every epoch, with commas; none: five of those to check on.")},
    SettingInfo{"seed", run, whole, QT_TRANSLATE_NOOP("Settings", "Seed"), "",
                QT_TRANSLATE_NOOP("Settings", "The same seed gives the same model again."), 0,
                9007199254740991.0},

    SettingInfo{"optimiser", optimiser, choice, QT_TRANSLATE_NOOP("Settings", "Optimiser"), "",
                QT_TRANSLATE_NOOP("Settings", "How gradients change the weights."), 0, 0,
                "adam adamw sgd rmsprop"},
    SettingInfo{"learning_rate", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Learning rate"), "",
                QT_TRANSLATE_NOOP("Settings", "Of everything after the backbone."), 0, 10},
    SettingInfo{"weight_decay", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Weight decay"), "",
                QT_TRANSLATE_NOOP("Settings", "Pulls weights towards 0 against learning by heart."), 0, 10},
    SettingInfo{"clip_norm", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Clip gradients at"), "",
                QT_TRANSLATE_NOOP("Settings", "The norm that gradients are cut down to; 0: never."), 0, 1e9},
    SettingInfo{"accumulation", optimiser, whole, QT_TRANSLATE_NOOP("Settings", "Accumulate"),
                QT_TRANSLATE_NOOP("Settings", "batches"),
                QT_TRANSLATE_NOOP("Settings", "Batches whose gradients are averaged before a step."), 1,
                4096},
    SettingInfo{
        "average_decay", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Average of the weights"), "",
        QT_TRANSLATE_NOOP("Settings",
                          "Validate and keep a moving average, of which each step keeps this share, such "
                          "as 0.999; 0: the weights themselves."),
        0, 0.999999},
    SettingInfo{"momentum", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Momentum"), "",
                QT_TRANSLATE_NOOP("Settings", "Of SGD and RMSprop."), 0, 0.9999},
    SettingInfo{"nesterov", optimiser, flag, QT_TRANSLATE_NOOP("Settings", "Nesterov momentum"), "",
                QT_TRANSLATE_NOOP("Settings", "Of SGD.")},
    SettingInfo{"beta_1", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Beta 1"), "",
                QT_TRANSLATE_NOOP("Settings", "Adam's memory of the gradient."), 0, 0.999999},
    SettingInfo{"beta_2", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Beta 2"), "",
                QT_TRANSLATE_NOOP("Settings", "Adam's memory of the gradient's square; RMSprop's too."), 0,
                0.999999},
    SettingInfo{"epsilon", optimiser, number, QT_TRANSLATE_NOOP("Settings", "Epsilon"), "",
                QT_TRANSLATE_NOOP("Settings", "Keeps Adam from dividing by 0."), 1e-20, 1},

    SettingInfo{"schedule", schedule, choice, QT_TRANSLATE_NOOP("Settings", "Schedule"), "",
                QT_TRANSLATE_NOOP("Settings", "How the learning rate changes."), 0, 0,
                "constant step cosine plateau"},
    SettingInfo{"warmup", schedule, number, QT_TRANSLATE_NOOP("Settings", "Warm-up"),
                QT_TRANSLATE_NOOP("Settings", "of all steps"),
                QT_TRANSLATE_NOOP("Settings", "Cosine: the share in which the rate grows from 0."), 0, 1},
    SettingInfo{"final_rate", schedule, number, QT_TRANSLATE_NOOP("Settings", "Final rate"),
                QT_TRANSLATE_NOOP("Settings", "of the rate"),
                QT_TRANSLATE_NOOP("Settings", "Cosine: the share that the last step has."), 0, 1},
    SettingInfo{"step_epochs", schedule, whole, QT_TRANSLATE_NOOP("Settings", "Step every"),
                QT_TRANSLATE_NOOP("Settings", "epochs"),
                QT_TRANSLATE_NOOP("Settings", "Step: epochs from one cut to the next."), 1, 10000},
    SettingInfo{"step_factor", schedule, number, QT_TRANSLATE_NOOP("Settings", "Step factor"), "",
                QT_TRANSLATE_NOOP("Settings", "Step: what each cut multiplies the rate by."), 0, 1},
    SettingInfo{"plateau_patience", schedule, whole, QT_TRANSLATE_NOOP("Settings", "Plateau patience"),
                QT_TRANSLATE_NOOP("Settings", "epochs"),
                QT_TRANSLATE_NOOP("Settings", "Plateau: epochs without a gain before a cut."), 0, 10000},
    SettingInfo{"plateau_factor", schedule, number, QT_TRANSLATE_NOOP("Settings", "Plateau factor"), "",
                QT_TRANSLATE_NOOP("Settings", "Plateau: what each cut multiplies the rate by."), 0, 1},

    SettingInfo{"label_smoothing", loss, number, QT_TRANSLATE_NOOP("Settings", "Label smoothing"), "",
                QT_TRANSLATE_NOOP("Settings", "Share of belief that the right word gives to all others."), 0,
                0.99},
    SettingInfo{"attention_penalty", loss, number, QT_TRANSLATE_NOOP("Settings", "Attention penalty"), "",
                QT_TRANSLATE_NOOP("Settings", "Weight of the wish to look at every part of the photo once."),
                0, 1000},
    SettingInfo{"unattended_penalty", loss, number, QT_TRANSLATE_NOOP("Settings", "Unattended penalty"), "",
                QT_TRANSLATE_NOOP("Settings",
                                  "Weight of words that depend on where they look. Attention after "
                                  "the word; wants a low learning rate."),
                0, 1000},
    SettingInfo{"scheduled_sampling", loss, number, QT_TRANSLATE_NOOP("Settings", "Scheduled sampling"),
                QT_TRANSLATE_NOOP("Settings", "of the words"),
                QT_TRANSLATE_NOOP("Settings", "Share of words read from the model itself in the last epoch."),
                0, 1},
    SettingInfo{"self_critical_samples", loss, whole, QT_TRANSLATE_NOOP("Settings", "Captions drawn"),
                QT_TRANSLATE_NOOP("Settings", "a photo"),
                QT_TRANSLATE_NOOP("Settings", "For the self-critical objective."), 1, 64},
    SettingInfo{
        "repetition_cost", loss, number, QT_TRANSLATE_NOOP("Settings", "Cost of repetition"),
        QT_TRANSLATE_NOOP("Settings", "CIDEr-D"),
        QT_TRANSLATE_NOOP(
            "Settings", "For the self-critical objective: what a noun, verb or adjective said again costs."),
        0, 100},
    SettingInfo{"loss_normalisation", loss, choice, QT_TRANSLATE_NOOP("Settings", "Normalised by"), "",
                QT_TRANSLATE_NOOP("Settings", "The number of words, or as the tutorial does it."), 0, 0,
                "tokens tutorial"},

    SettingInfo{
        "tokenizer", words, choice, QT_TRANSLATE_NOOP("Settings", "Words by"), "",
        QT_TRANSLATE_NOOP("Settings", "How captions are cut: unicode also cuts Chinese and Japanese."), 0, 0,
        "keras ptb unicode"},
    SettingInfo{"vocabulary_size", words, whole, QT_TRANSLATE_NOOP("Settings", "Vocabulary"),
                QT_TRANSLATE_NOOP("Settings", "words"),
                QT_TRANSLATE_NOOP("Settings", "Only the most frequent ones are learned."), 4, many},
    SettingInfo{"min_count", words, whole, QT_TRANSLATE_NOOP("Settings", "Seen at least"),
                QT_TRANSLATE_NOOP("Settings", "times"),
                QT_TRANSLATE_NOOP("Settings", "Rarer words are not learned."), 1, many},
    SettingInfo{"max_words", words, whole, QT_TRANSLATE_NOOP("Settings", "Longest caption"),
                QT_TRANSLATE_NOOP("Settings", "words"), QT_TRANSLATE_NOOP("Settings", "Longer ones are cut."),
                1, 200},

    SettingInfo{"network.cell", network, choice, QT_TRANSLATE_NOOP("Settings", "Recurrent cell"), "",
                QT_TRANSLATE_NOOP("Settings", "What carries the sentence."), 0, 0, "gru lstm"},
    SettingInfo{"network.dropout", network, number, QT_TRANSLATE_NOOP("Settings", "Dropout"), "",
                QT_TRANSLATE_NOOP(
                    "Settings", "Share of values left out at random in training, against learning by heart."),
                0, 0.95},
    SettingInfo{"network.decoder_units", network, whole, QT_TRANSLATE_NOOP("Settings", "Recurrent units"), "",
                QT_TRANSLATE_NOOP("Settings", "Size of the state; larger is slower."), 1, 1 << 14},
    SettingInfo{"network.embedding_units", network, whole, QT_TRANSLATE_NOOP("Settings", "Word vector"), "",
                QT_TRANSLATE_NOOP("Settings", "Numbers a word."), 1, 1 << 14},
    SettingInfo{"network.encoder_units", network, whole, QT_TRANSLATE_NOOP("Settings", "Encoded cell"), "",
                QT_TRANSLATE_NOOP("Settings", "Numbers a cell of the photo after the encoder."), 1, 1 << 14},
    SettingInfo{"network.attention_units", network, whole, QT_TRANSLATE_NOOP("Settings", "Attention units"),
                "", QT_TRANSLATE_NOOP("Settings", "Size of the layer that scores the cells."), 1, 1 << 14},
    SettingInfo{
        "network.attention_timing", network, choice, QT_TRANSLATE_NOOP("Settings", "Attends"), "",
        QT_TRANSLATE_NOOP("Settings", "Before the last word is read, as the tutorial does, or after."), 0, 0,
        "before after"},
    SettingInfo{
        "network.initial_state", network, choice, QT_TRANSLATE_NOOP("Settings", "Initial state"), "",
        QT_TRANSLATE_NOOP("Settings", "Zero, as the tutorial's, or from the mean of the photo's cells."), 0,
        0, "zero mean"},
    SettingInfo{"network.context_gate", network, flag, QT_TRANSLATE_NOOP("Settings", "Context gate"), "",
                QT_TRANSLATE_NOOP("Settings", "Lets the state decide how much of the photo it takes in.")},
    SettingInfo{"initialisation", network, choice, QT_TRANSLATE_NOOP("Settings", "First weights"), "",
                QT_TRANSLATE_NOOP("Settings", "How they are drawn: as LibTorch or as Keras does it."), 0, 0,
                "torch keras"},

    SettingInfo{"backbone_learning_rate", backbone, number, QT_TRANSLATE_NOOP("Settings", "Learning rate"),
                "",
                QT_TRANSLATE_NOOP("Settings",
                                  "More than 0 trains the backbone too, if photos are read in every epoch."),
                0, 10},
    SettingInfo{
        "backbone_from", backbone, text, QT_TRANSLATE_NOOP("Settings", "From block"), "",
        QT_TRANSLATE_NOOP("Settings",
                          "The first block that learns, such as blocks.13 or Mixed_7a; empty: all of them.")},
    SettingInfo{"smallest_crop", backbone, number, QT_TRANSLATE_NOOP("Settings", "Smallest crop"),
                QT_TRANSLATE_NOOP("Settings", "of the photo"),
                QT_TRANSLATE_NOOP("Settings", "Random crops keep at least so much of its area; 1: no crops."),
                0.05, 1},
    SettingInfo{"flip", backbone, flag, QT_TRANSLATE_NOOP("Settings", "Mirror photos"), "",
                QT_TRANSLATE_NOOP("Settings",
                                  "Every other one, at random: wrong for captions that say left and right.")},
    SettingInfo{
        "teacher", backbone, text, QT_TRANSLATE_NOOP("Settings", "Teacher"), "",
        QT_TRANSLATE_NOOP("Settings", "File of a model whose sight the backbone learns from; empty: none.")},
    SettingInfo{"distillation", backbone, number, QT_TRANSLATE_NOOP("Settings", "Weight of the teacher"), "",
                QT_TRANSLATE_NOOP("Settings", "How much seeing as it does counts beside the captions."), 0,
                1000},
};

nlohmann::json::json_pointer pointerTo(const SettingInfo& info) {
    std::string path = "/" + std::string(info.key);
    std::replace(path.begin(), path.end(), '.', '/');
    return nlohmann::json::json_pointer(path);
}

} // namespace

std::span<const SettingInfo> settingTable() {
    return table;
}

QString settingText(const char* text) {
    return *text == '\0' ? QString() : QCoreApplication::translate("Settings", text);
}

QString groupTitle(SettingGroup group) {
    switch (group) {
    case run:
        return QCoreApplication::translate("Settings", "Run");
    case optimiser:
        return QCoreApplication::translate("Settings", "Optimiser");
    case schedule:
        return QCoreApplication::translate("Settings", "Learning rate over time");
    case loss:
        return QCoreApplication::translate("Settings", "Loss");
    case words:
        return QCoreApplication::translate("Settings", "Words");
    case network:
        return QCoreApplication::translate("Settings", "Network");
    case backbone:
        return QCoreApplication::translate("Settings", "Backbone");
    }
    return {};
}

QString settingValue(const TrainingConfig& config, const SettingInfo& info) {
    const nlohmann::json value = nlohmann::json(config).at(pointerTo(info));
    if (value.is_string())
        return QString::fromStdString(value.get<std::string>());
    if (value.is_array()) {
        QStringList names;
        for (const auto& name : value)
            names += QString::fromStdString(name.get<std::string>());
        return names.join(QStringLiteral(", "));
    }
    if (value.is_number_float()) // singles show the digits that they were given, not their neighbours
        return QString::number(value.get<double>(), 'g', 7);
    return QString::fromStdString(value.dump());
}

QString setSetting(TrainingConfig& config, const SettingInfo& info, const QString& text) {
    const QString trimmed = text.trimmed();
    nlohmann::json given = nlohmann::json::object();
    nlohmann::json& value = given[pointerTo(info)];
    bool is_number = true;
    switch (info.kind) {
    case whole:
        value = trimmed.toLongLong(&is_number);
        break;
    case number:
        value = trimmed.toDouble(&is_number);
        break;
    case flag:
        value = trimmed == QLatin1String("true");
        break;
    case list:
        value = nlohmann::json::array();
        for (const QString& name : trimmed.split(QLatin1Char(','), Qt::SkipEmptyParts))
            value.push_back(name.trimmed().toStdString());
        break;
    case choice:
    case SettingKind::text:
        value = trimmed.toStdString();
        break;
    }
    const bool numeric = info.kind == whole || info.kind == number;
    if (numeric && (!is_number || value.get<double>() < info.least || value.get<double>() > info.most)) {
        const QString range = QStringLiteral("%1 – %2").arg(QString::number(info.least, 'g', 12),
                                                            QString::number(info.most, 'g', 16));
        return info.kind == whole ? QCoreApplication::translate("Settings", "A whole number, %1").arg(range)
                                  : QCoreApplication::translate("Settings", "A number, %1").arg(range);
    }
    try {
        TrainingConfig changed = config;
        from_json(given, changed);
        config = changed;
    } catch (const Error& error) {
        return coreMessage(std::string(error.what()));
    }
    return {};
}

} // namespace saccade

#pragma once

#include "core/training/training_config.h"

#include <QString>
#include <QStringList>

#include <span>

namespace saccade {

enum class SettingKind { whole, number, choice, flag, text, list };
enum class SettingGroup { run, optimiser, schedule, loss, words, network, backbone };

/// One row of the table that the form is made from: every setting of a TrainingConfig.
struct SettingInfo {
    const char* key; ///< as in the configuration file: "network.dropout"
    SettingGroup group;
    SettingKind kind;
    const char* label; ///< texts are translated in the context "Settings"
    const char* unit;
    const char* explanation;
    double least = 0;
    double most = 0;
    const char* choices = ""; ///< "a b c"
};

std::span<const SettingInfo> settingTable();
QString settingText(const char* text);
QString groupTitle(SettingGroup group);

/// As a person types it: "0.001", "gru", "true".
QString settingValue(const TrainingConfig& config, const SettingInfo& info);
/// What is wrong with the text; empty: nothing, and `config` has the value now.
QString setSetting(TrainingConfig& config, const SettingInfo& info, const QString& text);

} // namespace saccade

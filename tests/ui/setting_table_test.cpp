#include "core/support/error.h"
#include "ui/training/setting_table.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace saccade {

inline void PrintTo(const SettingInfo& info, std::ostream* out) {
    *out << info.key;
}

namespace {

void collect(const nlohmann::json& json, const std::string& prefix, std::set<std::string>& keys) {
    for (const auto& [key, value] : json.items()) {
        if (value.is_object())
            collect(value, prefix + key + ".", keys);
        else
            keys.insert(prefix + key);
    }
}

TEST(SettingTable, HoldsEverySettingOnce) {
    std::set<std::string> expected;
    collect(nlohmann::json(TrainingConfig()), "", expected);
    expected.erase("network.feature_channels"); // both follow from backbone and vocabulary
    expected.erase("network.vocabulary_size");
    std::set<std::string> found;
    for (const SettingInfo& info : settingTable())
        EXPECT_TRUE(found.insert(info.key).second) << info.key;
    EXPECT_EQ(found, expected);
}

TEST(SettingTable, ItsRangesAreThoseOfTheCore) {
    for (const SettingInfo& info : settingTable()) {
        if (info.kind != SettingKind::whole && info.kind != SettingKind::number)
            continue;
        for (const double bound : {info.least, info.most}) {
            TrainingConfig config;
            EXPECT_EQ(setSetting(config, info, QString::number(bound, 'g', 17)).toStdString(), "")
                << info.key;
        }
        TrainingConfig config;
        EXPECT_NE(setSetting(config, info, QString::number(info.least - 1, 'g', 17)), QString()) << info.key;
        EXPECT_NE(setSetting(config, info, QStringLiteral("a few")), QString()) << info.key;
    }
}

TEST(SettingTable, ItsChoicesAreKnownToTheCore) {
    for (const SettingInfo& info : settingTable()) {
        if (info.kind != SettingKind::choice)
            continue;
        for (const QString& choice : QString::fromLatin1(info.choices).split(QLatin1Char(' '))) {
            TrainingConfig config;
            EXPECT_EQ(setSetting(config, info, choice).toStdString(), "") << info.key;
            EXPECT_EQ(settingValue(config, info), choice) << info.key;
        }
        TrainingConfig config;
        EXPECT_NE(setSetting(config, info, QStringLiteral("no such thing")), QString()) << info.key;
    }
}

TEST(SettingTable, TellsWhatIsWrongAndKeepsTheValue) {
    const auto found = std::ranges::find(settingTable(), std::string_view("epochs"), &SettingInfo::key);
    TrainingConfig config;
    config.epochs = 7;
    EXPECT_EQ(setSetting(config, *found, QStringLiteral("0")), QStringLiteral("A whole number, 1 – 10000"));
    EXPECT_EQ(config.epochs, 7);
    EXPECT_EQ(setSetting(config, *found, QStringLiteral(" 12 ")), QString());
    EXPECT_EQ(config.epochs, 12);
}

} // namespace
} // namespace saccade

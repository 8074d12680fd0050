#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/training/training_config.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(TrainingConfig, SurvivesJson) {
    TrainingConfig config;
    config.epochs = 3;
    config.learning_rate = 2e-4;
    config.loss_normalisation = LossNormalisation::tutorial;
    config.network.cell = RecurrentCell::lstm;
    const nlohmann::json json = config;
    EXPECT_EQ(nlohmann::json(json.get<TrainingConfig>()), json);
}

TEST(TrainingConfig, TakesSingleSettings) {
    TrainingConfig config;
    override_training_config(config, "epochs=12");
    override_training_config(config, "learning_rate=3e-4");
    override_training_config(config, "schedule=constant");
    override_training_config(config, "network.cell=lstm");
    override_training_config(config, "network.context_gate=true");
    EXPECT_EQ(config.epochs, 12);
    EXPECT_DOUBLE_EQ(config.learning_rate, 3e-4);
    EXPECT_EQ(config.schedule, Schedule::constant);
    EXPECT_EQ(config.network.cell, RecurrentCell::lstm);
    EXPECT_TRUE(config.network.context_gate);
    EXPECT_EQ(config.photos_per_batch, TrainingConfig{}.photos_per_batch);
}

TEST(TrainingConfig, NamesTheNearestSettingForAnUnknownOne) {
    TrainingConfig config;
    EXPECT_THAT([&] { override_training_config(config, "learning_rat=1"); },
                ThrowsMessage<UsageError>(HasSubstr("\"learning_rate\"")));
    EXPECT_THAT([&] { override_training_config(config, "network.dropuot=0.1"); },
                ThrowsMessage<UsageError>(HasSubstr("\"dropout\"")));
}

TEST(TrainingConfig, RefusesValuesOutOfRange) {
    TrainingConfig config;
    for (const char* setting :
         {"epochs=0", "epochs=2.5", "learning_rate=-1", "label_smoothing=1", "warmup=2", "schedule=linear",
          "flip=3", "network.cell=rnn", "network=5", "epochs", "smallest_crop=0"})
        EXPECT_THROW(override_training_config(config, setting), UsageError) << setting;
}

TEST(TrainingConfig, OfAFileKeepsWhatTheFileLeavesOut) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "config.json";
    write_file_atomically(path, "{ // a comment\n  \"epochs\": 2, \"network\": {\"dropout\": 0.3} }");
    TrainingConfig config;
    config.network.cell = RecurrentCell::lstm;
    apply_training_config(config, path);
    EXPECT_EQ(config.epochs, 2);
    EXPECT_FLOAT_EQ(config.network.dropout, 0.3F);
    EXPECT_EQ(config.network.cell, RecurrentCell::lstm);
}

TEST(TrainingConfig, OfABrokenFileSaysWhere) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "config.json";
    TrainingConfig config;
    write_file_atomically(path, "{\n  \"epochs\": 2,,\n}");
    EXPECT_THAT([&] { apply_training_config(config, path); }, ThrowsMessage<FileError>(HasSubstr("line 2")));
    write_file_atomically(path, "{\"epochz\": 2}");
    EXPECT_THAT([&] { apply_training_config(config, path); }, ThrowsMessage<FileError>(HasSubstr("epochs")));
}

} // namespace
} // namespace saccade

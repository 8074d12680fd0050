#pragma once

#include "core/model/compute_thread.h"
#include "core/support/mapped_file.h"
#include "core/training/trainer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace saccade {

/// Grids that stand in memory.
class GivenGrids : public BatchSource {
public:
    explicit GivenGrids(torch::Tensor grids) : grids_(std::move(grids)) {}
    void request(BatchRequest request) override { request_ = std::move(request); }
    torch::Tensor take() override {
        std::vector<torch::Tensor> rows;
        for (const std::size_t photo : request_.photos)
            rows.push_back(grids_[static_cast<std::int64_t>(photo)]);
        return torch::stack(rows);
    }

private:
    torch::Tensor grids_;
    BatchRequest request_;
};

class Training : public testing::Test {
protected:
    void SetUp() override {
        set_compute_threads(1);
        config.epochs = 3;
        config.photos_per_batch = 4;
        config.max_words = 6;
        config.learning_rate = 1e-2;
    }

    static std::vector<TrainingPhoto> photos() {
        std::vector<TrainingPhoto> result;
        for (int i = 0; i < 8; ++i) {
            const std::vector<std::string> words =
                i % 2 == 0 ? std::vector<std::string>{"a", "dog", "runs"}
                           : std::vector<std::string>{"a", "cat", "sits", "on", "grass"};
            result.push_back({"photo" + std::to_string(i), {words, words}, {words}});
        }
        return result;
    }

    /// Dogs and cats whose grids differ.
    static TrainingSet grids(double value = 1) {
        torch::manual_seed(7);
        torch::Tensor all = torch::rand({8, 4, 1280}) * 0.1;
        for (int i = 0; i < 8; ++i)
            all[i].narrow(1, i % 2 * 600, 600).add_(value);
        return {photos(), std::make_shared<GivenGrids>(all)};
    }

    std::string bytes_of_run(const std::string& name) {
        Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()).run(folder.path() / name);
        return bytes_of(name + "/last.safetensors");
    }

    std::string bytes_of(const std::string& name) const {
        const MappedFile file(folder.path() / name);
        return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
    }

    TemporaryFolder folder;
    TrainingConfig config;
};

} // namespace saccade

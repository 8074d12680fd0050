#include "core/attention/faithfulness.h"
#include "core/decoding/greedy.h"
#include "core/image/hide_region.h"
#include "core/model/bundle.h"
#include "core/model/captioner_tensors.h"
#include "core/model/compute_thread.h"
#include "core/text/tokenizer.h"
#include "core/training/caption_batches.h"
#include "core/training/loss.h"
#include "core/training/trainer.h"
#include "tests/support/shapes.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <optional>
#include <set>

namespace saccade {
namespace {

constexpr int cells = 8;
constexpr int scene_size = 64;

/// What a backbone would see of a scene, by hand: each cell of an even 8x8 grid holds its own 8x8 pixels and
/// nothing else, so that a map can be right or wrong without doubt. The other channels are empty.
torch::Tensor pixel_grid(const Photo& photo) {
    torch::Tensor grid = torch::zeros({cells * cells, 1280});
    auto values = grid.accessor<float, 2>();
    constexpr int side = scene_size / cells;
    for (int y = 0; y < scene_size; ++y) {
        for (int x = 0; x < scene_size; ++x) {
            const int cell = y / side * cells + x / side;
            for (int channel = 0; channel < 3; ++channel) {
                const int place = ((y % side) * side + x % side) * 3 + channel;
                values[cell][place] =
                    static_cast<float>(
                        photo.rgb[static_cast<std::size_t>((y * scene_size + x) * 3 + channel)]) /
                        127.5F -
                    1;
            }
        }
    }
    return grid;
}

class SceneGrids : public BatchSource {
public:
    explicit SceneGrids(const std::vector<ShapeScene>& scenes) {
        for (const ShapeScene& scene : scenes)
            grids_.push_back(pixel_grid(scene.photo));
    }
    void request(BatchRequest request) override { request_ = std::move(request); }
    torch::Tensor take() override {
        std::vector<torch::Tensor> batch;
        for (const std::size_t photo : request_.photos)
            batch.push_back(grids_[photo]);
        return torch::stack(batch);
    }

private:
    std::vector<torch::Tensor> grids_;
    BatchRequest request_;
};

TrainingSet training_set(const std::vector<ShapeScene>& scenes) {
    const auto tokenizer = make_keras_tokenizer();
    TrainingSet set{{}, std::make_shared<SceneGrids>(scenes)};
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        TrainingPhoto& photo = set.photos.emplace_back();
        photo.id = std::to_string(i);
        for (const std::string& caption : scenes[i].captions)
            photo.captions.push_back(tokenizer->tokens(caption));
        photo.references = photo.captions;
    }
    return set;
}

Bundle untrained(const TrainingSet& set, TrainingConfig config = {}) {
    std::vector<std::vector<std::string>> captions;
    for (const TrainingPhoto& photo : set.photos)
        captions.insert(captions.end(), photo.captions.begin(), photo.captions.end());
    const Bundle toy = toy_bundle();
    BundleHeader header = toy.header;
    header.vocabulary = Vocabulary::count(captions);
    header.max_words = 18;
    TensorMap backbone;
    for (const auto& [name, tensor] : toy.weights) {
        if (name.starts_with("backbone."))
            backbone[name.substr(9)] = tensor;
    }
    CaptionNetworkConfig& network = config.network;
    network.encoder_units = 64;
    network.attention_units = 64;
    network.embedding_units = 32;
    network.decoder_units = 128;
    network.attention_timing = AttentionTiming::after;
    return make_untrained(std::move(header), backbone, config);
}

bool lies_on(const PlacedShape& shape, int cell) {
    const double x = (cell % cells + 0.5) / cells;
    const double y = (cell / cells + 0.5) / cells; // NOLINT(bugprone-integer-division): the row's number
    return std::hypot(x - shape.x, y - shape.y) < shape.radius + 0.5 / cells;
}

Bundle train_on_shapes() {
    const TrainingSet set = training_set(make_shape_scenes(1000, scene_size, 1));
    TrainingConfig config;
    config.epochs = 24;
    config.photos_per_batch = 8;
    config.learning_rate = 2e-3;
    config.label_smoothing = 0;
    config.max_words = 18;
    Trainer trainer(config, untrained(set), Trainer::Input::grids, set,
                    training_set(make_shape_scenes(60, scene_size, 2)));
    const TemporaryFolder folder;
    trainer.run(folder.path() / "run");
    return trainer.bundle();
}

std::shared_ptr<const Captioner> captioner_of(Bundle bundle) {
    return std::make_shared<const Captioner>(
        std::make_unique<Captioner::Impl>(build_captioner("shapes", std::move(bundle))));
}

/// A captioner that learned to describe shapes, and scenes that it has not seen. Under ctest the first test
/// keeps it for the others, each of which is a process of its own: see CMakeLists.txt.
class TrainedOnShapes : public testing::Test {
protected:
    static void SetUpTestSuite() {
        set_compute_threads(1);
        const char* const kept = std::getenv("SACCADE_SHAPES_CAPTIONER");
        bundle = kept != nullptr ? read_bundle(kept) : train_on_shapes();
        captioner = captioner_of(bundle);
    }
    static void TearDownTestSuite() {
        captioner.reset();
        bundle = {};
    }

    static FeatureGrid grid_of(const Photo& photo) {
        const torch::Tensor cells_seen = pixel_grid(photo);
        FeatureGrid grid{cells, cells, 1280, std::vector<float>(static_cast<std::size_t>(cells_seen.numel())),
                         GridPlacement::even(cells, cells)};
        std::copy_n(cells_seen.data_ptr<float>(), cells_seen.numel(), grid.values.begin());
        return grid;
    }
    static Caption caption_of(const Photo& photo) {
        return decode_greedy(captioner, captioner->encode(grid_of(photo)));
    }

    static inline Bundle bundle;
    static inline std::shared_ptr<const Captioner> captioner;
    const std::vector<ShapeScene> unseen = make_shape_scenes(60, scene_size, 2);
};

TEST_F(TrainedOnShapes, SaysTheSameWhenItIsReadFromAFile) {
    const TemporaryFolder folder;
    const char* const keep = std::getenv("SACCADE_KEEP_SHAPES_CAPTIONER");
    const std::filesystem::path file = keep != nullptr ? keep : folder.path() / "shapes.safetensors";
    write_bundle(file, bundle);
    const auto read = captioner_of(read_bundle(file));
    for (const ShapeScene& scene : unseen) {
        const FeatureGrid grid = grid_of(scene.photo);
        const Caption caption = decode_greedy(read, read->encode(grid));
        EXPECT_EQ(caption.text(), caption_of(scene.photo).text());
    }
}

TEST_F(TrainedOnShapes, AttentionForAShapesWordPeaksWhereItWasDrawn) {
    const std::set<std::string> kinds{"circle", "square", "triangle"};
    int words = 0;
    int right_words = 0;
    int right_peaks = 0;
    int peaks_of_another_scene = 0;
    MaskingFall falls;
    for (std::size_t i = 0; i < unseen.size(); ++i) {
        const FeatureGrid grid = grid_of(unseen[i].photo);
        const Caption caption = decode_greedy(captioner, captioner->encode(grid));
        std::vector<TokenId> sentence;
        for (const CaptionStep& step : caption.steps)
            sentence.push_back(step.token);
        for (std::size_t place = 0; place < caption.steps.size(); ++place) {
            const CaptionStep& step = caption.steps[place];
            if (!kinds.contains(step.word))
                continue;
            ++words;
            const auto named = [&](const PlacedShape& shape) { return shape_word(shape.kind) == step.word; };
            const auto shape = std::ranges::find_if(unseen[i].shapes, named);
            if (shape == unseen[i].shapes.end())
                continue;
            ++right_words;
            const auto peak =
                static_cast<int>(std::ranges::max_element(step.attention) - step.attention.begin());
            right_peaks += lies_on(*shape, peak) ? 1 : 0;
            const MaskingFall fall = masking_test(captioner, grid, sentence, std::array{place}).front();
            falls.attended += fall.attended;
            falls.random += fall.random;
            for (const PlacedShape& other : unseen[(i + 1) % unseen.size()].shapes)
                peaks_of_another_scene += lies_on(other, peak) ? 1 : 0;
        }
    }
    ASSERT_GE(words, 50);
    EXPECT_GE(right_words, words * 8 / 10) << words;
    EXPECT_GE(right_peaks, right_words * 8 / 10) << right_words;
    EXPECT_LE(peaks_of_another_scene, right_words * 3 / 10);
    EXPECT_GT(falls.attended, right_words * 1.0) << "nats a word: what it looks at is what it depends on";
    EXPECT_GT(falls.attended, 3 * falls.random);
}

bool says(const Caption& caption, std::string_view word) {
    return std::ranges::any_of(caption.steps, [word](const CaptionStep& step) { return step.word == word; });
}

RegionRectangle around(const PlacedShape& shape) {
    const double reach = 1.1 * shape.radius;
    return rectangle_between({shape.x - reach, shape.y - reach}, {shape.x + reach, shape.y + reach});
}

/// As large, on the other side of the photo; nothing when a shape is there.
std::optional<RegionRectangle> beside(const PlacedShape& shape, const std::vector<PlacedShape>& shapes) {
    PlacedShape elsewhere = shape;
    elsewhere.x = 1 - shape.x;
    elsewhere.y = 1 - shape.y;
    const auto is_near = [&](const PlacedShape& other) {
        return std::hypot(other.x - elsewhere.x, other.y - elsewhere.y) < 0.35;
    };
    return std::ranges::any_of(shapes, is_near) ? std::nullopt : std::optional(around(elsewhere));
}

TEST_F(TrainedOnShapes, HidingAShapeRemovesItsWordAndHidingNothingDoesNot) {
    for (const HideBy by : {HideBy::blur, HideBy::mean_colour}) {
        int said = 0;
        int said_when_hidden = 0;
        int said_of_two = 0;
        int other_said_when_hidden = 0;
        int controls = 0;
        int said_when_another_place_is_hidden = 0;
        for (const ShapeScene& scene : unseen) {
            const Caption whole = caption_of(scene.photo);
            for (std::size_t i = 0; i < scene.shapes.size(); ++i) {
                const PlacedShape& shape = scene.shapes[i];
                const std::string_view word = shape_word(shape.kind);
                if (!says(whole, word))
                    continue;
                const Caption hidden = caption_of(hide_region(scene.photo, around(shape), by));
                ++said;
                said_when_hidden += says(hidden, word) ? 1 : 0;
                if (scene.shapes.size() == 2) {
                    ++said_of_two;
                    other_said_when_hidden += says(hidden, shape_word(scene.shapes[1 - i].kind)) ? 1 : 0;
                }
                if (const auto place = beside(shape, scene.shapes)) {
                    ++controls;
                    said_when_another_place_is_hidden +=
                        says(caption_of(hide_region(scene.photo, *place, by)), word) ? 1 : 0;
                }
            }
        }
        const std::string numbers = fmt::format(
            "{} of {} hidden, the other shape {} of {}, another place hidden {} of {}", said_when_hidden,
            said, other_said_when_hidden, said_of_two, said_when_another_place_is_hidden, controls);
        RecordProperty(by == HideBy::blur ? "said_when_blurred" : "said_when_mean", numbers);
        ASSERT_GE(said, 50) << numbers;
        ASSERT_GE(controls, 20) << numbers;
        EXPECT_LE(said_when_hidden, said * 2 / 10) << numbers;
        EXPECT_GE(other_said_when_hidden, said_of_two * 8 / 10) << numbers;
        EXPECT_GE(said_when_another_place_is_hidden, controls * 8 / 10) << numbers;
    }
}

TEST(ShapesTraining, LearnsTwentyPhotosByHeart) {
    set_compute_threads(1);
    std::vector<ShapeScene> scenes = make_shape_scenes(20, scene_size, 5);
    for (ShapeScene& scene : scenes)
        scene.captions.resize(1);
    const TrainingSet set = training_set(scenes);
    TrainingConfig config;
    config.epochs = 150;
    config.photos_per_batch = 5;
    config.learning_rate = 3e-3;
    config.label_smoothing = 0;
    config.select_by = Score::bleu_4;
    double bleu_4 = 0;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { bleu_4 = report.bleu_4; };
    const TemporaryFolder folder;
    Trainer(config, untrained(set, config), Trainer::Input::grids, set, training_set(scenes))
        .run(folder.path() / "run", observer);
    EXPECT_GT(bleu_4, 0.95);
}

/// Over all photos of the set as one batch.
double unattended_penalty_of(const Bundle& bundle, const TrainingSet& set) {
    const torch::NoGradGuard no_grad;
    const Captioner::Impl captioner = build_captioner("shapes", bundle);
    std::vector<std::size_t> all(set.photos.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    set.source->request({all, false, 0});
    const EncodedCells seen = captioner.network->encode(set.source->take());
    const CaptionBatch captions = make_caption_batch(set.photos, plan_of_photos(set.photos, all),
                                                     captioner.header.vocabulary, captioner.header.max_words);
    return unattended_penalty(*captioner.network, seen, captions, captioner.network->run(seen, captions))
        .item<double>();
}

TEST(ShapesTraining, TrainedOnWithTheUnattendedPenaltyWordsHangOnWhereTheyLook) {
    set_compute_threads(1);
    const TrainingSet set = training_set(make_shape_scenes(400, scene_size, 1));
    const TrainingSet unseen = training_set(make_shape_scenes(60, scene_size, 2));
    const TemporaryFolder folder;
    TrainingConfig config;
    config.epochs = 6;
    config.photos_per_batch = 8;
    config.learning_rate = 2e-3;
    config.label_smoothing = 0;
    Trainer taught(config, untrained(set, config), Trainer::Input::grids, set, unseen);
    taught.run(folder.path() / "taught");

    config.epochs = 3;
    config.learning_rate = 1e-3;
    std::vector<double> penalties;
    std::vector<double> scores;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { scores.push_back(report.cider_d); };
    for (const double weight : {0.0, 0.5}) {
        config.unattended_penalty = weight;
        Trainer trainer(config, taught.bundle(), Trainer::Input::grids, set, unseen);
        trainer.run(folder.path() / fmt::format("weight-{}", weight), observer);
        penalties.push_back(unattended_penalty_of(trainer.bundle(), unseen));
    }
    EXPECT_LT(penalties.back(), penalties.front() / 2) << penalties.front();
    ASSERT_EQ(scores.size(), 6U);
    EXPECT_GT(scores.back(), 0.9 * scores[2]) << scores[2];
}

TEST(ShapesTraining, SelfCriticalTrainingRaisesCiderOnUnseenScenes) {
    set_compute_threads(1);
    const TrainingSet set = training_set(make_shape_scenes(400, scene_size, 1));
    const TrainingSet unseen = training_set(make_shape_scenes(100, scene_size, 2));
    TrainingConfig config;
    config.epochs = 6;
    config.photos_per_batch = 8;
    config.learning_rate = 2e-3;
    config.schedule = Schedule::constant;
    config.label_smoothing = 0;
    std::vector<double> scores;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { scores.push_back(report.cider_d); };
    const TemporaryFolder folder;
    Trainer taught(config, untrained(set, config), Trainer::Input::grids, set, unseen);
    taught.run(folder.path() / "taught", observer);
    const double before = scores.back();
    scores.clear();

    config.objective = Objective::self_critical;
    config.self_critical_samples = 3;
    config.learning_rate = 3e-4;
    config.epochs = 4;
    Trainer(config, taught.bundle(), Trainer::Input::grids, set, unseen)
        .run(folder.path() / "critical", observer);
    EXPECT_GT(scores.back(), 1.1 * before) << before;
}

} // namespace
} // namespace saccade

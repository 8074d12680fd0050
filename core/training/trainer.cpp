#include "core/training/trainer.h"

#include "core/decoding/word_distribution.h"
#include "core/model/compute_thread.h"
#include "core/model/random_draws.h"
#include "core/model/tensor_conversion.h"
#include "core/training/learning_rate.h"
#include "core/training/loss.h"
#include "core/training/scheduled_sampling.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::uint64_t epoch_seed(std::uint64_t seed, int epoch) {
    return seed * 1'000'003 + static_cast<std::uint64_t>(epoch);
}

/// Each step draws from a generator of its own, so that a resumed run draws what the interrupted one would
/// have.
std::uint64_t step_seed(std::uint64_t seed, int epoch, std::int64_t step) {
    std::uint64_t mixed =
        epoch_seed(seed, epoch) + 0x9E3779B97F4A7C15U * (static_cast<std::uint64_t>(step) + 1);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U; // SplitMix64's finisher
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31);
}

nlohmann::json as_json(const EpochReport& report, double learning_rate) {
    return {{"kind", "epoch"},
            {"epoch", report.epoch},
            {"training_loss", report.training_loss},
            {"validation_loss", report.validation_loss},
            {"cider_d", report.cider_d},
            {"bleu_4", report.bleu_4},
            {"learning_rate", learning_rate},
            {"seconds", report.seconds},
            {"best", report.best}};
}

nlohmann::json as_json(const BatchReport& report) {
    nlohmann::json record{{"kind", "batch"},
                          {"epoch", report.epoch},
                          {"step", report.step},
                          {"steps", report.steps},
                          {"loss", report.loss},
                          {"gradient_norm", report.gradient_norm},
                          {"learning_rate", report.learning_rate},
                          {"photos_per_second", report.photos_per_second}};
    if (report.reward)
        record["reward"] = *report.reward;
    return record;
}

/// Keeps the average in the place of the weights.
class Exchanged {
public:
    explicit Exchanged(WeightAverage& average) : average_(average) {
        run_on_compute_thread([this] { average_.exchange(); });
    }
    ~Exchanged() {
        run_on_compute_thread([this] { average_.exchange(); });
    }
    Exchanged(const Exchanged&) = delete;
    Exchanged& operator=(const Exchanged&) = delete;

private:
    WeightAverage& average_;
};

/// @throws UsageError for settings that captions alone cannot serve.
void require_no_photos(const TrainingConfig& config) {
    if (config.backbone_learning_rate > 0)
        throw UsageError("Captions without photos teach the backbone nothing: set backbone_learning_rate=0.");
    if (config.objective == Objective::self_critical)
        throw UsageError("Self-critical training needs photos: set objective=cross_entropy.");
    if (config.select_by != Score::validation_loss)
        throw UsageError(
            "Without photos every caption is the same, so only the loss tells the best epoch: set "
            "select_by=validation_loss.");
}

} // namespace

/// The batches of one epoch, from where the state stands.
class Trainer::Epoch {
public:
    Epoch(Trainer& trainer, RunFolder& folder, const TrainingObserver& observer, const std::stop_token& stop)
        : trainer_(trainer),
          config_(trainer.config_),
          state_(trainer.state_),
          folder_(folder),
          observer_(observer),
          stop_(stop),
          seed_(epoch_seed(config_.seed, state_.epoch)),
          batches_(epoch_batches(trainer.training_.photos, config_, seed_)),
          steps_(static_cast<std::int64_t>(batches_.size())),
          spent_before_(state_.seconds) {}

    /// @return the mean loss.
    double run() {
        // The gradient has to be that of the network that drew the captions: one without dropout.
        trainer_.networks_.network->train(!trainer_.self_critical_);
        trainer_.optimiser_->clear_gradients();
        if (state_.step < steps_)
            request(state_.step);
        while (state_.step < steps_) {
            const BatchPlan& batch = batches_[static_cast<std::size_t>(state_.step)];
            const torch::Tensor input = trainer_.training_.source->take();
            if (state_.step + 1 < steps_)
                request(state_.step + 1);
            if (stop_.stop_requested()) {
                // A step that accumulates is taken again from its first batch.
                state_.step -= state_.step % config_.accumulation;
                trainer_.save(folder_);
                write_bundle(RunFolder::last_file(folder_.path()), trainer_.bundle());
                throw Cancelled();
            }
            learn(batch, input);
        }
        return state_.loss_sum / static_cast<double>(steps_);
    }

private:
    void request(std::int64_t step) {
        trainer_.training_.source->request({batches_[static_cast<std::size_t>(step)].photos, true, seed_});
    }

    torch::Tensor loss_of(const BatchPlan& batch, const torch::Tensor& input, BatchReport& report) {
        CaptionNetwork& network = *trainer_.networks_.network;
        const torch::Tensor grid = trainer_.cells_of(input);
        torch::Tensor loss = loss_of(batch, network.encode(grid), report);
        if (trainer_.teacher_)
            loss = loss + config_.distillation * trainer_.teacher_->loss(input, network.features_of(grid));
        return loss;
    }

    torch::Tensor loss_of(const BatchPlan& batch, const EncodedCells& cells, BatchReport& report) {
        CaptionNetwork& network = *trainer_.networks_.network;
        const Vocabulary& vocabulary = trainer_.networks_.header.vocabulary;
        if (trainer_.self_critical_) {
            const SelfCritical::Draw draw = trainer_.self_critical_->draw(
                network, cells, trainer_.training_.photos, batch.photos, trainer_.networks_.header.max_words,
                config_.self_critical_samples);
            report.reward = draw.reward;
            DecoderRun run = network.run(cells, draw.captions);
            // As when they were drawn: else words that are never drawn, and so never punished, would soak up
            // all probability.
            mask_never_emitted(run.logits, vocabulary);
            torch::Tensor loss = weighted_caption_loss(run, draw.captions.weights);
            if (config_.unattended_penalty > 0)
                loss = loss +
                       config_.unattended_penalty * unattended_penalty(network, cells, draw.captions, run);
            return loss;
        }
        CaptionBatch captions =
            make_caption_batch(trainer_.training_.photos, batch, vocabulary, config_.max_words);
        if (config_.scheduled_sampling > 0 && state_.epoch > 1)
            mix_in_own_words(network, cells, captions,
                             config_.scheduled_sampling * (state_.epoch - 1) / (config_.epochs - 1),
                             vocabulary);
        const std::int64_t count = captions.photos.size(0);
        const DecoderRun run = network.run(cells, captions);
        torch::Tensor loss = caption_loss(run, count, config_.loss_normalisation, config_.label_smoothing);
        if (config_.attention_penalty > 0)
            loss = loss + config_.attention_penalty * attention_penalty(run, count);
        if (config_.unattended_penalty > 0)
            loss = loss + config_.unattended_penalty * unattended_penalty(network, cells, captions, run);
        return loss;
    }

    void learn(const BatchPlan& batch, const torch::Tensor& input) {
        BatchReport report{state_.epoch, state_.step + 1, steps_, 0, 0, 0, {}, 0};
        bool complete = false;
        run_on_compute_thread([&] { complete = compute(batch, input, report); });
        // Not before they count: batches whose step is not complete are taken again after a stop.
        pending_log_.push_back(as_json(report));
        if (complete) {
            for (const nlohmann::json& record : pending_log_)
                folder_.log(record);
            pending_log_.clear();
        }
        if (observer_.batch)
            observer_.batch(report);
        const double minutes = seconds_since(last_save_) / 60;
        if (complete && state_.step < steps_ && minutes >= config_.checkpoint_minutes) {
            trainer_.save(folder_);
            last_save_ = Clock::now();
        }
    }

    /// @return whether the optimiser's step was taken.
    bool compute(const BatchPlan& batch, const torch::Tensor& input, BatchReport& report) {
        auto held = hold_random_draws();
        torch::manual_seed(step_seed(config_.seed, state_.epoch, state_.step));
        const torch::Tensor loss = loss_of(batch, input, report);
        held.unlock(); // going back draws nothing
        report.loss = loss.item<float>();
        require_number(report.loss, "loss");
        loss.backward();
        photos_ += batch.photos.size();
        report.photos_per_second = static_cast<double>(photos_) / seconds_since(start_);
        pending_loss_ += report.loss;

        const std::int64_t place = state_.step % config_.accumulation;
        ++state_.step;
        const bool complete = place + 1 == config_.accumulation || state_.step == steps_;
        if (complete)
            update(static_cast<double>(place + 1), report);
        return complete;
    }

    /// A step of the optimiser on the gradients of `batches` batches.
    void update(double batches, BatchReport& report) {
        Optimiser& optimiser = *trainer_.optimiser_;
        if (batches > 1)
            optimiser.scale_gradients(1 / batches);
        report.gradient_norm = optimiser.gradient_norm();
        require_number(report.gradient_norm, "gradient");
        if (config_.clip_norm > 0 && report.gradient_norm > config_.clip_norm)
            optimiser.scale_gradients(config_.clip_norm / report.gradient_norm);
        const std::int64_t updates = (steps_ + config_.accumulation - 1) / config_.accumulation;
        const double factor = rate_factor(
            config_, {state_.epoch, state_.updates, updates * config_.epochs, state_.plateau_scale});
        report.learning_rate = config_.learning_rate * factor;
        optimiser.step(factor);
        optimiser.clear_gradients();
        ++state_.updates;
        if (trainer_.average_)
            trainer_.average_->update(state_.updates);
        state_.loss_sum += pending_loss_;
        state_.seconds = spent_before_ + seconds_since(start_);
        pending_loss_ = 0;
    }

    void require_number(double value, const char* what) {
        if (std::isfinite(value))
            return;
        folder_.log({{"kind", "not_a_number"},
                     {"epoch", state_.epoch},
                     {"step", state_.step + 1},
                     {"steps", steps_},
                     {"what", what}});
        throw Error(fmt::format(
            "The {} stopped being a number in epoch {}, step {}. The last good checkpoint is kept "
            "in {}; try a lower learning_rate, or a smaller clip_norm.",
            what, state_.epoch, state_.step + 1, folder_.path().string()));
    }

    Trainer& trainer_;
    const TrainingConfig& config_;
    RunState& state_;
    RunFolder& folder_;
    const TrainingObserver& observer_;
    const std::stop_token& stop_;
    std::uint64_t seed_;
    std::vector<BatchPlan> batches_;
    std::int64_t steps_;
    double spent_before_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_save_ = Clock::now();
    std::size_t photos_ = 0;
    double pending_loss_ = 0;                 ///< of batches whose gradients wait for a step
    std::vector<nlohmann::json> pending_log_; ///< of these batches
};

Trainer::Trainer(TrainingConfig config, Bundle start, Input input, TrainingSet training,
                 TrainingSet validation)
    : config_(std::move(config)),
      input_(input),
      training_(std::move(training)),
      validation_(std::move(validation)),
      networks_(build_captioner(start.header.card.name, std::move(start))),
      precision_(precision_from_name(config_.precision)) {
    if (training_.photos.empty())
        throw UsageError("There are no photos to train on.");
    if (config_.unattended_penalty > 0 &&
        networks_.header.network.attention_timing == AttentionTiming::before)
        throw UsageError(
            "unattended_penalty is for networks that attend after the word is read: set it to 0, "
            "or train a captioner with network.attention_timing=after.");
    if (input_ == Input::captions_alone)
        require_no_photos(config_);
    networks_.network->set_product_precision(precision_ == Precision::bf16 ? ProductPrecision::bf16
                                                                           : ProductPrecision::fp32);
    config_.network = networks_.network->config();
    for (torch::Tensor& parameter : networks_.network->parameters())
        parameter.set_requires_grad(true);
    std::vector<ParameterGroup> groups{
        learning_parameters(*networks_.network, "network.", config_.learning_rate)};
    if (backbone_learns()) {
        if (input_ == Input::block_inputs)
            backbone_ = LearningBackbone::on_inputs_of(config_.backbone_from, networks_.backbone, precision_);
        else
            backbone_.emplace(networks_.backbone, config_.backbone_from, precision_);
        groups.push_back(
            learning_parameters(*networks_.backbone, "backbone.", config_.backbone_learning_rate));
    } else if (input_ == Input::photos) {
        backbone_ = LearningBackbone::fixed(networks_.backbone, precision_);
    }
    if (!config_.teacher.empty()) {
        if (!backbone_learns() || input_ != Input::photos)
            throw UsageError("A teacher is for a backbone that learns: train on photos with a "
                             "backbone_learning_rate above 0, or leave the teacher out.");
        teacher_.emplace(config_.teacher, precision_);
    }
    optimiser_ = std::make_unique<Optimiser>(config_, groups);
    if (config_.average_decay > 0)
        average_.emplace(config_.average_decay, groups);
    if (config_.objective == Objective::self_critical)
        self_critical_.emplace(training_.photos, networks_.header.vocabulary, config_.repetition_cost);
    state_.data_hash = data_hash(training_, validation_);
}

bool Trainer::backbone_learns() const {
    return (input_ == Input::photos || input_ == Input::block_inputs) && config_.backbone_learning_rate > 0;
}

torch::Tensor Trainer::cells_of(const torch::Tensor& input) {
    return backbone_ ? backbone_->grid(input) : input;
}

void Trainer::run(const std::filesystem::path& folder, const TrainingObserver& observer,
                  const std::stop_token& stop) {
    train(RunFolder::create(folder, config_, bundle()), observer, stop);
}

void Trainer::resume(const std::filesystem::path& folder, const TrainingObserver& observer,
                     const std::stop_token& stop) {
    RunFolder run = RunFolder::open(folder);
    if (std::optional<RunState> state = run.load()) {
        if (state->data_hash != state_.data_hash)
            throw FileError(folder, "this run was begun with other photos or captions",
                            "Give the data set that it began with, or start a new run");
        try {
            load_parameters(*networks_.network, state->weights, "network.");
            if (backbone_learns())
                load_parameters(*networks_.backbone, state->weights, "backbone.");
            optimiser_->load_state(state->optimiser);
            if (average_)
                average_->load(state->averages);
        } catch (const Error& error) {
            throw FileError(
                folder, fmt::format("the checkpoint does not fit the run's configuration: {}", error.what()),
                "Restore config.json, or start a new run");
        }
        state_ = std::move(*state);
        state_.weights.clear();
        state_.averages.clear();
        state_.optimiser = {};
    }
    train(std::move(run), observer, stop);
}

void Trainer::save(RunFolder& folder) {
    RunState whole = state_;
    store_parameters(*networks_.network, whole.weights, "network.");
    if (backbone_learns())
        store_parameters(*networks_.backbone, whole.weights, "backbone.");
    if (average_)
        whole.averages = average_->values();
    whole.optimiser = optimiser_->state();
    folder.save(whole);
}

Validation Trainer::validate_average(const TrainingObserver& observer, const std::stop_token& stop) {
    std::optional<Exchanged> exchanged;
    if (average_)
        exchanged.emplace(*average_);
    Validation result = validate(
        networks_, validation_, [this](const torch::Tensor& input) { return cells_of(input); },
        networks_.header.max_words, config_.sample_photos, observer.progress, stop);
    if (input_ == Input::captions_alone)
        result.samples.clear(); // there is nothing to see
    return result;
}

void Trainer::train(RunFolder folder, const TrainingObserver& observer, const std::stop_token& stop) {
    while (!state_.finished) {
        const double loss = Epoch(*this, folder, observer, stop).run();
        const EpochReport report = finish_epoch(folder, loss, observer, stop);
        if (state_.finished)
            write_bundle(RunFolder::last_file(folder.path()), bundle());
        save(folder);
        if (observer.epoch)
            observer.epoch(report);
    }
}

EpochReport Trainer::finish_epoch(RunFolder& folder, double training_loss, const TrainingObserver& observer,
                                  const std::stop_token& stop) {
    const Clock::time_point start = Clock::now();
    EpochReport report;
    report.epoch = state_.epoch;
    report.training_loss = training_loss;
    try {
        Validation validation = validate_average(observer, stop);
        report.validation_loss = validation.loss;
        report.cider_d = validation.cider_d;
        report.bleu_4 = validation.bleu_4;
        report.samples = std::move(validation.samples);
    } catch (const Cancelled&) {
        save(folder); // all batches are done: resuming begins with the validation
        write_bundle(RunFolder::last_file(folder.path()), bundle());
        throw;
    }
    const double score = config_.select_by == Score::cider_d  ? report.cider_d
                         : config_.select_by == Score::bleu_4 ? report.bleu_4
                                                              : -report.validation_loss;
    report.best = state_.best_epoch == 0 || score > state_.best_score;
    if (report.best) {
        state_.best_epoch = state_.epoch;
        state_.best_score = score;
        state_.epochs_since_best = 0;
        state_.plateau_epochs = 0;
        write_bundle(RunFolder::best_file(folder.path()), bundle());
    } else {
        ++state_.epochs_since_best;
        if (++state_.plateau_epochs > config_.plateau_patience) {
            state_.plateau_scale *= config_.plateau_factor;
            state_.plateau_epochs = 0;
        }
    }
    if (config_.keep_every > 0 && report.epoch % config_.keep_every == 0)
        write_bundle(RunFolder::epoch_file(folder.path(), report.epoch), bundle());
    report.seconds = state_.seconds + seconds_since(start);
    const double rate =
        config_.learning_rate *
        rate_factor(config_, {state_.epoch, state_.updates, state_.updates / state_.epoch * config_.epochs,
                              state_.plateau_scale});
    folder.log(as_json(report, rate));
    folder.write_samples(report.epoch, report.samples);
    const bool enough = config_.patience > 0 && state_.epochs_since_best >= config_.patience;
    state_.finished = enough || state_.epoch >= config_.epochs;
    ++state_.epoch;
    state_.step = 0;
    state_.loss_sum = 0;
    state_.seconds = 0;
    return report;
}

Bundle Trainer::bundle() const {
    Bundle result{networks_.header, {}};
    result.header.storage = Storage::fp32;
    store_parameters(*networks_.backbone, result.weights, "backbone.");
    store_parameters(*networks_.network, result.weights, "captioner.");
    if (average_) {
        constexpr std::string_view of_network = "network.";
        for (const auto& [name, value] : average_->values())
            result.weights[name.starts_with(of_network) ? "captioner." + name.substr(of_network.size())
                                                        : name] = to_host(value);
    }
    return result;
}

} // namespace saccade

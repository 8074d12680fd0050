#include "core/model/caption_network.h"

#include "core/model/decoder_recurrence.h"
#include "core/model/recurrent_cell.h"
#include "core/support/json_settings.h"

namespace saccade {

// Outside the unnamed namespace, where argument-dependent lookup finds them.
NLOHMANN_JSON_SERIALIZE_ENUM(RecurrentCell, {{RecurrentCell::gru, "gru"}, {RecurrentCell::lstm, "lstm"}})
NLOHMANN_JSON_SERIALIZE_ENUM(InitialState, {{InitialState::zero, "zero"}, {InitialState::mean, "mean"}})
NLOHMANN_JSON_SERIALIZE_ENUM(AttentionTiming,
                             {{AttentionTiming::before, "before"}, {AttentionTiming::after, "after"}})

namespace {

void read_size(const nlohmann::json& input, const char* key, int& value) {
    read_number(input, key, value, 1, 1 << 20);
}

} // namespace

void to_json(nlohmann::json& output, const CaptionNetworkConfig& config) {
    output = {{"feature_channels", config.feature_channels},
              {"encoder_units", config.encoder_units},
              {"attention_units", config.attention_units},
              {"embedding_units", config.embedding_units},
              {"decoder_units", config.decoder_units},
              {"vocabulary_size", config.vocabulary_size},
              {"cell", config.cell},
              {"initial_state", config.initial_state},
              {"attention_timing", config.attention_timing},
              {"context_gate", config.context_gate},
              {"dropout", config.dropout}};
}

void from_json(const nlohmann::json& input, CaptionNetworkConfig& config) {
    if (!input.is_object())
        throw UsageError("The network's configuration is not a JSON object.");
    read_size(input, "feature_channels", config.feature_channels);
    read_size(input, "encoder_units", config.encoder_units);
    read_size(input, "attention_units", config.attention_units);
    read_size(input, "embedding_units", config.embedding_units);
    read_size(input, "decoder_units", config.decoder_units);
    read_size(input, "vocabulary_size", config.vocabulary_size);
    read_choice(input, "cell", config.cell);
    read_choice(input, "initial_state", config.initial_state);
    read_choice(input, "attention_timing", config.attention_timing);
    read_flag(input, "context_gate", config.context_gate);
    if (const auto found = input.find("dropout"); found != input.end()) {
        if (!found->is_number() || found->get<double>() < 0 || found->get<double>() >= 1)
            throw UsageError(
                fmt::format("\"dropout\" must be at least 0 and below 1, not {}.", found->dump()));
        config.dropout = found->get<float>();
    }
}

namespace {

std::vector<std::int64_t> to_vector(const torch::Tensor& numbers) {
    const torch::Tensor values = numbers.contiguous();
    return {values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + values.numel()};
}

/// The real words of a B x T table, step by step.
torch::Tensor packed(const torch::Tensor& table, const std::vector<std::int64_t>& running) {
    std::vector<torch::Tensor> steps;
    for (std::size_t t = 0; t < running.size(); ++t)
        steps.push_back(table.select(1, static_cast<std::int64_t>(t)).narrow(0, 0, running[t]));
    return torch::cat(steps);
}

} // namespace

std::int64_t parameter_count(const CaptionNetworkConfig& config) {
    const auto linear = [](std::int64_t inputs, std::int64_t outputs) { return (inputs + 1) * outputs; };
    const std::int64_t units = config.decoder_units;
    const std::int64_t encoded = config.encoder_units;
    const bool attend_first = config.attention_timing == AttentionTiming::before;
    const bool lstm = config.cell == RecurrentCell::lstm;
    const std::int64_t read = config.embedding_units + (attend_first ? encoded : 0);
    std::int64_t count = linear(config.feature_channels, encoded) + linear(encoded, config.attention_units) +
                         linear(units, config.attention_units) + linear(config.attention_units, 1);
    count += std::int64_t{config.vocabulary_size} * config.embedding_units;
    count += (lstm ? 4 : 3) * (linear(read, units) + linear(units, units));
    if (config.initial_state == InitialState::mean)
        count += (lstm ? 2 : 1) * linear(encoded, units);
    if (config.context_gate)
        count += linear(units, encoded);
    return count + linear(attend_first ? units : units + encoded, units) +
           linear(units, config.vocabulary_size);
}

CaptionNetwork::CaptionNetwork(const CaptionNetworkConfig& config) : config_(config) {
    const int units = config.decoder_units;
    const int encoded = config.encoder_units;
    const bool attend_first = config.attention_timing == AttentionTiming::before;
    encoder_ = register_module("encoder", torch::nn::Linear(config.feature_channels, encoded));
    w1_ = register_module("attention_w1", torch::nn::Linear(encoded, config.attention_units));
    w2_ = register_module("attention_w2", torch::nn::Linear(units, config.attention_units));
    v_ = register_module("attention_v", torch::nn::Linear(config.attention_units, 1));
    embedding_ =
        register_module("embedding", torch::nn::Embedding(config.vocabulary_size, config.embedding_units));
    torch::nn::init::uniform_(embedding_->weight, -0.05, 0.05); // as Keras does
    const int read = config.embedding_units + (attend_first ? encoded : 0);
    if (config.cell == RecurrentCell::gru)
        gru_ = register_module("gru", torch::nn::GRUCell(read, units));
    else
        lstm_ = register_module("lstm", torch::nn::LSTMCell(read, units));
    if (config.initial_state == InitialState::mean) {
        initial_hidden_ = register_module("initial_hidden", torch::nn::Linear(encoded, units));
        if (config.cell == RecurrentCell::lstm)
            initial_memory_ = register_module("initial_memory", torch::nn::Linear(encoded, units));
    }
    if (config.context_gate)
        gate_ = register_module("context_gate", torch::nn::Linear(units, encoded));
    fc1_ = register_module("fc1", torch::nn::Linear(attend_first ? units : units + encoded, units));
    fc2_ = register_module("fc2", torch::nn::Linear(units, config.vocabulary_size));
}

torch::Tensor CaptionNetwork::transform(torch::nn::Linear& layer, const torch::Tensor& input) const {
    return linear(input, layer->weight, layer->bias, precision_);
}

torch::Tensor CaptionNetwork::features_of(const torch::Tensor& grid) {
    return torch::relu(transform(encoder_, grid));
}

EncodedCells CaptionNetwork::encode(const torch::Tensor& grid) {
    torch::Tensor features = features_of(grid);
    features = torch::dropout(features, config_.dropout, is_training());
    return {features, transform(w1_, features)};
}

DecoderState CaptionNetwork::initial_state(const EncodedCells& cells) {
    DecoderState state;
    if (config_.initial_state == InitialState::mean) {
        const torch::Tensor mean = cells.features.mean(1);
        state.hidden = torch::tanh(initial_hidden_->forward(mean));
        if (lstm_)
            state.memory = torch::tanh(initial_memory_->forward(mean));
    } else {
        state.hidden =
            torch::zeros({cells.features.size(0), config_.decoder_units}, cells.features.options());
        if (lstm_)
            state.memory = torch::zeros_like(state.hidden);
    }
    return state;
}

CaptionNetwork::Attended CaptionNetwork::attend(const EncodedCells& cells, const torch::Tensor& hidden) {
    const torch::Tensor query = transform(w2_, hidden).unsqueeze(1);
    const torch::Tensor score = v_->forward((cells.keys + query).tanh_()).squeeze(2);
    const torch::Tensor weights = torch::softmax(score, 1);
    torch::Tensor context = torch::bmm(weights.unsqueeze(1), cells.features).squeeze(1);
    if (gate_)
        context = context * torch::sigmoid(gate_->forward(hidden));
    return {context, weights};
}

DecoderState CaptionNetwork::recur(const torch::Tensor& input, const DecoderState& state) {
    if (!torch::GradMode::is_enabled()) {
        const auto step = [&](const auto& cell, auto take) {
            CellTrace trace{linear(input, cell->weight_ih, cell->bias_ih, precision_),
                            torch::empty_like(state.hidden)};
            DecoderState next{torch::empty_like(state.hidden), {}};
            take(trace, linear(state.hidden, cell->weight_hh, cell->bias_hh, precision_), next);
            return next;
        };
        if (gru_)
            return step(gru_, [&](CellTrace& trace, const torch::Tensor& projected, DecoderState& next) {
                gru_step(trace, projected, state.hidden.contiguous(), next.hidden);
            });
        return step(lstm_, [&](CellTrace& trace, const torch::Tensor& projected, DecoderState& next) {
            lstm_step(trace, projected, state.memory.contiguous(), next.hidden);
            next.memory = trace.kept;
        });
    }
    if (gru_)
        return {gru_->forward(input, state.hidden), {}};
    auto [hidden, memory] = lstm_->forward(input, std::make_tuple(state.hidden, state.memory));
    return {hidden, memory};
}

torch::Tensor CaptionNetwork::embed(const torch::Tensor& words) {
    return torch::dropout(embedding_->forward(words), config_.dropout, is_training());
}

DecoderStep CaptionNetwork::step_embedded(const EncodedCells& cells, const DecoderState& state,
                                          const torch::Tensor& vectors) {
    if (config_.attention_timing == AttentionTiming::before) {
        const Attended seen = attend(cells, state.hidden);
        DecoderState next = recur(torch::cat({seen.context, vectors}, 1), state);
        return {next, next.hidden, seen.weights};
    }
    DecoderState next = recur(vectors, state);
    const Attended seen = attend(cells, next.hidden);
    return {next, torch::cat({next.hidden, seen.context}, 1), seen.weights};
}

DecoderStep CaptionNetwork::step(const EncodedCells& cells, const DecoderState& state,
                                 const torch::Tensor& words) {
    return step_embedded(cells, state, embed(words));
}

torch::Tensor CaptionNetwork::readout(const torch::Tensor& outputs) {
    return transform(fc2_, torch::dropout(transform(fc1_, outputs), config_.dropout, is_training()));
}

DecoderRun CaptionNetwork::run(const EncodedCells& cells, const CaptionBatch& captions) {
    RecurrencePlan plan{config_.cell, precision_, cells.features.size(0), to_vector(captions.photos),
                        captions.running};
    const torch::Tensor vectors = embed(packed(captions.inputs, captions.running));
    RecurrenceWeights weights;
    torch::Tensor of_words, word_bias;
    if (gru_) {
        of_words = gru_->weight_ih;
        word_bias = gru_->bias_ih;
        weights.state = gru_->weight_hh;
        weights.state_bias = gru_->bias_hh;
    } else {
        of_words = lstm_->weight_ih;
        word_bias = lstm_->bias_ih;
        weights.state = lstm_->weight_hh;
        weights.state_bias = lstm_->bias_hh;
    }
    const bool attend_first = config_.attention_timing == AttentionTiming::before;
    if (attend_first) { // the cell reads [context, word]
        weights.input_context = of_words.narrow(1, 0, config_.encoder_units);
        of_words = of_words.narrow(1, config_.encoder_units, config_.embedding_units);
    }
    weights.query = w2_->weight;
    weights.query_bias = w2_->bias;
    weights.score = v_->weight.view({-1});
    if (gate_) {
        weights.gate = gate_->weight;
        weights.gate_bias = gate_->bias;
    }
    DecoderState start = initial_state(cells);
    start.hidden = start.hidden.index_select(0, captions.photos);
    if (start.memory.defined())
        start.memory = start.memory.index_select(0, captions.photos);
    const RecurrenceResult result =
        run_recurrence(plan, cells, linear(vectors, of_words, word_bias, precision_), start, weights);
    const torch::Tensor outputs =
        attend_first ? result.hidden : torch::cat({result.hidden, result.contexts}, 1);
    std::vector<torch::Tensor> rows;
    for (const std::int64_t running : captions.running)
        rows.push_back(torch::arange(running));
    return {readout(outputs), result.weights, packed(captions.targets, captions.running), torch::cat(rows),
            result.hidden};
}

torch::Tensor CaptionNetwork::readout_of(const torch::Tensor& hidden, const torch::Tensor& contexts) {
    if (config_.attention_timing == AttentionTiming::before)
        throw UsageError("A step whose context changes the state cannot be read out with another context.");
    torch::Tensor seen = contexts.expand({hidden.size(0), config_.encoder_units});
    if (gate_)
        seen = seen * torch::sigmoid(transform(gate_, hidden));
    return transform(fc2_, transform(fc1_, torch::cat({hidden, seen}, 1)));
}

} // namespace saccade

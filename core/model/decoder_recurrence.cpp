#include "core/model/decoder_recurrence.h"

#include "core/model/additive_attention.h"
#include "core/model/compute_thread.h"
#include "core/model/recurrent_cell.h"

#include <numeric>
#include <utility>

namespace saccade {

namespace {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Where each step's rows stand among all N.
struct Layout {
    explicit Layout(const RecurrencePlan& plan) : first(plan.running.size()) {
        std::exclusive_scan(plan.running.begin(), plan.running.end(), first.begin(), std::int64_t{0});
        total = plan.running.empty() ? 0 : first.back() + plan.running.back();
    }
    std::vector<std::int64_t> first;
    std::int64_t total = 0;
};

/// The photo of each of the N rows.
std::vector<std::int64_t> photo_of_row(const RecurrencePlan& plan) {
    std::vector<std::int64_t> photos;
    for (const std::int64_t running : plan.running)
        photos.insert(photos.end(), plan.photo_of_caption.begin(), plan.photo_of_caption.begin() + running);
    return photos;
}

/// Everything that reads the state before a step, in one matrix.
Tensor stacked(const Tensor& state, const Tensor& query, const Tensor& gate, bool attends_first) {
    if (!attends_first)
        return state;
    return gate.defined() ? torch::cat({state, query, gate}) : torch::cat({state, query});
}

Tensor or_zeros(const Tensor& gradient, const Tensor& like) {
    return gradient.defined() ? gradient.contiguous() : torch::zeros_like(like);
}

// A node of the autograd graph takes no undefined tensors.
Tensor empty_if_undefined(const Tensor& tensor, const Tensor& like) {
    return tensor.defined() ? tensor : torch::empty({0}, like.options());
}

Tensor undefined_if_empty(const Tensor& tensor) {
    return tensor.numel() == 0 ? Tensor() : tensor;
}

struct Plan : torch::CustomClassHolder {
    RecurrencePlan value;
};

enum Saved {
    features,
    keys,
    input_context,
    state,
    query,
    score,
    gate,
    start_memory, // what came in
    gates,
    kept,
    before,
    hidden,
    queries,
    weights,
    raw,
    gating, // what the steps left
};

/// Walks the steps of one Recurrence from the last to the first.
class Backward {
public:
    Backward(const RecurrencePlan& plan, const variable_list& saved, const variable_list& gradients)
        : plan_(plan),
          layout_(plan),
          saved_(saved),
          attends_first_(saved[input_context].defined()),
          gated_(saved[gate].defined()),
          units_(saved[state].size(1)),
          gate_columns_(saved[state].size(0)),
          query_columns_(saved[query].size(0)),
          matrix_(stacked(saved[state], saved[query], saved[gate], attends_first_)),
          d_hidden_(or_zeros(gradients[0], saved[hidden]).clone()),
          d_contexts_(gradients[1].defined() || !attends_first_ ? or_zeros(gradients[1], saved[raw])
                                                                : Tensor()),
          d_weights_(gradients[2].defined() ? gradients[2].contiguous() : Tensor()),
          attention_{torch::zeros_like(saved[features]), torch::zeros_like(saved[keys]),
                     torch::zeros_like(saved[score])},
          d_gates_(torch::empty_like(saved[gates])),
          d_projected_(torch::empty({layout_.total, matrix_.size(0)}, saved[gates].options())) {}

    variable_list run() {
        Tensor d_query, d_query_bias, d_gate, d_gate_bias;
        if (!attends_first_) {
            const Attention all = attention_backward(RowsOfPhotos(photo_of_row(plan_), plan_.photos), 0,
                                                     layout_.total, d_contexts_);
            add_product(d_hidden_, all.d_queries, false, saved_[query], false, plan_.precision);
            d_query = product(all.d_queries, true, saved_[hidden], false, plan_.precision);
            d_query_bias = all.d_queries.sum(0);
            if (gated_) {
                add_product(d_hidden_, all.d_gate, false, saved_[gate], false, plan_.precision);
                d_gate = product(all.d_gate, true, saved_[hidden], false, plan_.precision);
                d_gate_bias = all.d_gate.sum(0);
            }
        }
        const auto captions = static_cast<std::int64_t>(plan_.photo_of_caption.size());
        Tensor d_state = torch::zeros({captions, units_}, d_hidden_.options());
        Tensor d_memory = plan_.cell == RecurrentCell::lstm ? torch::zeros_like(d_state) : Tensor();
        const RowsOfPhotos of_captions(plan_.photo_of_caption, plan_.photos);
        for (std::size_t t = plan_.running.size(); t-- > 0;) {
            give_way();
            step_back(t, of_captions, d_state, d_memory);
        }

        const Tensor d_matrix = product(d_projected_, true, saved_[before], false, plan_.precision);
        const Tensor d_bias = d_projected_.sum(0);
        Tensor d_input_context;
        if (attends_first_) {
            const Tensor used = gated_ ? saved_[raw] * saved_[gating] : saved_[raw];
            d_input_context = product(d_gates_, true, used, false, plan_.precision);
            d_query = d_matrix.narrow(0, gate_columns_, query_columns_);
            d_query_bias = d_bias.narrow(0, gate_columns_, query_columns_);
            if (gated_) {
                const std::int64_t first = gate_columns_ + query_columns_;
                d_gate = d_matrix.slice(0, first);
                d_gate_bias = d_bias.slice(0, first);
            }
        }
        return {{},
                attention_.features,
                attention_.keys,
                d_gates_,
                d_state,
                d_memory,
                d_input_context,
                d_matrix.narrow(0, 0, gate_columns_),
                d_bias.narrow(0, 0, gate_columns_),
                d_query,
                d_query_bias,
                attention_.v,
                d_gate,
                d_gate_bias};
    }

private:
    struct Attention {
        Tensor d_queries, d_gate; ///< of what goes into the sigmoid
    };

    /// @param d_used  of the contexts as they left the gate.
    Attention attention_backward(const RowsOfPhotos& photos, std::int64_t first, std::int64_t rows,
                                 const Tensor& d_used) {
        const auto part = [&](const Tensor& tensor) {
            return tensor.defined() ? tensor.narrow(0, first, rows) : Tensor();
        };
        Attention result;
        Tensor d_raw = d_used;
        if (gated_) {
            const Tensor open = part(saved_[gating]);
            result.d_gate = d_used * part(saved_[raw]) * open * (1 - open);
            d_raw = d_used * open;
        }
        result.d_queries = torch::empty({rows, query_columns_}, d_raw.options());
        attend_backward(saved_[features], saved_[keys], saved_[score], part(saved_[queries]), photos, rows,
                        part(saved_[weights]), d_raw, part(d_weights_), attention_, result.d_queries);
        return result;
    }

    void step_back(std::size_t t, const RowsOfPhotos& captions, Tensor& d_state, Tensor& d_memory) {
        const std::int64_t rows = plan_.running[t];
        const std::int64_t first = layout_.first[t];
        const auto now = [&](const Tensor& tensor) { return tensor.narrow(0, first, rows); };
        const CellTrace trace{now(saved_[gates]), now(saved_[kept])};
        Tensor d_next = d_state.narrow(0, 0, rows).add_(now(d_hidden_));
        Tensor d_input = now(d_gates_);
        Tensor d_projected = now(d_projected_);
        if (plan_.cell == RecurrentCell::gru) {
            gru_step_backward(trace, now(saved_[before]), d_next, d_input, d_projected);
        } else {
            Tensor d_kept = d_memory.narrow(0, 0, rows);
            const Tensor memory =
                t == 0 ? saved_[start_memory] : saved_[kept].narrow(0, layout_.first[t - 1], rows);
            lstm_step_backward(trace, memory, d_next, d_kept, d_input, d_projected);
        }
        if (attends_first_) {
            Tensor d_used = product(d_input, false, saved_[input_context], false, plan_.precision);
            if (d_contexts_.defined())
                d_used.add_(now(d_contexts_));
            const Attention attention = attention_backward(captions, first, rows, d_used);
            d_projected.narrow(1, gate_columns_, query_columns_).copy_(attention.d_queries);
            if (gated_)
                d_projected.slice(1, gate_columns_ + query_columns_).copy_(attention.d_gate);
        }
        add_product(d_next, d_projected, false, matrix_, false, plan_.precision);
    }

    const RecurrencePlan& plan_;
    Layout layout_;
    const variable_list& saved_;
    bool attends_first_;
    bool gated_;
    std::int64_t units_, gate_columns_, query_columns_;
    Tensor matrix_;
    Tensor d_hidden_, d_contexts_, d_weights_;
    AttentionGradients attention_;
    Tensor d_gates_, d_projected_;
};

class Recurrence : public torch::autograd::Function<Recurrence> {
public:
    static variable_list forward(AutogradContext* context, const RecurrencePlan& plan, const Tensor& features,
                                 const Tensor& keys, const Tensor& words, const Tensor& start_hidden,
                                 const Tensor& memory_or_empty, const Tensor& input_context_or_empty,
                                 const Tensor& state, const Tensor& state_bias, const Tensor& query,
                                 const Tensor& query_bias, const Tensor& score, const Tensor& gate_or_empty,
                                 const Tensor& gate_bias) {
        const Tensor start_memory = undefined_if_empty(memory_or_empty);
        const Tensor input_context = undefined_if_empty(input_context_or_empty);
        const Tensor gate = undefined_if_empty(gate_or_empty);
        const Layout layout(plan);
        const bool attends_first = input_context.defined();
        const std::int64_t units = state.size(1);
        const std::int64_t gate_columns = state.size(0);
        const std::int64_t query_columns = query.size(0);
        const auto packed = [&](std::int64_t columns) {
            return torch::empty({layout.total, columns}, words.options());
        };
        CellTrace trace{words.clone(), packed(units)};
        Tensor before = packed(units);
        Tensor hidden = packed(units);
        Tensor queries = packed(query_columns);
        Tensor weights = packed(features.size(1));
        Tensor raw = packed(features.size(2));
        Tensor gating = gate.defined() ? packed(features.size(2)) : Tensor();
        const Tensor matrix = stacked(state, query, gate, attends_first);
        const Tensor bias = stacked(state_bias, query_bias, gate_bias, attends_first);
        const RowsOfPhotos captions(plan.photo_of_caption, plan.photos);

        Tensor last = start_hidden;
        Tensor memory = start_memory;
        for (std::size_t t = 0; t < plan.running.size(); ++t) {
            give_way();
            const std::int64_t rows = plan.running[t];
            const auto now = [&](const Tensor& tensor) { return tensor.narrow(0, layout.first[t], rows); };
            const Tensor state_before = now(before).copy_(last.narrow(0, 0, rows));
            const Tensor projected = product(state_before, false, matrix, true, plan.precision).add_(bias);
            CellTrace step{now(trace.gates), now(trace.kept)};
            if (attends_first) {
                const Tensor asked = now(queries).copy_(projected.narrow(1, gate_columns, query_columns));
                Tensor seen = now(raw);
                Tensor looked = now(weights);
                attend(features, keys, score, asked, captions, rows, looked, seen);
                if (gating.defined())
                    seen = seen * now(gating).copy_(torch::sigmoid(
                                      projected.narrow(1, gate_columns + query_columns, features.size(2))));
                add_product(step.gates, seen, false, input_context, true, plan.precision);
            }
            last = now(hidden);
            if (plan.cell == RecurrentCell::gru) {
                gru_step(step, projected, state_before, last);
            } else {
                lstm_step(step, projected, memory, last);
                memory = step.kept;
            }
        }
        if (!attends_first) {
            queries = product(hidden, false, query, true, plan.precision).add_(query_bias);
            attend(features, keys, score, queries, RowsOfPhotos(photo_of_row(plan), plan.photos),
                   layout.total, weights, raw);
            if (gating.defined())
                gating = product(hidden, false, gate, true, plan.precision).add_(gate_bias).sigmoid_();
        }
        context->save_for_backward({features, keys, input_context, state, query, score, gate, start_memory,
                                    trace.gates, trace.kept, before, hidden, queries, weights, raw, gating});
        auto kept_plan = c10::make_intrusive<Plan>();
        kept_plan->value = plan;
        context->saved_data["plan"] = c10::IValue::make_capsule(std::move(kept_plan));
        return {hidden, gating.defined() ? raw * gating : raw, weights};
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        const auto capsule = context->saved_data["plan"].toCapsule();
        const RecurrencePlan& plan = static_cast<const Plan&>(*capsule).value;
        const variable_list saved = context->get_saved_variables();
        return Backward(plan, saved, gradients).run();
    }
};

} // namespace

RecurrenceResult run_recurrence(const RecurrencePlan& plan, const EncodedCells& cells, const Tensor& words,
                                const DecoderState& start, const RecurrenceWeights& weights) {
    const auto given = [&](const Tensor& tensor) {
        return empty_if_undefined(tensor.defined() ? tensor.contiguous() : tensor, words);
    };
    const variable_list result =
        Recurrence::apply(plan, given(cells.features), given(cells.keys), given(words), given(start.hidden),
                          given(start.memory), empty_if_undefined(weights.input_context, words),
                          weights.state, weights.state_bias, weights.query, weights.query_bias,
                          given(weights.score), given(weights.gate), given(weights.gate_bias));
    return {result[0], result[1], result[2]};
}

} // namespace saccade

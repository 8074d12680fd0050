#include "core/model/recurrent_cell.h"

#include "core/model/vector_math.h"

#include <ATen/Parallel.h>

namespace saccade {

namespace {

[[gnu::always_inline]] inline float sigmoid(float x) {
    return 1 / (1 + fast_exp(-x));
}

SACCADE_VECTORISED void gru_row(float* gates, const float* projected, const float* hidden, float* candidate,
                                float* next, std::int64_t units) {
#pragma omp simd
    for (std::int64_t u = 0; u < units; ++u) {
        const float r = sigmoid(gates[u] + projected[u]);
        const float z = sigmoid(gates[units + u] + projected[units + u]);
        const float n = fast_tanh(gates[2 * units + u] + r * projected[2 * units + u]);
        candidate[u] = projected[2 * units + u];
        gates[u] = r;
        gates[units + u] = z;
        gates[2 * units + u] = n;
        next[u] = n + z * (hidden[u] - n);
    }
}

SACCADE_VECTORISED void gru_row_backward(const float* gates, const float* candidate, const float* hidden,
                                         float* d_next, float* d_gates, float* d_projected,
                                         std::int64_t units) {
#pragma omp simd
    for (std::int64_t u = 0; u < units; ++u) {
        const float r = gates[u];
        const float z = gates[units + u];
        const float n = gates[2 * units + u];
        const float d_n = d_next[u] * (1 - z) * (1 - n * n);
        const float d_z = d_next[u] * (hidden[u] - n) * z * (1 - z);
        const float d_r = d_n * candidate[u] * r * (1 - r);
        d_next[u] *= z;
        d_gates[u] = d_projected[u] = d_r;
        d_gates[units + u] = d_projected[units + u] = d_z;
        d_gates[2 * units + u] = d_n;
        d_projected[2 * units + u] = d_n * r;
    }
}

SACCADE_VECTORISED void lstm_row(float* gates, const float* projected, const float* memory, float* kept,
                                 float* next, std::int64_t units) {
#pragma omp simd
    for (std::int64_t u = 0; u < units; ++u) {
        const float i = sigmoid(gates[u] + projected[u]);
        const float f = sigmoid(gates[units + u] + projected[units + u]);
        const float g = fast_tanh(gates[2 * units + u] + projected[2 * units + u]);
        const float o = sigmoid(gates[3 * units + u] + projected[3 * units + u]);
        gates[u] = i;
        gates[units + u] = f;
        gates[2 * units + u] = g;
        gates[3 * units + u] = o;
        kept[u] = f * memory[u] + i * g;
        next[u] = o * fast_tanh(kept[u]);
    }
}

SACCADE_VECTORISED void lstm_row_backward(const float* gates, const float* kept, const float* memory,
                                          float* d_next, float* d_memory, float* d_gates, float* d_projected,
                                          std::int64_t units) {
#pragma omp simd
    for (std::int64_t u = 0; u < units; ++u) {
        const float i = gates[u];
        const float f = gates[units + u];
        const float g = gates[2 * units + u];
        const float o = gates[3 * units + u];
        const float shown = fast_tanh(kept[u]);
        const float d_kept = d_memory[u] + d_next[u] * o * (1 - shown * shown);
        d_gates[u] = d_projected[u] = d_kept * g * i * (1 - i);
        d_gates[units + u] = d_projected[units + u] = d_kept * memory[u] * f * (1 - f);
        d_gates[2 * units + u] = d_projected[2 * units + u] = d_kept * i * (1 - g * g);
        d_gates[3 * units + u] = d_projected[3 * units + u] = d_next[u] * shown * o * (1 - o);
        d_memory[u] = d_kept * f;
        d_next[u] = 0;
    }
}

/// A matrix' rows, wherever they lie.
struct Rows {
    explicit Rows(const torch::Tensor& matrix) : data(matrix.data_ptr<float>()), stride(matrix.stride(0)) {}
    float* operator[](std::int64_t row) const { return data + row * stride; }
    float* data;
    std::int64_t stride;
};

template <class Work>
void for_each_row(const torch::Tensor& matrix, Work work) {
    at::parallel_for(0, matrix.size(0), 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            work(row);
    });
}

} // namespace

void gru_step(CellTrace& trace, const torch::Tensor& projected, const torch::Tensor& hidden,
              torch::Tensor& next) {
    const Rows gates(trace.gates), state(projected), before(hidden), kept(trace.kept), after(next);
    for_each_row(next, [&](std::int64_t row) {
        gru_row(gates[row], state[row], before[row], kept[row], after[row], next.size(1));
    });
}

void lstm_step(CellTrace& trace, const torch::Tensor& projected, const torch::Tensor& memory,
               torch::Tensor& next) {
    const Rows gates(trace.gates), state(projected), before(memory), kept(trace.kept), after(next);
    for_each_row(next, [&](std::int64_t row) {
        lstm_row(gates[row], state[row], before[row], kept[row], after[row], next.size(1));
    });
}

void gru_step_backward(const CellTrace& trace, const torch::Tensor& hidden, torch::Tensor& d_next,
                       torch::Tensor& d_gates, torch::Tensor& d_projected) {
    const Rows gates(trace.gates), kept(trace.kept), before(hidden), d_after(d_next), d_input(d_gates),
        d_state(d_projected);
    for_each_row(d_next, [&](std::int64_t row) {
        gru_row_backward(gates[row], kept[row], before[row], d_after[row], d_input[row], d_state[row],
                         d_next.size(1));
    });
}

void lstm_step_backward(const CellTrace& trace, const torch::Tensor& memory, torch::Tensor& d_next,
                        torch::Tensor& d_memory, torch::Tensor& d_gates, torch::Tensor& d_projected) {
    const Rows gates(trace.gates), kept(trace.kept), before(memory), d_after(d_next), d_kept(d_memory),
        d_input(d_gates), d_state(d_projected);
    for_each_row(d_next, [&](std::int64_t row) {
        lstm_row_backward(gates[row], kept[row], before[row], d_after[row], d_kept[row], d_input[row],
                          d_state[row], d_next.size(1));
    });
}

} // namespace saccade

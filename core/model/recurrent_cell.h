#pragma once

#include <torch/types.h>

namespace saccade {

/// What a recurrent cell's step left for the way back. R rows, U units. GRU: gates R x 3U (r, z, n), kept R x
/// U (the candidate's part from the state). LSTM: gates R x 4U (i, f, g, o), kept R x U (the memory after the
/// step).
struct CellTrace {
    torch::Tensor gates;
    torch::Tensor kept;
};

/// One step of torch's GRUCell or LSTMCell from the pre-activations on; float32, rows contiguous.
/// @param trace  holds the gates' part from the input, biases included, and becomes what CellTrace says.
/// @param projected  the gates' part from the state, biases included: its first columns, row by row.
/// @param hidden  R x U, the state before; `next` (R x U) becomes the state after.
/// @param memory  R x U before the step, LSTM only.
void gru_step(CellTrace& trace, const torch::Tensor& projected, const torch::Tensor& hidden,
              torch::Tensor& next);
void lstm_step(CellTrace& trace, const torch::Tensor& projected, const torch::Tensor& memory,
               torch::Tensor& next);

/// The way back. @param d_next  in: gradient of the state after; out: of the state before, as far as it does
/// not go through `projected`. Writes the gradients of the input's part (d_gates) and of the state's part
/// (the first columns of d_projected). @param d_memory  LSTM: in and out likewise, of the memory.
void gru_step_backward(const CellTrace& trace, const torch::Tensor& hidden, torch::Tensor& d_next,
                       torch::Tensor& d_gates, torch::Tensor& d_projected);
void lstm_step_backward(const CellTrace& trace, const torch::Tensor& memory, torch::Tensor& d_next,
                        torch::Tensor& d_memory, torch::Tensor& d_gates, torch::Tensor& d_projected);

} // namespace saccade

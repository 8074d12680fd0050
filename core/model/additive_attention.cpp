#include "core/model/additive_attention.h"

#include "core/model/vector_math.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <mutex>

namespace saccade {

namespace {

struct Sizes {
    std::int64_t cells, encoded, units;
};

Sizes sizes_of(const torch::Tensor& features, const torch::Tensor& keys) {
    return {features.size(1), features.size(2), keys.size(2)};
}

SACCADE_VECTORISED void score_cells(const float* keys, const float* query, const float* v, std::int64_t cells,
                                    std::int64_t units, float* scores) {
    for (std::int64_t c = 0; c < cells; ++c) {
        const float* const key = keys + c * units;
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t u = 0; u < units; ++u)
            sum += v[u] * fast_tanh(key[u] + query[u]);
        scores[c] = sum;
    }
}

SACCADE_VECTORISED void softmax(float* values, std::int64_t count) {
    float largest = values[0];
    for (std::int64_t i = 1; i < count; ++i)
        largest = std::max(largest, values[i]);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) {
        values[i] = fast_exp(values[i] - largest);
        sum += values[i];
    }
    for (std::int64_t i = 0; i < count; ++i)
        values[i] /= sum;
}

SACCADE_VECTORISED void add_scaled(float* sum, const float* values, float factor, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i)
        sum[i] += factor * values[i];
}

SACCADE_VECTORISED float dot(const float* left, const float* right, std::int64_t count) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i)
        sum += left[i] * right[i];
    return sum;
}

/// One cell of one row: with t = tanh(key + query), adds d_score * t to d_v and d_score * v * (1 - t^2) to
/// the gradients of key and query.
SACCADE_VECTORISED void score_backward(const float* key, const float* query, const float* v, float d_score,
                                       std::int64_t units, float* d_key, float* d_query, float* d_v) {
#pragma omp simd
    for (std::int64_t u = 0; u < units; ++u) {
        const float t = fast_tanh(key[u] + query[u]);
        d_v[u] += d_score * t;
        const float change = d_score * v[u] * (1 - t * t);
        d_key[u] += change;
        d_query[u] += change;
    }
}

} // namespace

RowsOfPhotos::RowsOfPhotos(const std::vector<std::int64_t>& photo_of_row, std::int64_t photos)
    : rows_(photo_of_row.size()),
      first_(static_cast<std::size_t>(photos) + 1, 0) {
    for (const std::int64_t photo : photo_of_row)
        ++first_.at(static_cast<std::size_t>(photo) + 1);
    for (std::size_t i = 1; i < first_.size(); ++i)
        first_[i] += first_[i - 1];
    std::vector<std::int64_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t row = 0; row < photo_of_row.size(); ++row)
        rows_[static_cast<std::size_t>(next[static_cast<std::size_t>(photo_of_row[row])]++)] =
            static_cast<std::int64_t>(row);
}

void attend(const torch::Tensor& features, const torch::Tensor& keys, const torch::Tensor& v,
            const torch::Tensor& queries, const RowsOfPhotos& photos, std::int64_t rows,
            torch::Tensor& weights, torch::Tensor& contexts) {
    const Sizes size = sizes_of(features, keys);
    const float* const feature = features.data_ptr<float>();
    const float* const key = keys.data_ptr<float>();
    const float* const query = queries.data_ptr<float>();
    const float* const value = v.data_ptr<float>();
    float* const weight = weights.data_ptr<float>();
    float* const context = contexts.data_ptr<float>();
    at::parallel_for(0, photos.photos(), 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t photo = begin; photo < end; ++photo) {
            const float* const seen = feature + photo * size.cells * size.encoded;
            for (const std::int64_t* row = photos.begin(photo); row != photos.end(photo) && *row < rows;
                 ++row) {
                float* const own = weight + *row * size.cells;
                score_cells(key + photo * size.cells * size.units, query + *row * size.units, value,
                            size.cells, size.units, own);
                softmax(own, size.cells);
                float* const sum = context + *row * size.encoded;
                std::fill_n(sum, size.encoded, 0.0F);
                for (std::int64_t c = 0; c < size.cells; ++c)
                    add_scaled(sum, seen + c * size.encoded, own[c], size.encoded);
            }
        }
    });
}

void attend_backward(const torch::Tensor& features, const torch::Tensor& keys, const torch::Tensor& v,
                     const torch::Tensor& queries, const RowsOfPhotos& photos, std::int64_t rows,
                     const torch::Tensor& weights, const torch::Tensor& d_contexts,
                     const torch::Tensor& d_weights, AttentionGradients& gradients,
                     torch::Tensor& d_queries) {
    const Sizes size = sizes_of(features, keys);
    const float* const feature = features.data_ptr<float>();
    const float* const key = keys.data_ptr<float>();
    const float* const query = queries.data_ptr<float>();
    const float* const value = v.data_ptr<float>();
    const float* const weight = weights.data_ptr<float>();
    const float* const d_context = d_contexts.data_ptr<float>();
    const float* const d_weight = d_weights.defined() ? d_weights.data_ptr<float>() : nullptr;
    float* const d_feature = gradients.features.data_ptr<float>();
    float* const d_key = gradients.keys.data_ptr<float>();
    float* const d_query = d_queries.data_ptr<float>();
    // A photo's part of v's gradient each, summed in their order: the same sum on any number of threads.
    const torch::Tensor d_v = torch::zeros({photos.photos(), size.units}, v.options());
    float* const d_value = d_v.data_ptr<float>();
    at::parallel_for(0, photos.photos(), 1, [&](std::int64_t begin, std::int64_t end) {
        std::vector<float> d_score(static_cast<std::size_t>(size.cells));
        for (std::int64_t photo = begin; photo < end; ++photo) {
            const std::int64_t first_cell = photo * size.cells;
            for (const std::int64_t* row = photos.begin(photo); row != photos.end(photo) && *row < rows;
                 ++row) {
                const float* const own = weight + *row * size.cells;
                const float* const change = d_context + *row * size.encoded;
                float mean = 0;
                for (std::int64_t c = 0; c < size.cells; ++c) {
                    const std::int64_t cell = (first_cell + c) * size.encoded;
                    add_scaled(d_feature + cell, change, own[c], size.encoded);
                    d_score[static_cast<std::size_t>(c)] =
                        dot(feature + cell, change, size.encoded) +
                        (d_weight ? d_weight[*row * size.cells + c] : 0.0F);
                    mean += own[c] * d_score[static_cast<std::size_t>(c)];
                }
                float* const of_query = d_query + *row * size.units;
                std::fill_n(of_query, size.units, 0.0F);
                for (std::int64_t c = 0; c < size.cells; ++c)
                    score_backward(key + (first_cell + c) * size.units, query + *row * size.units, value,
                                   own[c] * (d_score[static_cast<std::size_t>(c)] - mean), size.units,
                                   d_key + (first_cell + c) * size.units, of_query,
                                   d_value + photo * size.units);
            }
        }
    });
    gradients.v.add_(d_v.sum(0));
}

} // namespace saccade

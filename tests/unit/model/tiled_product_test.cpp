#include "core/model/compute_thread.h"
#include "core/model/tiled_product.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace saccade {
namespace {

std::vector<float> random_values(std::int64_t count, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(random() % 2001) / 1000 - 1;
    return values;
}

struct Case {
    std::int64_t m, n, k;
};

class TiledProduct : public testing::TestWithParam<Case> {
protected:
    ~TiledProduct() override { set_compute_threads(default_compute_threads()); }
};

TEST_P(TiledProduct, IsThatOfTheDefinitionOnAnyNumberOfThreads) {
    const auto [m, n, k] = GetParam();
    for (const auto& [transpose_a, transpose_b] :
         {std::array{false, false}, {true, false}, {false, true}, {true, true}}) {
        const std::int64_t a_stride = (transpose_a ? m : k) + 3; // rows that do not touch
        const std::int64_t b_stride = (transpose_b ? k : n) + 1;
        const std::vector<float> a = random_values(a_stride * (transpose_a ? k : m), 1);
        const std::vector<float> b = random_values(b_stride * (transpose_b ? n : k), 2);
        const std::vector<float> before = random_values(m * n, 3);
        std::vector<float> first;
        for (const int threads : {1, 2, 4}) {
            set_compute_threads(threads);
            std::vector<float> c = before;
            run_on_compute_thread([&, m = m, n = n, k = k] {
                tiled_product(m, n, k, {a.data(), a_stride, transpose_a}, {b.data(), b_stride, transpose_b},
                              0.5F, c.data(), n);
            });
            if (first.empty())
                first = c;
            ASSERT_EQ(c, first) << "on " << threads << " threads";
        }
        const auto entry = [](const std::vector<float>& matrix, std::int64_t stride, bool transposed,
                              std::int64_t row, std::int64_t column) {
            return static_cast<double>(
                matrix[static_cast<std::size_t>(transposed ? column * stride + row : row * stride + column)]);
        };
        for (std::int64_t i = 0; i < m; i += 1 + m / 17) {
            for (std::int64_t j = 0; j < n; ++j) {
                double sum = 0.5 * static_cast<double>(before[static_cast<std::size_t>(i * n + j)]);
                for (std::int64_t x = 0; x < k; ++x)
                    sum += entry(a, a_stride, transpose_a, i, x) * entry(b, b_stride, transpose_b, x, j);
                ASSERT_NEAR(first[static_cast<std::size_t>(i * n + j)], sum,
                            2e-6 * static_cast<double>(k) + 1e-6)
                    << i << ", " << j;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, TiledProduct,
                         testing::Values(Case{1, 1, 1}, Case{3, 5, 7}, Case{1, 1500, 512}, Case{5, 1001, 300},
                                         Case{64, 1536, 256}, Case{300, 260, 70}, Case{700, 33, 129},
                                         Case{257, 513, 100}));

} // namespace
} // namespace saccade

#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace saccade {

/// How long a training run will still take, from what its recent batches and validations took. Says nothing
/// before it has seen enough. Times in seconds from any fixed moment.
class TimeLeft {
public:
    void reset(int epochs);
    /// @param step  from 1, of `steps` an epoch.
    void batchDone(int epoch, std::int64_t step, std::int64_t steps, double now);
    void epochDone(double now);

    /// Counts the validations to come as soon as one was measured.
    std::optional<double> seconds() const;
    bool knowsValidation() const { return validation_.has_value(); }

private:
    struct Mark {
        std::int64_t batches = 0; ///< of the run
        double time = 0;
    };

    int epochs_ = 0;
    int epoch_ = 1;
    std::int64_t step_ = 0;
    std::int64_t steps_ = 0;
    double last_batch_ = 0;
    std::optional<double> validation_;
    std::deque<Mark> recent_;    ///< of this epoch
    std::optional<double> pace_; ///< seconds a batch
};

} // namespace saccade

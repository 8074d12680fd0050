#pragma once

#include "core/training/training_job.h"

#include <vector>

namespace saccade {

/// Puts runs that wait for their turn into a file, in place of those that are in it; for none, removes it.
/// @throws FileError.
void write_job_queue(const std::filesystem::path& file, const std::vector<TrainingJob>& jobs);

/// None when there is no such file. @throws FileError for a damaged one, or one of a newer Saccade.
std::vector<TrainingJob> read_job_queue(const std::filesystem::path& file);

} // namespace saccade

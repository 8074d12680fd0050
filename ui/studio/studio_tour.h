#pragma once

#include "ui/studio/tour.h"

namespace saccade {

class CommandSet;

/// What a newcomer is shown of the window, in order: photo, words, time, panel, film strip, training.
std::vector<TourStop> studioTour(const QWidget& window, const CommandSet& commands);

} // namespace saccade

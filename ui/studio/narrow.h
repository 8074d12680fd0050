#pragma once

#include <functional>

class QWidget;

namespace saccade {

/// Tells `arrange` whether `owner` is narrower than `width` pixels: now, and whenever that changes.
void whenNarrow(QWidget* owner, int width, std::function<void(bool narrow)> arrange);

} // namespace saccade

#pragma once

namespace saccade {

enum class Language { system, english, chinese };

/// Makes every widget speak `language` from now on: Qt tells all of them, see retranslated().
/// `system` is the first language of the desktop, or English where Saccade does not speak that.
void applyLanguage(Language language);

} // namespace saccade

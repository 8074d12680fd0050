#pragma once

#include "core/decoding/caption.h"
#include "core/decoding/decoding_settings.h"

#include <QWidget>

#include <string>
#include <vector>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QSpinBox;

namespace saccade {

/// How captions are decoded, and the captions that came of it when there are several.
class DecodingPanel : public QWidget {
    Q_OBJECT
public:
    /// @param another_sample  the command that draws with a new seed; enabled while samples are drawn.
    explicit DecodingPanel(QAction* another_sample, QWidget* parent = nullptr);

    const DecodingSettings& settings() const { return settings_; }
    void setSettings(const DecodingSettings& settings);

    /// Lists them; one alone needs no list.
    void setCaptions(const std::vector<Caption>& captions);
    /// Marks it in the list if it stands there.
    void setShown(const Caption& caption);
    /// What has one of these words cannot be chosen.
    void setBanned(const std::vector<std::string>& words);

Q_SIGNALS:
    void changed(const saccade::DecodingSettings& settings);
    /// One of the list, by its place in what was given last.
    void captionChosen(int index);

private:
    void makeForm();
    void setTexts();
    void fillCaptions();
    void markShown();
    void change();
    void showMethod();
    void drawAnother();

    DecodingSettings settings_;
    std::vector<Caption> captions_;
    std::vector<std::string> shown_; ///< the words of the caption shown
    std::vector<std::string> banned_;
    QAction* another_sample_;
    QFormLayout* form_;
    QComboBox* method_;
    QLabel* explanation_;
    QSpinBox* beam_width_;
    QSpinBox* n_best_;
    QDoubleSpinBox* length_penalty_;
    QDoubleSpinBox* temperature_;
    QSpinBox* top_k_;
    QDoubleSpinBox* top_p_;
    QSpinBox* samples_;
    QSpinBox* seed_;
    QWidget* another_;
    QSpinBox* max_words_;
    QSpinBox* no_repeat_;
    QDoubleSpinBox* repetition_penalty_;
    QLabel* captions_label_;
    QListWidget* captions_list_;
    bool updating_ = false;
};

} // namespace saccade

#pragma once

#include "ui/training/setting_table.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace saccade {

/// Every setting with its unit, range, default and what it does. What does not hold is marked as it is typed.
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(QWidget* parent = nullptr);

    /// The settings as far as they hold.
    const TrainingConfig& config() const { return config_; }
    void setConfig(const TrainingConfig& config);
    bool isValid() const;
    /// Shows and hides what a person needs now and then only.
    void setEverything(bool everything);
    void setGroupVisible(SettingGroup group, bool visible);

Q_SIGNALS:
    void changed();

private:
    struct Row {
        const SettingInfo* info;
        QWidget* widget;
        QWidget* editor;
        QLabel* hint;
        QString fault;
    };

    QWidget* makeEditor(const SettingInfo& info, std::size_t row);
    void edit(std::size_t row, const QString& text);
    void showHint(Row& row);
    void show(Row& row);
    void arrange();

    TrainingConfig config_;
    TrainingConfig preset_; ///< what defaults are told from
    std::vector<Row> rows_;
    std::vector<std::pair<SettingGroup, QLabel*>> titles_;
    std::vector<SettingGroup> hidden_;
    bool everything_ = false;
    bool updating_ = false;
};

} // namespace saccade

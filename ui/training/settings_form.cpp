#include "ui/training/settings_form.h"

#include "ui/studio/narrow.h"
#include "ui/studio/section_label.h"
#include "ui/studio/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <set>
#include <string_view>

namespace saccade {

namespace {

constexpr int label_width = 190;
constexpr int narrow_label = 120;
constexpr int editor_width = 180;
constexpr int longest_editor = 320;
constexpr int narrow = 500;

/// What most people change.
bool isBasic(const SettingInfo& info) {
    static const std::set<std::string_view> basic{
        "epochs",       "photos_per_batch", "precision",  "learning_rate", "seed",
        "network.cell", "network.dropout",  "keep_every", "tokenizer",     "backbone_learning_rate"};
    return basic.contains(info.key);
}

QString textOf(const QWidget* editor) {
    if (const auto* line = qobject_cast<const QLineEdit*>(editor))
        return line->text();
    if (const auto* box = qobject_cast<const QComboBox*>(editor))
        return box->currentText();
    return qobject_cast<const QCheckBox*>(editor)->isChecked() ? QStringLiteral("true")
                                                               : QStringLiteral("false");
}

void setText(QWidget* editor, const QString& text) {
    if (auto* line = qobject_cast<QLineEdit*>(editor))
        line->setText(text);
    else if (auto* box = qobject_cast<QComboBox*>(editor))
        box->setCurrentText(text);
    else
        qobject_cast<QCheckBox*>(editor)->setChecked(text == QLatin1String("true"));
}

} // namespace

SettingsForm::SettingsForm(QWidget* parent)
    : QWidget(parent),
      config_(training_preset("default")),
      preset_(config_) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    int line = 0;
    rows_.reserve(settingTable().size());
    for (const SettingInfo& info : settingTable()) {
        if (titles_.empty() || titles_.back().first != info.group) {
            QLabel* title = sectionLabel([group = info.group] { return groupTitle(group); });
            title->setContentsMargins(0, line == 0 ? 0 : 14, 0, 6);
            grid->addWidget(title, line++, 0);
            titles_.emplace_back(info.group, title);
        }
        auto* widget = new QWidget;
        auto* row = new QGridLayout(widget);
        row->setContentsMargins(0, 3, 0, 5);
        row->setHorizontalSpacing(10);
        row->setVerticalSpacing(1);
        row->setColumnMinimumWidth(1, editor_width);
        whenNarrow(this, narrow, [row](bool is_narrow) {
            row->setColumnMinimumWidth(0, is_narrow ? narrow_label : label_width);
        });
        row->setColumnStretch(2, 1);
        QLabel* label = textLabel([&info] { return settingText(info.label); });
        QWidget* editor = makeEditor(info, rows_.size());
        const bool long_text = info.kind == SettingKind::list || info.kind == SettingKind::text;
        editor->setMinimumWidth(editor_width);
        editor->setMaximumWidth(long_text ? longest_editor : editor_width);
        label->setWordWrap(true);
        label->setMinimumWidth(narrow_label);
        label->setMaximumWidth(label_width);
        label->setBuddy(editor);
        auto* hint = new QLabel;
        hint->setWordWrap(true);
        hint->setTextFormat(Qt::PlainText);
        QFont small = hint->font();
        small.setPointSizeF(small.pointSizeF() * 0.92);
        hint->setFont(small);
        row->addWidget(label, 0, 0);
        row->addWidget(editor, 0, 1, 1, long_text ? 2 : 1);
        QLabel* unit = textLabel([&info] { return settingText(info.unit); });
        unit->setForegroundRole(QPalette::PlaceholderText);
        unit->setParent(widget);
        if (!long_text) // those have none
            row->addWidget(unit, 0, 2);
        row->addWidget(hint, 1, 1, 1, 2);
        grid->addWidget(widget, line++, 0);
        rows_.push_back({&info, widget, editor, hint, {}});
    }
    grid->setRowStretch(line, 1);
    setConfig(config_);
    arrange();
    retranslated(this, [this] {
        for (Row& row : rows_) {
            if (!row.fault.isEmpty())
                row.fault = setSetting(config_, *row.info, textOf(row.editor));
            showHint(row);
        }
    });
}

QWidget* SettingsForm::makeEditor(const SettingInfo& info, std::size_t row) {
    QWidget* editor = nullptr;
    const auto edited = [this, row] {
        if (!updating_)
            edit(row, textOf(rows_[row].editor));
    };
    if (info.kind == SettingKind::choice) {
        auto* box = new QComboBox;
        box->addItems(QString::fromLatin1(info.choices).split(QLatin1Char(' ')));
        connect(box, &QComboBox::currentIndexChanged, this, edited);
        editor = box;
    } else if (info.kind == SettingKind::flag) {
        auto* box = new QCheckBox;
        connect(box, &QCheckBox::toggled, this, edited);
        editor = box;
    } else {
        auto* text = new QLineEdit;
        connect(text, &QLineEdit::textChanged, this, edited);
        editor = text;
    }
    retranslated(editor, [editor, &info] {
        editor->setAccessibleName(
            info.group == SettingGroup::backbone
                ? QStringLiteral("%1: %2").arg(groupTitle(info.group), settingText(info.label))
                : settingText(info.label));
        editor->setAccessibleDescription(settingText(info.explanation));
    });
    return editor;
}

void SettingsForm::setConfig(const TrainingConfig& config) {
    config_ = preset_ = config;
    updating_ = true;
    for (Row& row : rows_) {
        setText(row.editor, settingValue(config_, *row.info));
        row.fault.clear();
        showHint(row);
    }
    updating_ = false;
    Q_EMIT changed();
}

void SettingsForm::edit(std::size_t index, const QString& text) {
    Row& row = rows_[index];
    row.fault = setSetting(config_, *row.info, text);
    showHint(row);
    Q_EMIT changed();
}

void SettingsForm::showHint(Row& row) {
    const SettingInfo& info = *row.info;
    QPalette palette = row.editor->palette();
    const QColor alarm = isDark(this->palette()) ? QColor(0xFF, 0x8A, 0x80) : QColor(0xB0, 0x1C, 0x1C);
    palette.setColor(QPalette::Text, row.fault.isEmpty() ? this->palette().color(QPalette::Text) : alarm);
    row.editor->setPalette(palette);
    QPalette hint = row.hint->palette();
    hint.setColor(QPalette::WindowText,
                  row.fault.isEmpty() ? this->palette().color(QPalette::PlaceholderText) : alarm);
    row.hint->setPalette(hint);
    if (!row.fault.isEmpty()) {
        row.hint->setText(row.fault);
        return;
    }
    QString text = settingText(info.explanation);
    if (info.kind == SettingKind::whole || info.kind == SettingKind::number)
        text += QStringLiteral(" %1 – %2")
                    .arg(QString::number(info.least, 'g', 12), QString::number(info.most, 'g', 16));
    if (const QString usual = settingValue(preset_, info);
        usual != settingValue(config_, info) && info.kind != SettingKind::list)
        text += tr(" (preset: %1)").arg(usual.isEmpty() ? tr("empty") : usual);
    row.hint->setText(text);
}

bool SettingsForm::isValid() const {
    return std::ranges::all_of(rows_, [](const Row& row) { return row.fault.isEmpty(); });
}

void SettingsForm::setEverything(bool everything) {
    everything_ = everything;
    arrange();
}

void SettingsForm::setGroupVisible(SettingGroup group, bool visible) {
    std::erase(hidden_, group);
    if (!visible)
        hidden_.push_back(group);
    arrange();
}

void SettingsForm::arrange() {
    for (const auto& [group, title] : titles_) {
        bool any = false;
        for (const Row& row : rows_) {
            if (row.info->group != group)
                continue;
            const bool visible = std::ranges::find(hidden_, group) == hidden_.end() &&
                                 (everything_ || isBasic(*row.info) || !row.fault.isEmpty());
            row.widget->setVisible(visible);
            any = any || visible;
        }
        title->setVisible(any);
    }
}

} // namespace saccade

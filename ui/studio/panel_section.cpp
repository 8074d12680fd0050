#include "ui/studio/panel_section.h"

#include "ui/studio/retranslated.h"
#include "ui/studio/section_header.h"

#include <QSettings>
#include <QVBoxLayout>

namespace saccade {

namespace {

const QString closed_key = QStringLiteral("panel/closed");

} // namespace

PanelSection::PanelSection(const QString& id, std::function<QString()> title, QWidget* content,
                           QWidget* parent)
    : QWidget(parent),
      header_(new SectionHeader),
      content_(content) {
    setObjectName(id);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(header_);
    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(inset, 0, inset, 0);
    inside->addWidget(content_);
    layout->addLayout(inside);
    connect(header_, &SectionHeader::toggled, this, [this](bool open) {
        content_->setVisible(open);
        Q_EMIT toggled(open);
    });
    retranslated(this, [this, title = std::move(title)] {
        header_->setText(title());
        header_->setAccessibleName(title());
        header_->setAccessibleDescription(tr("Hides and shows this part of the panel"));
        header_->updateGeometry();
    });
}

bool PanelSection::isOpen() const {
    return header_->isChecked();
}

void PanelSection::setOpen(bool open) {
    header_->setChecked(open);
}

void openSectionsAround(const QWidget* inner) {
    for (QWidget* each = inner->parentWidget(); each != nullptr; each = each->parentWidget()) {
        if (auto* section = qobject_cast<PanelSection*>(each))
            section->setOpen(true);
    }
}

void readSections(const QWidget& panel, const QSettings& settings) {
    const QStringList closed = settings.value(closed_key).toStringList();
    for (auto* section : panel.findChildren<PanelSection*>())
        section->setOpen(!closed.contains(section->objectName()));
}

void writeSections(const QWidget& panel, QSettings& settings) {
    QStringList closed;
    for (const auto* section : panel.findChildren<PanelSection*>()) {
        if (!section->isOpen())
            closed += section->objectName();
    }
    settings.setValue(closed_key, closed);
}

} // namespace saccade

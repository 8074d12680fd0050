#pragma once

#include <QWidget>

#include <functional>

class QSettings;

namespace saccade {

class SectionHeader;

/// A group of widgets under a heading that hides and shows them: by a click, Space or Enter.
class PanelSection : public QWidget {
    Q_OBJECT
public:
    /// Pixels that the ground of a heading reaches beyond its title and the content on either side.
    static constexpr int inset = 6;

    /// @param id     stable name, for settings; unique in a panel.
    /// @param title  asked for again when the language changes.
    PanelSection(const QString& id, std::function<QString()> title, QWidget* content,
                 QWidget* parent = nullptr);

    bool isOpen() const;
    void setOpen(bool open);

Q_SIGNALS:
    void toggled(bool open);

private:
    SectionHeader* header_;
    QWidget* content_;
};

/// Opens every section that `inner` is in, so that what it has to say is seen.
void openSectionsAround(const QWidget* inner);

/// Which sections of a panel are closed, from one start of the program to the next.
void readSections(const QWidget& panel, const QSettings& settings);
void writeSections(const QWidget& panel, QSettings& settings);

} // namespace saccade

#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

class QAction;
class QMenu;
class QSettings;

namespace saccade {

class CommandSet;
class InlineMessage;

/// The photos and folders opened last, as a menu and as actions for the start page; kept in the settings.
class RecentPhotos : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype most = 10;

    /// Puts the menu below the command that opens folders. All of them outlive it.
    RecentPhotos(QSettings& settings, const CommandSet& commands, InlineMessage& notice, QObject* parent);
    ~RecentPhotos() override;

    /// Of photos or folders that a person opened: the first ones from now on.
    void note(const QStringList& paths);
    void clear();
    const QStringList& paths() const { return paths_; }
    /// One for each, the last one first; they live until changed() comes.
    QList<QAction*> actions() const { return actions_; }

Q_SIGNALS:
    void chosen(const QString& path);
    void changed();

private:
    void keep(const QStringList& paths);
    void fill();
    void choose(const QString& path);

    QSettings& settings_;
    const CommandSet& commands_;
    InlineMessage& notice_;
    QStringList paths_;
    std::unique_ptr<QMenu> menu_;
    QAction* clear_;
    QList<QAction*> actions_;
};

} // namespace saccade

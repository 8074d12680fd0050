#include "ui/studio/recent_photos.h"

#include "ui/studio/commands.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/retranslated.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace saccade {

namespace {

const QString key = QStringLiteral("recent-photos");

QString titleOf(const QString& path) {
    QString title = QFileInfo(path).fileName();
    return title.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

RecentPhotos::RecentPhotos(QSettings& settings, const CommandSet& commands, InlineMessage& notice,
                           QObject* parent)
    : QObject(parent),
      settings_(settings),
      commands_(commands),
      notice_(notice),
      paths_(settings.value(key).toStringList().mid(0, most)),
      menu_(std::make_unique<QMenu>()),
      clear_(new QAction(this)) {
    menu_->setToolTipsVisible(true);
    connect(clear_, &QAction::triggered, this, &RecentPhotos::clear);
    retranslated(menu_.get(), [this] {
        menu_->setTitle(tr("Open Recen&t"));
        menu_->setAccessibleName(tr("Open recent"));
        clear_->setText(tr("&Clear This List"));
    });
    QAction* const open = commands_.action(Command::open_folder);
    for (QObject* object : open->associatedObjects()) {
        if (auto* menu = qobject_cast<QMenu*>(object))
            menu->insertMenu(menu->actions().value(menu->actions().indexOf(open) + 1), menu_.get());
    }
    fill();
}

RecentPhotos::~RecentPhotos() = default;

void RecentPhotos::note(const QStringList& paths) {
    QStringList all;
    for (const QString& path : paths.mid(0, most))
        all += QFileInfo(path).absoluteFilePath();
    all += paths_;
    all.removeDuplicates();
    keep(all.mid(0, most));
}

void RecentPhotos::clear() {
    keep({});
}

void RecentPhotos::keep(const QStringList& paths) {
    if (paths == paths_)
        return;
    paths_ = paths;
    settings_.setValue(key, paths_);
    fill();
}

void RecentPhotos::fill() {
    menu_->clear();
    for (QAction* action : std::as_const(actions_))
        action->deleteLater(); // one of them may be the one that was chosen
    actions_.clear();
    for (const QString& path : std::as_const(paths_)) {
        auto* action = new QAction(titleOf(path), this);
        action->setToolTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, this, [this, path] { choose(path); });
        actions_ += action;
    }
    menu_->addActions(actions_);
    menu_->addSeparator();
    menu_->addAction(clear_);
    menu_->setEnabled(!paths_.isEmpty());
    Q_EMIT changed();
}

// Whether it is there is asked only now: a drive that sleeps would hold up the menu.
void RecentPhotos::choose(const QString& path) {
    if (QFileInfo::exists(path)) {
        Q_EMIT chosen(path);
        return;
    }
    QStringList others = paths_;
    others.removeAll(path);
    keep(others);
    notice_.showMessage(
        [path] {
            return tr("%1 is not there any more. It was taken off the list of recent photos.")
                .arg(QDir::toNativeSeparators(path));
        },
        commands_.action(Command::open_photos));
}

} // namespace saccade

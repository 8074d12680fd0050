#include "ui/studio/recent_models.h"

#include "ui/studio/retranslated.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

#include <algorithm>

namespace saccade {

namespace {

constexpr qsizetype most = 8;
const QString key = QStringLiteral("recent-models");

} // namespace

QString modelTitle(const QString& file) {
    const QFileInfo info(file);
    const QString name = info.completeBaseName();
    QDir folder = info.dir();
    if (folder.dirName() == QStringLiteral("epochs"))
        folder = QFileInfo(folder.path()).dir();
    const bool checkpoint = name == QStringLiteral("best") || name == QStringLiteral("last") ||
                            name == QStringLiteral("start") || name.startsWith(QStringLiteral("epoch-"));
    return checkpoint ? QStringLiteral("%1 / %2").arg(folder.dirName(), name) : name;
}

RecentModels::RecentModels(QSettings& settings, QStringList bundled, QObject* parent)
    : QObject(parent),
      settings_(settings),
      bundled_(std::move(bundled)),
      files_(settings.value(key).toStringList().mid(0, most)),
      menu_(std::make_unique<QMenu>()) {
    menu_->setToolTipsVisible(true);
    retranslated(menu_.get(), [this] {
        menu_->setTitle(tr("&Recent Models"));
        menu_->setAccessibleName(tr("Recent models"));
    });
    connect(menu_.get(), &QMenu::aboutToShow, this, &RecentModels::fill);
    fill();
}

RecentModels::~RecentModels() = default;

void RecentModels::note(const QString& file) {
    const QString path = QFileInfo(file).absoluteFilePath();
    files_.removeAll(path);
    const bool is_bundled = std::ranges::any_of(
        bundled_, [&](const QString& each) { return path == QFileInfo(each).absoluteFilePath(); });
    if (!is_bundled)
        files_.prepend(path);
    files_ = files_.mid(0, most);
    settings_.setValue(key, files_);
    fill();
}

void RecentModels::fill() {
    menu_->clear();
    for (const QString& file : std::as_const(files_))
        add(file, modelTitle(file));
    if (!files_.isEmpty() && !bundled_.isEmpty())
        menu_->addSeparator();
    for (const QString& file : std::as_const(bundled_))
        add(file, tr("%1 (comes with Saccade)").arg(modelTitle(file)));
    menu_->setEnabled(!menu_->isEmpty());
}

void RecentModels::add(const QString& file, const QString& text) {
    const bool there = QFileInfo::exists(file);
    QString label = text;
    label.replace(QLatin1Char('&'), QStringLiteral("&&"));
    QAction* action = menu_->addAction(there ? label : tr("%1 (not found)").arg(label));
    action->setToolTip(file);
    action->setEnabled(there);
    connect(action, &QAction::triggered, this, [this, file] { Q_EMIT chosen(file); });
}

} // namespace saccade

#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

class QMenu;
class QSettings;

namespace saccade {

/// The models used last, as a menu; kept in the settings. Those that come with Saccade are always among them.
class RecentModels : public QObject {
    Q_OBJECT
public:
    /// @param bundled  files; may be empty.
    RecentModels(QSettings& settings, QStringList bundled, QObject* parent = nullptr);
    ~RecentModels() override;

    /// Of a model that opened: the first from now on.
    void note(const QString& file);
    const QStringList& files() const { return files_; }
    /// A file that is gone stands in it greyed, as it may come back with its drive.
    QMenu* menu() const { return menu_.get(); }

Q_SIGNALS:
    void chosen(const QString& file);

private:
    void fill();
    void add(const QString& file, const QString& text);

    QSettings& settings_;
    QStringList bundled_;
    QStringList files_;
    std::unique_ptr<QMenu> menu_;
};

/// "run / best" for a checkpoint in a folder of a run, "name" for others. Two files can have the same.
QString modelTitle(const QString& file);

} // namespace saccade

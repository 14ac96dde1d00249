#include "directory_step.h"

#include "clock.h"
#include "path_text.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// A name below the practice root that nobody has yet; on this machine that can be seen at once.
ServerPath rehearsalFolder(const DirectoryContext &context)
{
    const QString name = u"key-folder"_s;
    ServerPath folder = context.rehearsalParent.child(name, context.platform);
    for (int i = 2; context.seenFromHere && i < 1000 && QFileInfo::exists(QDir::fromNativeSeparators(folder.text()));
         ++i)
        folder = context.rehearsalParent.child(name + u'-' + QString::number(i), context.platform);
    return folder;
}

ServerPath windowsFolder(const DirectoryContext &context)
{
    // The drive that takes backups has room and is there on every node; a share gives no letter.
    for (const QString &path : {context.defaultBackupPath, context.defaultDataPath})
        if (partsOf(ServerPath(path), Platform::Windows).root == PathRoot::Drive)
            return ServerPath(path.left(2) + u"\\SMK-Backup"_s);
    return ServerPath(u"C:\\SMK-Backup"_s);
}

} // namespace

ServerPath proposeDirectory(const DirectoryContext &context)
{
    if (!context.rehearsalParent.isEmpty()) {
        const bool usable = liesIn(context.lastUsed.text(), context.rehearsalParent.text(), context.platform);
        return usable ? context.lastUsed : rehearsalFolder(context);
    }
    if (!context.lastUsed.isEmpty())
        return context.lastUsed;
    if (context.platform == Platform::Windows)
        return windowsFolder(context);
    // From another machine a new folder can only be made where the server's own user may write. Below /var/opt/mssql
    // the file could not be read back over SQL; then a folder that the DBA makes by the command is better.
    const bool outside = !context.defaultBackupPath.isEmpty()
                         && !liesIn(context.defaultBackupPath, u"/var/opt/mssql"_s, Platform::Linux);
    if (!context.seenFromHere && outside)
        return ServerPath(context.defaultBackupPath).child(u"smk-backup"_s, Platform::Linux);
    return ServerPath(u"/srv/smk-backup"_s);
}

QString proposeFileName(const QString &serverName, const QDateTime &utc, const QStringList &used)
{
    QString name = serverName.trimmed();
    name.replace(u'\\', u'$');
    for (QChar &unit : name)
        if (unit == u'/' || unit.isSurrogate() || unit.category() == QChar::Other_Control
            || !forbiddenOnWindows(QString(unit)).isNull())
            unit = u'_';
    if (name.isEmpty())
        name = u"server"_s;
    for (QDateTime second = utc;; second = second.addSecs(1)) {
        const QString proposed = name.left(100) + u"-smk-"_s + compactUtc(second) + u".key"_s;
        if (!used.contains(proposed, Qt::CaseInsensitive))
            return proposed;
    }
}

} // namespace smk

#include "server_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr int LongestWindowsPath = 259;
constexpr int LongestName = 255;

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

} // namespace

ServerFiles::ServerFiles(const LocalPath &root, Speaks speaks, Platform platform, const QString &dataPath)
    : m_root(QFileInfo(root.text()).canonicalFilePath())
    , m_speaks(speaks)
    , m_platform(platform)
    , m_dataPath(dataPath)
{
    if (m_root.isEmpty())
        m_root = root.text();
}

bool ServerFiles::prepare() const
{
    QStringList folders{m_root + u"/keys"_s, m_root + u"/data"_s, m_root + u"/backup"_s,
                        m_root + u"/files/var/opt/mssql/data"_s, m_root + u"/files/var/opt/mssql/secrets"_s};
    if (m_speaks == Speaks::Windows) {
        folders << m_root + u"/drives/C/Keys"_s << m_root + u"/drives/C/Windows"_s << m_root + u"/drives/D"_s
                << m_root + u"/drives/C/Program Files/Microsoft SQL Server/MSSQL16.MSSQLSERVER/MSSQL/DATA"_s
                << m_root + u"/drives/C/Program Files/Microsoft SQL Server/MSSQL16.MSSQLSERVER/MSSQL/Backup"_s
                << m_root + u"/drives/C/Handed/key-folder"_s << m_root + u"/shares/FILESRV/SMK/key-folder"_s;
    }
    if (m_speaks == Speaks::Linux)
        folders << m_root + u"/files/srv/keys"_s << m_root + u"/files/tmp"_s;
    return std::all_of(folders.begin(), folders.end(), [](const QString &folder) { return QDir().mkpath(folder); });
}

bool ServerFiles::insideRoot(const QString &localPath) const
{
    // The deepest part that exists decides where a path really leads: a link out of the root is no way out.
    QString existing = QDir::cleanPath(localPath);
    while (!QFileInfo::exists(existing)) {
        const QString up = QFileInfo(existing).path();
        if (up == existing || QFileInfo(existing).isSymLink())
            return false;
        existing = up;
    }
    return isWithin(QFileInfo(existing).canonicalFilePath(), m_root);
}

std::optional<QString> ServerFiles::windowsLocal(const QString &path) const
{
    const bool share = path.startsWith(u"\\\\"_s); // of another host: the only one is \\FILESRV\SMK
    const bool rooted = share
                        || (path.size() >= 3 && path[0].unicode() < 128 && path[0].isLetter() && path[1] == u':'
                            && (path[2] == u'\\' || path[2] == u'/'));
    if (!rooted || path.size() > LongestWindowsPath)
        return std::nullopt;
    QString at = share ? m_root + u"/shares"_s : m_root + u"/drives/"_s + path[0].toUpper();
    if (!QFileInfo::exists(at))
        return std::nullopt;
    const QStringList parts = QString(path.mid(share ? 2 : 3)).replace(u'/', u'\\').split(u'\\', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const bool odd = part == u"."_s || part == u".."_s || part.size() > LongestName
                         || std::any_of(part.begin(), part.end(),
                                        [](QChar c) { return c.unicode() < 32 || u"<>:\"|?*"_s.contains(c); });
        if (odd)
            return std::nullopt;
        QString name = part; // names there do not heed the case
        const QStringList present = QDir(at).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        for (const QString &candidate : present) {
            if (candidate.compare(part, Qt::CaseInsensitive) == 0)
                name = candidate;
        }
        at += u'/' + name;
    }
    // Neither a host nor a share comes into being because somebody names it.
    if (share && (parts.size() < 2 || !QFileInfo(m_root + u"/shares/"_s + parts[0] + u'/' + parts[1]).isDir()))
        return std::nullopt;
    return at;
}

std::optional<QString> ServerFiles::linuxLocal(const QString &path) const
{
    const QString clean = QDir::cleanPath(QString(path).replace(u'\\', u'/')); // scripts give \var\opt\mssql\…
    if (!clean.startsWith(u'/') || clean.contains(QChar(0))
        || QFileInfo(clean).fileName().toUtf8().size() > LongestName)
        return std::nullopt;
    if (m_speaks == Speaks::Linux || isWithin(clean, u"/var/opt/mssql"_s))
        return m_root + u"/files"_s + clean;
    return clean;
}

std::optional<QString> ServerFiles::local(const QString &serverPath) const
{
    QString path = serverPath;
    const bool bare = !path.isEmpty() && !path.contains(u'/') && !path.contains(u'\\');
    if (bare) // a bare name lands in the default data directory
        path = ServerPath(m_dataPath).child(path, m_platform).text();
    std::optional<QString> found;
    if (m_speaks == Speaks::Windows)
        found = windowsLocal(path);
    else if (m_platform == Platform::Windows)
        found = QDir::isAbsolutePath(path) ? std::optional(QDir::fromNativeSeparators(path)) : std::nullopt;
    else
        found = linuxLocal(path);
    return found && insideRoot(*found) ? found : std::nullopt;
}

QString ServerFiles::key(const QString &serverPath) const
{
    const QString path = local(serverPath).value_or(serverPath);
    return QDir::cleanPath(path);
}

QString ServerFiles::parentOf(const QString &serverPath) const
{
    return ServerPath(serverPath).parent(m_platform).text();
}

PathSeen ServerFiles::look(const QString &serverPath) const
{
    const auto path = local(serverPath);
    if (!path)
        return {};
    const QString clean = QDir::cleanPath(*path);
    const QString parent = QFileInfo(clean).path();
    if (m_missing.count(clean) != 0 || m_missing.count(parent) != 0)
        return {false, false, m_missing.count(clean) != 0 && QFileInfo(parent).isDir()};
    const QFileInfo info(clean);
    return {info.exists() && !info.isDir(), info.isDir(), QFileInfo(parent).isDir()};
}

std::vector<DirectoryEntry> ServerFiles::list(const QString &serverPath) const
{
    std::vector<DirectoryEntry> entries;
    const auto path = local(serverPath);
    if (!path || m_missing.count(QDir::cleanPath(*path)) != 0)
        return entries;
    const QFileInfoList found =
        QDir(*path).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name);
    for (const QFileInfo &info : found) {
        DirectoryEntry entry;
        entry.name = info.fileName();
        entry.path = ServerPath(serverPath).child(entry.name, m_platform).text();
        entry.isDirectory = info.isDir();
        entry.readOnly = !info.isWritable();
        entry.hidden = info.isHidden();
        entry.size = info.isDir() ? 0 : info.size();
        entry.created = info.birthTime().isValid() ? info.birthTime() : info.lastModified();
        entry.written = info.lastModified();
        entry.accessed = info.lastRead();
        entries.push_back(std::move(entry));
    }
    return entries;
}

bool ServerFiles::createDirectory(const QString &serverPath)
{
    const auto path = local(serverPath);
    if (!path)
        return false;
    const QString clean = QDir::cleanPath(*path);
    if (m_forbidden.count(QFileInfo(clean).path()) != 0)
        return false;
    const bool made = QDir().mkpath(clean);
    if (made)
        m_missing.erase(clean);
    return made;
}

bool ServerFiles::refusedAsSource(const QString &serverPath) const
{
    if (m_platform != Platform::Linux)
        return false;
    const auto path = local(serverPath);
    if (!path)
        return false;
    const QString real = QFileInfo(*path).canonicalFilePath();
    const QString forbidden = m_root + u"/files/var/opt/mssql"_s;
    return isWithin(QDir::cleanPath(*path), forbidden) || isWithin(real, forbidden);
}

ServerFiles::Made ServerFiles::createFile(const QString &serverPath, const QByteArray &content) const
{
    const auto path = local(serverPath);
    if (!path)
        return Made::Refused;
    const QString parent = QFileInfo(QDir::cleanPath(*path)).path();
    if (m_missing.count(parent) != 0 || m_forbidden.count(parent) != 0)
        return Made::Refused;
    QFile file(*path);
    const bool made =
        file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!made || file.write(content) != content.size() || !file.flush()) {
        if (made)
            file.remove();
        return Made::Refused;
    }
    return Made::Done;
}

} // namespace smk::engine

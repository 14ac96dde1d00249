// The file system as the practice server sees it: its paths, mapped to folders below the root and to nothing else.
#pragma once

#include "scenario.h"

#include <QDateTime>

#include <set>
#include <vector>

namespace smk::engine {

struct PathSeen
{
    bool exists = false; // a file, not a directory
    bool isDirectory = false;
    bool parentExists = false;
};

struct DirectoryEntry
{
    QString name;
    QString path; // in the server's spelling
    bool isDirectory = false;
    bool readOnly = false;
    bool hidden = false;
    qint64 size = 0;
    QDateTime created;
    QDateTime written;
    QDateTime accessed;
};

class ServerFiles
{
public:
    ServerFiles(const LocalPath &root, Speaks speaks, Platform platform, const QString &dataPath);

    // Makes the folders that a server has: data, the place for keys.
    [[nodiscard]] bool prepare() const;
    // The local file behind a path of the server. Nothing: not a valid path there, or outside the root.
    [[nodiscard]] std::optional<QString> local(const QString &serverPath) const;
    [[nodiscard]] PathSeen look(const QString &serverPath) const;
    [[nodiscard]] std::vector<DirectoryEntry> list(const QString &serverPath) const;
    [[nodiscard]] bool createDirectory(const QString &serverPath);
    // /var/opt/mssql: OPENROWSET never reads there.
    [[nodiscard]] bool refusedAsSource(const QString &serverPath) const;
    [[nodiscard]] QString parentOf(const QString &serverPath) const;

    enum class Made { Done, Refused };
    // Exclusive create, mode 0600.
    [[nodiscard]] Made createFile(const QString &serverPath, const QByteArray &content) const;

    // Scenario faults: from now on this directory is missing, or not to be written.
    void loseDirectory(const QString &serverPath) { m_missing.insert(key(serverPath)); }
    void forbidDirectory(const QString &serverPath) { m_forbidden.insert(key(serverPath)); }

private:
    [[nodiscard]] QString key(const QString &serverPath) const;
    [[nodiscard]] std::optional<QString> windowsLocal(const QString &path) const;
    [[nodiscard]] std::optional<QString> linuxLocal(const QString &path) const;
    [[nodiscard]] bool insideRoot(const QString &localPath) const;

    QString m_root;
    Speaks m_speaks;
    Platform m_platform;
    QString m_dataPath;
    std::set<QString> m_missing;
    std::set<QString> m_forbidden;
};

} // namespace smk::engine

// Two kinds of path that must never be mixed: one that the server opens on its own machine, one that we open here.
#pragma once

#include <QString>

namespace smk {

// The server's platform decides how a ServerPath is read, not the shape of the text.
enum class Platform { Windows, Linux };

// A path as SQL Server on its own machine understands it. Never handed to a local file function.
class ServerPath
{
public:
    ServerPath() = default;
    explicit ServerPath(QString text)
        : m_text(std::move(text))
    {
    }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    // Joined with the separator of the server's platform; `this` may end in a separator.
    [[nodiscard]] ServerPath child(const QString &name, Platform platform) const;
    // The directory that holds this file; empty where there is none.
    [[nodiscard]] ServerPath parent(Platform platform) const;
    [[nodiscard]] QString fileName(Platform platform) const;
    friend bool operator==(const ServerPath &, const ServerPath &) = default;

private:
    QString m_text;
};

// A path on this machine, in the form that QFile takes.
class LocalPath
{
public:
    LocalPath() = default;
    explicit LocalPath(QString text)
        : m_text(std::move(text))
    {
    }
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    [[nodiscard]] LocalPath child(const QString &name) const;
    [[nodiscard]] LocalPath parent() const;
    [[nodiscard]] QString fileName() const;
    // It is the folder, or lies below it, by whole names; behind a drive's letter without regard to case. Nothing lies
    // in an empty one.
    [[nodiscard]] bool liesIn(const LocalPath &folder) const;
    // What stood below one folder, below another: a mount point that moved. A path from elsewhere keeps its last name
    // alone.
    [[nodiscard]] LocalPath moved(const LocalPath &from, const LocalPath &to) const;
    friend bool operator==(const LocalPath &, const LocalPath &) = default;

private:
    QString m_text;
};

} // namespace smk

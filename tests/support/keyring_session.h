// A session bus and a keyring of a test's own, below which a program runs: dbus-run-session with a home of its own.
#pragma once

#include <QFile>
#include <QProcess>
#include <QStringList>

namespace smk::test {

// Shell that prepares the bus: an open keyring; then the same one locked over its own interface.
inline const QString OpenKeyring =
    QStringLiteral("printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; ");
inline const QString LockKeyring = QStringLiteral(
    "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
    "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login >/dev/null 2>&1; ");

// Writes the configuration of a bus that starts no service by itself; returns its name, empty where it cannot be
// written.
inline QString bareBus(const QString &folder)
{
    QFile file(folder + QStringLiteral("/bare-bus.conf"));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
               "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
               "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    return file.fileName();
}

// Starts `shell` on a bus of its own; run: a folder of mode 0700. More variables are set by the caller beforehand.
inline void startInSession(QProcess &process, QProcessEnvironment environment, const QString &home, const QString &run,
                           const QString &shell, const QString &busConfig = {})
{
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), run);
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home + QStringLiteral("/data"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
    process.setProcessEnvironment(environment);
    QStringList arguments;
    if (!busConfig.isEmpty())
        arguments << QStringLiteral("--config-file=") + busConfig;
    process.start(QStringLiteral("dbus-run-session"),
                  arguments << QStringLiteral("--") << QStringLiteral("sh") << QStringLiteral("-c") << shell);
}

} // namespace smk::test

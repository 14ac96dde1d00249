#include "driver_list.h"

#include "driver_choice.h"
#include "odbc_ini.h"

#include <QDir>
#include <QFileInfo>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// Debian's tdsodbc is not registered by every way of installing it; Microsoft's package puts versioned files.
QStringList unregistered()
{
    QStringList found;
    const QList<std::pair<QString, QString>> places{
        {u"/opt/microsoft/msodbcsql18/lib64"_s, u"libmsodbcsql-18*.so*"_s},
        {u"/opt/microsoft/msodbcsql17/lib64"_s, u"libmsodbcsql-17*.so*"_s},
        {u"/usr/lib/x86_64-linux-gnu/odbc"_s, u"libtdsodbc.so"_s},
        {u"/usr/lib/aarch64-linux-gnu/odbc"_s, u"libtdsodbc.so"_s},
        {u"/usr/lib64"_s, u"libtdsodbc.so*"_s},
        {u"/usr/lib/odbc"_s, u"libtdsodbc.so"_s},
    };
    for (const auto &[folder, pattern] : places) {
        const QFileInfoList files = QDir(folder).entryInfoList({pattern}, QDir::Files, QDir::Name | QDir::Reversed);
        if (!files.isEmpty())
            found << files.first().absoluteFilePath();
    }
    return found;
}

} // namespace

QStringList driverNames()
{
    QStringList names;
    for (const OdbcIni &ini : driverIniFiles()) {
        for (const QString &section : ini.sections()) {
            if (section.compare("ODBC"_L1, Qt::CaseInsensitive) != 0
                && section.compare("ODBC Drivers"_L1, Qt::CaseInsensitive) != 0)
                names << section;
        }
    }
    return names + unregistered();
}

bool driversHaveSystemStore()
{
    return false;
}

bool systemHasTransports()
{
    return false;
}

QString driverInstallCommand()
{
    // ID first, then what it is like: "ubuntu", "debian".
    const OdbcIni release = OdbcIni::read(u"/etc/os-release"_s);
    const auto value = [&](const QString &key) { return release.value({}, key).remove(u'"'); };
    const QString command = installCommandFor(QStringList{value(u"ID"_s)} + value(u"ID_LIKE"_s).split(u' '));
    return command.isEmpty() ? u"sudo apt-get install tdsodbc"_s : command;
}

} // namespace smk

#include "directory_commands.h"

#include "quoting.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString quoted(const QString &text, Platform platform)
{
    if (platform == Platform::Windows)
        return u'"' + text + u'"'; // a Windows path cannot hold a quote
    return shellQuoted(text);
}

// By SID where it is known: names are localised.
QString windowsName(const QString &account, const Principal &service)
{
    return service.id.startsWith("S-1-"_L1) ? u'*' + service.id : (account.isEmpty() ? u"SERVICE ACCOUNT"_s : account);
}

QString linuxName(const QString &account, const Principal &service)
{
    if (service.id.startsWith("uid:"_L1))
        return service.id.mid(4);
    return account.isEmpty() ? u"mssql"_s : account;
}

QString windowsCommand(const QString &path, const QString &account, const Principal &service)
{
    const QString sid = windowsName(account, service);
    // In quotes: PowerShell would take the brackets for its own.
    return uR"(mkdir %1 && icacls %1 /inheritance:r /grant:r "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" "%2:(OI)(CI)M")"_s
        .arg(path, sid);
}

QString linuxCommand(const QString &path, const QString &account, const Principal &service)
{
    // Fails where the folder is there already: its rights are not ours to take. What a default list above handed down
    // goes first, for the mask of our entry would wake it.
    return u"sudo mkdir -m 0700 %1 && sudo setfacl -b -k -m u:%2:rwx %1"_s.arg(path, linuxName(account, service));
}

} // namespace

QString protectCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                       const Principal &service)
{
    const QString path = quoted(directory.text(), platform);
    return platform == Platform::Windows ? windowsCommand(path, serviceAccount, service)
                                         : linuxCommand(path, serviceAccount, service);
}

QString lookCommand(const ServerPath &directory, Platform platform)
{
    const QString path = quoted(directory.text(), platform);
    return platform == Platform::Windows ? u"icacls "_s + path : u"stat -c '%A %U:%G' %1; getfacl %1"_s.arg(path);
}

QString grantCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                     const Principal &service)
{
    const QString path = quoted(directory.text(), platform);
    return platform == Platform::Windows
               ? u"icacls %1 /grant \"%2:(OI)(CI)M\""_s.arg(path, windowsName(serviceAccount, service))
               : u"sudo setfacl -m u:%2:rwx %1"_s.arg(path, linuxName(serviceAccount, service));
}

QString revokeCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                      const Principal &service)
{
    const QString path = quoted(directory.text(), platform);
    return platform == Platform::Windows
               ? u"icacls %1 /remove:g \"%2\""_s.arg(path, windowsName(serviceAccount, service))
               : u"sudo setfacl -x u:%2 %1"_s.arg(path, linuxName(serviceAccount, service));
}

QString restoreCommand(const ServerPath &directory, const Principal &service, const QString &bits)
{
    return u"sudo setfacl -m u:%2:%3 %1"_s.arg(quoted(directory.text(), Platform::Linux), linuxName({}, service), bits);
}

QString containerCreateCommand(const ServerPath &directory)
{
    return u"docker exec -u 0 CONTAINER install -d -m 0700 -o 10001 -g 0 %1"_s.arg(
        quoted(directory.text(), Platform::Linux));
}

QString containerLookCommand(const ServerPath &directory)
{
    return u"docker exec CONTAINER stat -c '%A %u:%g' %1"_s.arg(quoted(directory.text(), Platform::Linux));
}

QString undoCommand(const ServerPath &directory, Platform platform)
{
    return u"rmdir "_s + quoted(directory.text(), platform); // refuses where something lies in it, as it should
}

} // namespace smk

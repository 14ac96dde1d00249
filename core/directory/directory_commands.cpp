#include "directory_commands.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString quoted(const QString &text, Platform platform)
{
    if (platform == Platform::Windows)
        return u'"' + text + u'"'; // a Windows path cannot hold a quote
    QString inner = text;
    inner.replace(u"'"_s, u"'\\''"_s);
    return u'\'' + inner + u'\'';
}

QString windowsCommand(const QString &path, const QString &account, const Principal &service)
{
    // By SID where it is known: names are localised.
    const QString sid = service.id.startsWith("S-1-"_L1)
                            ? u'*' + service.id
                            : u'"' + (account.isEmpty() ? u"SERVICE ACCOUNT"_s : account) + u'"';
    return u"mkdir %1 && icacls %1 /inheritance:r /grant:r *S-1-5-32-544:(OI)(CI)F *S-1-5-18:(OI)(CI)F %2:(OI)(CI)M"_s
        .arg(path, sid);
}

QString linuxCommand(const QString &path, const QString &account, const Principal &service)
{
    QString user = account.isEmpty() ? u"mssql"_s : account;
    if (service.id.startsWith("uid:"_L1))
        user = service.id.mid(4);
    return u"sudo install -d -m 0700 -o root -g root %1 && sudo setfacl -m u:%2:rwx %1"_s.arg(path, user);
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

QString undoCommand(const ServerPath &directory, Platform platform)
{
    return u"rmdir "_s + quoted(directory.text(), platform); // refuses where something lies in it, as it should
}

} // namespace smk

#include "practice_server.h"

#include "process_hardening.h"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace smk {

QString dropToCaller()
{
    if (geteuid() != 0)
        return {};
    const QByteArray caller = qgetenv("SUDO_USER");
    const passwd *user = caller.isEmpty() ? nullptr : getpwnam(caller.constData());
    if (!user || user->pw_uid == 0)
        return u"As root, rights prove nothing."_s;
    const QByteArray home = user->pw_dir;
    if (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)
        return u"The rights of root could not be given up; as root, rights prove nothing."_s;
    qputenv("HOME", home);
    qunsetenv("XDG_DATA_HOME");
    forbidCoreDumps(); // a change of user makes a process dumpable again
    return u"Goes on as user %1."_s.arg(QString::fromLocal8Bit(caller));
}

} // namespace smk

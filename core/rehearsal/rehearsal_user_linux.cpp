#include "rehearsal_user.h"

#include "thread_rule.h"

#include <QFile>
#include <QProcess>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *UserName = "smk-rehearsal";

Problem problem(const QString &why)
{
    return Problem{.id = u"rehearsal.user-not-changed"_s, .arguments = {QString::fromLatin1(UserName), why}};
}

} // namespace

QString runningUser()
{
    const passwd *entry = getpwuid(geteuid());
    return entry != nullptr ? QString::fromLocal8Bit(entry->pw_name) : QString::number(geteuid());
}

bool runsAsRoot()
{
    return geteuid() == 0;
}

Result<QStringList> becomeRehearsalUser(const QString &root)
{
    aboutToBlock("becomeRehearsalUser");
    QStringList said;
    const passwd *user = getpwnam(UserName);
    if (user == nullptr) {
        const QStringList arguments{
            u"--system"_s,     u"--user-group"_s, u"--no-create-home"_s,  u"--home-dir"_s,
            u"/nonexistent"_s, u"--shell"_s,      u"/usr/sbin/nologin"_s, QString::fromLatin1(UserName)};
        const int made = QProcess::execute(u"/usr/sbin/useradd"_s, arguments);
        user = getpwnam(UserName);
        if (user == nullptr)
            return fail(problem(u"useradd ended with %1"_s.arg(made)));
        said << u"made the system user %1"_s.arg(QLatin1StringView(UserName));
    }
    const uid_t uid = user->pw_uid;
    const gid_t gid = user->pw_gid;
    if (!root.isEmpty()) {
        // A root of an earlier run may hold files of root's; only the folder itself is handed over when it is empty.
        if (chown(QFile::encodeName(root).constData(), uid, gid) != 0)
            return fail(problem(u"the folder could not be handed over"_s));
    }
    if (setgroups(0, nullptr) != 0 || setresgid(gid, gid, gid) != 0 || setresuid(uid, uid, uid) != 0)
        return fail(problem(u"the system refused the change"_s));
    if (setuid(0) == 0)
        return fail(problem(u"the change could be undone"_s));
    said << u"runs as %1"_s.arg(QLatin1StringView(UserName));
    return said;
}

bool setMode(const QString &path, unsigned mode)
{
    return chmod(QFile::encodeName(path).constData(), mode) == 0;
}

} // namespace smk

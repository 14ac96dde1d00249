#include "service_identity.h"

#include "known_principals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// A row of the user database, with its strings.
struct UserRow
{
    passwd row = {};
    QByteArray buffer = QByteArray(16384, '\0');
    bool found = false;
};

UserRow userById(uid_t id)
{
    UserRow user;
    passwd *result = nullptr;
    user.found =
        getpwuid_r(id, &user.row, user.buffer.data(), static_cast<std::size_t>(user.buffer.size()), &result) == 0
        && result;
    return user;
}

UserRow userByName(const QString &name)
{
    UserRow user;
    passwd *result = nullptr;
    const QByteArray encoded = name.toUtf8();
    user.found = getpwnam_r(encoded.constData(), &user.row, user.buffer.data(),
                            static_cast<std::size_t>(user.buffer.size()), &result)
                     == 0
                 && result;
    return user;
}

std::vector<QString> groupsOf(const UserRow &user)
{
    int count = 64;
    std::vector<gid_t> ids(static_cast<std::size_t>(count));
    while (getgrouplist(user.row.pw_name, user.row.pw_gid, ids.data(), &count) < 0 && count > int(ids.size()))
        ids.resize(static_cast<std::size_t>(count));
    std::vector<QString> groups;
    for (int i = 0; i < count && i < int(ids.size()); ++i)
        groups.push_back(u"gid:"_s + QString::number(ids[static_cast<std::size_t>(i)]));
    return groups;
}

// Those of the groups that another user is in than the service, we or root: by the group's list, or as their first
// group.
std::vector<QString> sharedOf(const std::vector<QString> &groups, uid_t service)
{
    const auto isOther = [service](uid_t id) { return id != service && id != 0 && id != ::geteuid(); };
    QSet<QString> shared;
    for (const QString &id : groups) {
        group row = {};
        group *result = nullptr;
        QByteArray buffer(64 * 1024, '\0');
        if (getgrgid_r(id.mid(4).toUInt(), &row, buffer.data(), static_cast<std::size_t>(buffer.size()), &result) != 0
            || !result)
            continue;
        for (char **name = row.gr_mem; *name; ++name)
            if (const UserRow member = userByName(QString::fromUtf8(*name)); member.found && isOther(member.row.pw_uid))
                shared.insert(id);
    }
    setpwent();
    UserRow each;
    passwd *result = nullptr;
    while (getpwent_r(&each.row, each.buffer.data(), static_cast<std::size_t>(each.buffer.size()), &result) == 0)
        if (isOther(each.row.pw_uid))
            shared.insert(u"gid:"_s + QString::number(each.row.pw_gid));
    endpwent();
    std::vector<QString> found;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(found),
                 [&shared](const QString &id) { return shared.contains(id); });
    return found;
}

// umask() can only be read by setting it, which other threads would feel.
mode_t umaskOfProcess()
{
    QFile status(u"/proc/self/status"_s);
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n'))
            if (line.startsWith("Umask:"))
                return static_cast<mode_t>(line.mid(6).trimmed().toUInt(nullptr, 8));
    }
    return 022;
}

Principal user(uid_t id)
{
    const QString text = u"uid:"_s + QString::number(id);
    return {text, lookUpName(text)};
}

} // namespace

QString lookUpName(const QString &id)
{
    const QString known = knownName(id);
    if (known != id)
        return known;
    bool isNumber = false;
    const uint number = id.mid(4).toUInt(&isNumber);
    if (!isNumber)
        return id;
    if (id.startsWith("uid:"_L1)) {
        const UserRow row = userById(number);
        return row.found ? QString::fromUtf8(row.row.pw_name) : u"user "_s + QString::number(number);
    }
    group row = {};
    group *result = nullptr;
    QByteArray buffer(16384, '\0');
    if (getgrgid_r(number, &row, buffer.data(), static_cast<std::size_t>(buffer.size()), &result) == 0 && result)
        return u"group "_s + QString::fromUtf8(row.gr_name);
    return u"group "_s + QString::number(number);
}

JudgeContext judgeContextOf(const DirectoryContext &context)
{
    JudgeContext judge;
    judge.self = user(::geteuid());
    UserRow service;
    if (context.serverProcessUser) {
        judge.service = user(static_cast<uid_t>(*context.serverProcessUser));
        service = userById(static_cast<uid_t>(*context.serverProcessUser));
    } else if (context.platform == Platform::Linux && context.seenFromHere && !context.serviceAccount.isEmpty()) {
        service = userByName(context.serviceAccount);
        if (service.found)
            judge.service = user(service.row.pw_uid);
    }
    if (service.found) {
        judge.serviceGroups = groupsOf(service);
        judge.sharedGroups = sharedOf(judge.serviceGroups, service.row.pw_uid);
    }
    judge.serviceIsSelf = !judge.service.id.isEmpty() && judge.service.id == judge.self.id;
    return judge;
}

bool mayCreateIn(const LocalPath &parent)
{
    return ::access(QFile::encodeName(parent.text()).constData(), W_OK | X_OK) == 0;
}

bool isOwnAndEmpty(const LocalPath &directory)
{
    struct stat status = {};
    if (::lstat(QFile::encodeName(directory.text()).constData(), &status) != 0)
        return false;
    return S_ISDIR(status.st_mode) && status.st_uid == ::geteuid()
           && QDir(directory.text()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

AccessList accessIfOnlyCreated(const AccessList &parent)
{
    const mode_t mode = 0777 & ~umaskOfProcess();
    const auto rights = [mode](int shift) -> std::uint32_t {
        const mode_t bits = mode >> shift & 7;
        return (bits & 4 ? RightRead : 0u) | (bits & 1 ? RightTraverse : 0u)
               | ((bits & 3) == 3 ? RightWrite | RightDelete : 0u);
    };
    AccessList list;
    list.posix = true;
    list.owner = user(::geteuid());
    const QString group = u"gid:"_s + QString::number(::getegid());
    list.entries = {{list.owner, rights(6) | RightChangeAccess},
                    {{group, lookUpName(group)}, rights(3)},
                    {{u"other"_s, lookUpName(u"other"_s)}, rights(0)}};
    // A default list becomes the new folder's, for itself and again for what is made in it.
    for (AccessEntry entry : parent.entries) {
        if (!entry.inheritOnly)
            continue;
        list.entries.push_back(entry);
        entry.inheritOnly = false;
        list.entries.push_back(entry);
    }
    return list;
}

AccessList accessWhenProtected(const JudgeContext &context)
{
    AccessList list;
    list.posix = true;
    list.owner = context.self;
    list.entries = {{context.self, RightFull}};
    if (!context.service.id.isEmpty() && !context.serviceIsSelf)
        list.entries.push_back({context.service, RightRead | RightWrite | RightTraverse | RightDelete});
    list.entries.push_back({{u"other"_s, lookUpName(u"other"_s)}, 0});
    return list;
}

} // namespace smk

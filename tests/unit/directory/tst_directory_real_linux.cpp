// Real directories with real modes and ACLs, below a temporary folder; the service is a user id that nobody has.
#include "access_parents.h"
#include "directory_commands.h"
#include "directory_step.h"
#include "open_folder_linux.h"
#include "server_process.h"
#include "service_identity.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/acl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t Service = 61234;

const AccessEntry *entryOf(const AccessList &list, const QString &id)
{
    const auto found = std::find_if(list.entries.begin(), list.entries.end(),
                                    [&id](const AccessEntry &e) { return e.principal.id == id; });
    return found == list.entries.end() ? nullptr : &*found;
}

const Finding *find(const Findings &findings, const QString &id)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&id](const Finding &f) { return f.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

} // namespace

class DirectoryRealTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_root;

    QString folder(const QString &name, mode_t mode)
    {
        const QString path = m_root.filePath(name);
        QDir().mkpath(path);
        ::chmod(QFile::encodeName(path).constData(), mode);
        return path;
    }

    DirectoryContext context() const
    {
        DirectoryContext context;
        context.platform = Platform::Linux;
        context.seenFromHere = true;
        context.serverName = u"REHEARSAL-1"_s;
        context.serverProcessUser = Service;
        context.rehearsalParent = ServerPath(m_root.path());
        return context;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_root.isValid());
        QCOMPARE(::chmod(QFile::encodeName(m_root.path()).constData(), 0711), 0);
    }

    void readsMode()
    {
        const Result<AccessList> list = readAccess(LocalPath(folder(u"mode"_s, 0750)));
        QVERIFY_RESULT(list);
        QVERIFY(list->posix);
        QCOMPARE(list->owner.id, u"uid:"_s + QString::number(::geteuid()));
        QCOMPARE(list->entries.size(), std::size_t(3));
        QCOMPARE(list->entries[0].rights, std::uint32_t(RightFull));
        QCOMPARE(list->entries[1].rights, std::uint32_t(RightRead | RightTraverse));
        QCOMPARE(list->entries[2].rights, std::uint32_t(0));
    }

    void readsMaskAndSticky()
    {
        const QString path = folder(u"mask"_s, 01777);
        acl_t acl = acl_from_text("u::rwx,u:61234:rwx,g::rwx,g:61235:rw-,m::r-x,o::rwx");
        QVERIFY(acl);
        QCOMPARE(acl_set_file(QFile::encodeName(path).constData(), ACL_TYPE_ACCESS, acl), 0);
        acl_free(acl);
        ::chmod(QFile::encodeName(path).constData(), 01757); // the group bits are the mask now: r-x
        const Result<AccessList> list = readAccess(LocalPath(path));
        QVERIFY_RESULT(list);
        QCOMPARE(entryOf(*list, u"uid:61234"_s)->rights, std::uint32_t(RightRead | RightTraverse));
        QCOMPARE(entryOf(*list, u"gid:61235"_s)->rights, std::uint32_t(RightRead));
        QCOMPARE(entryOf(*list, u"other"_s)->rights,
                 std::uint32_t(RightRead | RightTraverse | RightWrite)); // sticky: no delete
    }

    void tellsMissingAndFile()
    {
        QCOMPARE(readAccess(LocalPath(m_root.filePath(u"nowhere"_s))).error().id, u"directory.not-here"_s);
        QFile file(m_root.filePath(u"a-file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(readAccess(LocalPath(file.fileName())).error().id, u"directory.is-a-file"_s);
    }

    // What is opened part by part is the folder of that name, and never one that a link leads to.
    void noLinkIsFollowed()
    {
        const QString real = folder(u"walked"_s, 0711);
        QVERIFY(QDir(real).mkpath(u"a/b"_s));
        QVERIFY(QFile::link(real + u"/a"_s, real + u"/link"_s));
        struct Row
        {
            const char *path;
            bool opens;
        };
        const std::vector<Row> rows{{"", true},         {"/a/b", true},   {"//a//b/", true}, {"/link", false},
                                    {"/link/b", false}, {"/none", false}, {"/a/none", false}};
        for (const Row &row : rows)
            QCOMPARE(openWithoutLinks(real + QString::fromLatin1(row.path)).isOpen(), row.opens);
        QVERIFY(openWithoutLinks(real).part("a").isOpen());
        QVERIFY(!openWithoutLinks(real).part("link").isOpen());
        QVERIFY(openWithoutLinks(u"/"_s).isOpen());
        // A link above the folder that was looked at is followed by us; the act goes where it leads.
        const ServerPath through(real + u"/link/made"_s);
        QVERIFY_RESULT(createProtected(through, context(), {}));
        QVERIFY(QFileInfo(real + u"/a/made"_s).isDir());
        QVERIFY_RESULT(grantService(ServerPath(real + u"/link/b"_s), context(), {}));
        test::expectCaseCount("paths opened without links", int(rows.size()), 7);
    }

    // One right more, and the way back from it: run as it stands (without sudo), the list is what it was.
    void grantAndItsUndo()
    {
        struct Row
        {
            const char *name;
            const char *before;
            const char *undo; // without the path
        };
        const std::vector<Row> rows{
            {"nothing there", "u::rwx,g::---,o::---", "setfacl -x u:61234 "},
            {"it could read", "u::rwx,u:61234:r-x,g::---,m::r-x,o::---", "setfacl -m u:61234:r-x "},
            {"writing without passing", "u::rwx,u:61234:rw-,g::---,m::rw-,o::---", "setfacl -m u:61234:rw- "},
            {"it had been shut out", "u::rwx,u:61234:---,g::r-x,m::r-x,o::---", "setfacl -m u:61234:--- "},
            {"another user's entry", "u::rwx,u:61235:r-x,g::---,m::r-x,o::---", "setfacl -x u:61234 "},
        };
        for (const Row &row : rows) {
            const QString path = folder(u"grant %1"_s.arg(QString::fromLatin1(row.name)), 0700);
            const auto setAcl = [&](const char *text) {
                acl_t acl = acl_from_text(text);
                const int error = acl_set_file(QFile::encodeName(path).constData(), ACL_TYPE_ACCESS, acl);
                acl_free(acl);
                return error;
            };
            QCOMPARE(setAcl(row.before), 0);
            const auto serviceNow = [&] {
                const Result<AccessList> list = readAccess(LocalPath(path));
                const AccessEntry *entry = list ? entryOf(*list, u"uid:61234"_s) : nullptr;
                return entry ? int(entry->rights) : -1;
            };
            const int before = serviceNow();
            const Result<CreatedDirectory> given = grantService(ServerPath(path), context(), {});
            QVERIFY2(given, row.name);
            QCOMPARE(serviceNow(), int(RightRead | RightWrite | RightTraverse | RightDelete));
            QVERIFY(given->after);
            QString undo = given->undoCommand;
            QVERIFY2(undo.contains(QString::fromLatin1(row.undo)), qPrintable(undo));
            QVERIFY(undo.startsWith("sudo "_L1));
            if (QStandardPaths::findExecutable(u"setfacl"_s).isEmpty())
                continue;
            QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, undo.mid(5)}), 0);
            QCOMPARE(serviceNow(), before);
        }
        test::expectCaseCount("grants and their undo", int(rows.size()), 5);
    }

    void createsProtected()
    {
        const ServerPath path(m_root.filePath(u"key's folder"_s));
        const Result<DirectoryLook> before = lookAtDirectory(nullptr, path, u"a.key"_s, context(), {});
        QVERIFY_RESULT(before);
        QVERIFY(before->mustCreate);
        QVERIFY(before->canCreateHere);
        QVERIFY(find(before->verdict.findings, u"directory.service-can-write.when-protected"_s));
        QVERIFY(!hasState(before->verdict.findings, FindingState::Blocker));
        QVERIFY(find(before->verdict.findings, u"directory.readers.if-only-created"_s));
        QCOMPARE(rightsWord(before->whenProtected[1].rights), u"modify"_s);

        const Result<CreatedDirectory> created = createProtected(path, context(), {});
        QVERIFY_RESULT(created);
        QCOMPARE(entryOf(*created->after, u"uid:61234"_s)->rights,
                 std::uint32_t(RightRead | RightWrite | RightTraverse | RightDelete));
        QCOMPARE(entryOf(*created->after, u"other"_s)->rights, std::uint32_t(0));
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path.text()).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07007, mode_t(0)); // nothing for others

        const Result<DirectoryLook> after = lookAtDirectory(nullptr, path, u"a.key"_s, context(), {});
        QVERIFY_RESULT(after);
        QVERIFY(!after->mustCreate);
        QVERIFY(!after->verdict.broad);
        QVERIFY(find(after->verdict.findings, u"directory.seen"_s));
        QVERIFY(find(after->verdict.findings, u"directory.service-can-write"_s));
        QCOMPARE(created->undoCommand, u"rmdir '%1'"_s.arg(QString(path.text()).replace(u"'"_s, u"'\\''"_s)));
    }

    void serviceReallyWrites()
    {
        if (::geteuid() != 0) {
            if (qEnvironmentVariable("CI") == "true"_L1)
                QFAIL("needs root to become the service's user");
            QSKIP("needs root to become the service's user");
        }
        const QByteArray path = QFile::encodeName(m_root.filePath(u"written"_s));
        QVERIFY_RESULT(createProtected(ServerPath(QFile::decodeName(path)), context(), {}));
        const auto asUser = [&path](uid_t user) {
            const pid_t child = ::fork();
            if (child == 0) {
                const bool dropped = ::setgid(user) == 0 && ::setuid(user) == 0;
                const QByteArray file = path + "/f" + QByteArray::number(user);
                ::_exit(dropped && ::open(file.constData(), O_CREAT | O_WRONLY | O_EXCL, 0660) >= 0 ? 0 : 1);
            }
            int status = -1;
            ::waitpid(child, &status, 0);
            return status == 0;
        };
        QVERIFY(asUser(Service));
        QVERIFY(!asUser(Service + 1));
    }

    void emptyOneOfOurOwnIsProtected()
    {
        const QString path = folder(u"own"_s, 0755);
        const Result<CreatedDirectory> created = createProtected(ServerPath(path), context(), {});
        QVERIFY_RESULT(created);
        QVERIFY(!created->undoCommand.contains(u"rmdir"_s)); // it was there before
    }

    // What is read with getfacl, without the name.
    static QByteArray listOf(const QString &path)
    {
        QProcess getfacl;
        getfacl.start(u"getfacl"_s, {u"-cpn"_s, path});
        getfacl.waitForFinished();
        struct stat status = {};
        ::stat(QFile::encodeName(path).constData(), &status);
        return getfacl.readAllStandardOutput() + QByteArray::number(status.st_mode & 07777, 8);
    }

    void undoOfAProtectedOne()
    {
        if (QStandardPaths::findExecutable(u"setfacl"_s).isEmpty())
            QSKIP("needs setfacl");
        const std::vector<std::pair<mode_t, QString>> rows{
            {0755, {}},
            {02750, {}},
            {0700, u"u:61235:rw-,m::r--,d:u:61236:rwx,d:g::r-x"_s},
            {01777, u"d:o::---"_s},
        };
        for (const auto &[mode, list] : rows) {
            const QString path = folder(u"undo %1 it's"_s.arg(mode), mode);
            if (!list.isEmpty())
                QCOMPARE(QProcess::execute(u"setfacl"_s, {u"-m"_s, list, path}), 0);
            const QByteArray before = listOf(path);
            const Result<CreatedDirectory> made = createProtected(ServerPath(path), context(), {});
            QVERIFY_RESULT(made);
            QVERIFY(listOf(path) != before);
            QCOMPARE(entryOf(*made->after, u"uid:61235"_s), nullptr);
            QCOMPARE(entryOf(*made->after, u"uid:61236"_s), nullptr);
            QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, made->undoCommand}), 0);
            QCOMPARE(listOf(path), before);
        }
    }

    void refusedOneKeepsItsRights()
    {
        const QString parent = folder(u"shut"_s, 0700);
        const QString path = folder(u"shut/empty"_s, 02755);
        const QByteArray before = listOf(path);
        QCOMPARE(createProtected(ServerPath(path), context(), {}).error().id, u"directory.no-way-for-service"_s);
        QCOMPARE(listOf(path), before);
    }

    // A default list, or the setgid bit, gives others the file itself where they get as far as that.
    void whatFilesInsideGiveToOthers()
    {
        if (QStandardPaths::findExecutable(u"setfacl"_s).isEmpty())
            QSKIP("needs setfacl");
        struct Row
        {
            const char *reason;
            mode_t mode;
            const char *list;
            const char *reader; // empty: nobody
        };
        const std::vector<Row> rows{
            {"a default entry, and may pass", 0700, "u:61234:rwx,u:61235:--x,d:u:61235:r--", "user 61235"},
            {"a default entry, and may not pass", 0700, "u:61234:rwx,d:u:61235:r--", ""},
            {"a default entry that its mask shuts", 0700, "u:61234:rwx,u:61235:--x,d:u:61235:r--,d:m::---", ""},
            {"a default group, and may pass", 0700, "u:61234:rwx,g:61237:--x,d:g:61237:rw-", "group 61237"},
            {"passing alone", 0700, "u:61234:rwx,u:61235:--x", ""},
        };
        for (const Row &row : rows) {
            const QString path = folder(u"files %1"_s.arg(QString::fromLatin1(row.reason)), row.mode);
            QCOMPARE(QProcess::execute(u"setfacl"_s, {u"-m"_s, QString::fromLatin1(row.list), path}), 0);
            const Result<DirectoryLook> look = lookAtDirectory(nullptr, ServerPath(path), u"a.key"_s, context(), {});
            QVERIFY_RESULT(look);
            const Finding *broad = find(look->verdict.findings, u"directory.readers.broad"_s);
            QVERIFY2((broad ? broad->arguments.value(0) : QString()) == QString::fromLatin1(row.reader), row.reason);
            QVERIFY2(look->verdict.broad == (row.reader[0] != '\0'), row.reason);
            QVERIFY2(find(look->verdict.findings, u"directory.service-can-write"_s), row.reason);
        }
        test::expectCaseCount("rights of files inside", int(rows.size()), 5);
    }

    void commandShutsWhatAboveHandsDown()
    {
        if (QStandardPaths::findExecutable(u"setfacl"_s).isEmpty())
            QSKIP("needs setfacl");
        const QString parent = folder(u"handing down"_s, 0755);
        QCOMPARE(QProcess::execute(u"setfacl"_s, {u"-m"_s, u"d:u:61235:rwx,d:g::rwx"_s, parent}), 0);
        const ServerPath path(parent + u"/new"_s);
        // It is said beforehand who would get in, if the folder were only made.
        const Result<DirectoryLook> look = lookAtDirectory(nullptr, path, u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(std::any_of(look->ifOnlyCreated.begin(), look->ifOnlyCreated.end(), [](const AccessEntry &entry) {
            return entry.principal.id == "uid:61235"_L1 && (entry.rights & RightRead) && !entry.inheritOnly;
        }));
        const QString command = protectCommand(path, Platform::Linux, {}, {u"uid:61234"_s, {}}).remove(u"sudo "_s);
        QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, command}), 0);
        const Result<AccessList> list = readAccess(LocalPath(path.text()));
        QVERIFY_RESULT(list);
        QCOMPARE(entryOf(*list, u"uid:61234"_s)->rights,
                 std::uint32_t(RightRead | RightWrite | RightTraverse | RightDelete));
        QCOMPARE(entryOf(*list, u"uid:61235"_s), nullptr);
        QCOMPARE(entryOf(*list, u"gid:"_s + QString::number(::getegid()))->rights, std::uint32_t(0));
        // A folder that is there is left as it is.
        const QString there = folder(u"in use"_s, 0755);
        const QByteArray before = listOf(there);
        const QString again =
            protectCommand(ServerPath(there), Platform::Linux, {}, {u"uid:61234"_s, {}}).remove(u"sudo "_s);
        QVERIFY(QProcess::execute(u"sh"_s, {u"-c"_s, again}) != 0);
        QCOMPARE(listOf(there), before);
    }

    // Who owns a folder on the way that a link takes can put another in its place.
    void linksOnThePath()
    {
        const QString far = folder(u"far"_s, 0711);
        const QString inner = folder(u"far/inner"_s, 0711);
        QVERIFY(QFile::link(far, m_root.filePath(u"one"_s)));
        QVERIFY(QFile::link(u"one/inner"_s, m_root.filePath(u"two"_s)));
        const auto passed = [&](const QString &path) {
            QStringList names;
            for (const LocalPath &parent : foldersPassed(LocalPath(path)))
                if (parent.liesIn(LocalPath(m_root.path())))
                    names << parent.text().mid(m_root.path().size());
            return names.join(u'|');
        };
        QCOMPARE(passed(inner + u"/new"_s), u"/far/inner|/far|"_s);
        QCOMPARE(passed(m_root.filePath(u"one/inner/new"_s)), u"/far/inner|/far||/one/inner|/one"_s);
        QCOMPARE(passed(m_root.filePath(u"two/new"_s)), u"/far/inner|/far||/one/inner|/one|/two"_s);
        QCOMPARE(passed(m_root.filePath(u"two"_s)), u"/far||/one"_s);
        QVERIFY(QFile::link(m_root.filePath(u"round"_s), m_root.filePath(u"round"_s)));
        QVERIFY(!passed(m_root.filePath(u"round/new"_s)).isEmpty()); // and it ends

        const Result<DirectoryLook> look =
            lookAtDirectory(nullptr, ServerPath(m_root.filePath(u"two/new"_s)), u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        const Finding *leads = find(look->verdict.findings, u"directory.leads-to"_s);
        QVERIFY(leads);
        QCOMPARE(leads->arguments, QStringList{inner + u"/new"_s});
        const Result<DirectoryLook> plain =
            lookAtDirectory(nullptr, ServerPath(inner + u"/new"_s), u"a.key"_s, context(), {});
        QVERIFY(plain && !find(plain->verdict.findings, u"directory.leads-to"_s));
        if (::geteuid() != 0)
            return;
        QCOMPARE(::chown(QFile::encodeName(far).constData(), 61235, 61235), 0);
        const Result<DirectoryLook> owned =
            lookAtDirectory(nullptr, ServerPath(m_root.filePath(u"two/new"_s)), u"a.key"_s, context(), {});
        QVERIFY_RESULT(owned);
        QVERIFY(find(owned->verdict.findings, u"directory.parents.open"_s));
    }

    void linkToAPlaceThatIsRefused()
    {
        QVERIFY(QFile::link(u"/etc"_s, m_root.filePath(u"to-system"_s)));
        const ServerPath path(m_root.filePath(u"to-system/smk"_s));
        const Result<DirectoryLook> look = lookAtDirectory(nullptr, path, u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.path.system"_s));
        QVERIFY(!look->mustCreate && !look->canCreateHere && !look->canElevate);
        QCOMPARE(createProtected(path, context(), {}).error().id, u"directory.path-refused"_s);
        QVERIFY(!QFile::exists(u"/etc/smk"_s));
        DirectoryContext moved = context(); // the data folder was moved, and a link left in its place
        const QString data = folder(u"disk2/data"_s, 0700);
        QVERIFY(QFile::link(data, m_root.filePath(u"data"_s)));
        moved.defaultDataPath = m_root.filePath(u"data"_s);
        QCOMPARE(createProtected(ServerPath(data), moved, {}).error().id, u"directory.path-refused"_s);
    }

    void groupsThatOthersAreInToo()
    {
        // The first group of nobody is that of more users on every Debian; root's has root alone.
        const passwd *nobody = ::getpwnam("nobody");
        if (!nobody || !::getpwnam("_apt") || ::getpwnam("_apt")->pw_gid != ::getpwnam("nobody")->pw_gid)
            QSKIP("no two users with one group here");
        DirectoryContext service = context();
        service.serverProcessUser = ::getpwnam("nobody")->pw_uid;
        const JudgeContext judge = judgeContextOf(service);
        const QString group = u"gid:"_s + QString::number(::getpwnam("nobody")->pw_gid);
        QCOMPARE(judge.sharedGroups, std::vector<QString>{group});
        service.serverProcessUser = 0;
        QCOMPARE(judgeContextOf(service).sharedGroups, std::vector<QString>());
    }

    void fullOneIsLeftAlone()
    {
        const QString path = folder(u"full"_s, 0755);
        QVERIFY(QDir(path).mkdir(u"something"_s));
        QCOMPARE(createProtected(ServerPath(path), context(), {}).error().id, u"directory.not-empty"_s);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0755));
    }

    void linkIsNotFollowed()
    {
        const QString target = folder(u"target"_s, 0755);
        QVERIFY(QFile::link(target, m_root.filePath(u"link"_s)));
        QCOMPARE(createProtected(ServerPath(m_root.filePath(u"link"_s)), context(), {}).error().id,
                 u"directory.not-empty"_s);
    }

    void closedParentIsFound()
    {
        const QString parent = folder(u"closed"_s, 0700);
        const ServerPath path(parent + u"/inside"_s);
        QCOMPARE(createProtected(path, context(), {}).error().id, u"directory.no-way-for-service"_s);
        QVERIFY(!QFile::exists(path.text())); // nothing left behind
        const Result<DirectoryLook> look = lookAtDirectory(nullptr, path, u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.service-cannot-pass"_s));
    }

    void refusals()
    {
        QCOMPARE(createProtected(ServerPath(m_root.filePath(u"no/where"_s)), context(), {}).error().id,
                 u"directory.parent-missing"_s);
        QCOMPARE(createProtected(ServerPath(u"relative"_s), context(), {}).error().id, u"directory.path-refused"_s);
        DirectoryContext nobody = context();
        nobody.serverProcessUser.reset();
        nobody.serviceAccount = u"no-such-account"_s;
        QCOMPARE(createProtected(ServerPath(m_root.filePath(u"x"_s)), nobody, {}).error().id,
                 u"directory.service-unknown"_s);
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(createProtected(ServerPath(m_root.filePath(u"x"_s)), context(), stop.get_token()).error().id,
                 u"directory.cancelled"_s);
    }

    void looks()
    {
        QFile file(m_root.filePath(u"plain"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        Result<DirectoryLook> look = lookAtDirectory(nullptr, ServerPath(file.fileName()), u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.seen.file"_s));
        look = lookAtDirectory(nullptr, ServerPath(m_root.filePath(u"no/where"_s)), u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.seen.no-parent"_s));

        const QString taken = folder(u"taken"_s, 0755);
        QFile key(taken + u"/a.key"_s);
        QVERIFY(key.open(QIODevice::WriteOnly));
        look = lookAtDirectory(nullptr, ServerPath(taken), u"a.key"_s, context(), {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.seen.name-taken"_s));
        QVERIFY(find(look->verdict.findings, u"directory.service-cannot-write"_s));
        QVERIFY(!look->canCreateHere); // not empty
        QVERIFY(look->command.contains(u"setfacl"_s));

        DirectoryContext remote = context();
        remote.seenFromHere = false;
        look = lookAtDirectory(nullptr, ServerPath(taken), u"a.key"_s, remote, {});
        QVERIFY_RESULT(look);
        QVERIFY(find(look->verdict.findings, u"directory.seen.unknown"_s));
        QVERIFY(find(look->verdict.findings, u"directory.readers.unknown"_s));
        QVERIFY(!look->command.isEmpty());
    }

    void serverOfAPort()
    {
        const int server = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        QCOMPARE(::bind(server, reinterpret_cast<sockaddr *>(&address), size), 0);
        QCOMPARE(::listen(server, 1), 0);
        QCOMPARE(::getsockname(server, reinterpret_cast<sockaddr *>(&address), &size), 0);
        QCOMPARE(findServerProcessUser(ntohs(address.sin_port)), std::optional<qint64>(::geteuid()));
        ::close(server);
    }
};

SMK_TEST(DirectoryRealTest)
#include "tst_directory_real_linux.moc"

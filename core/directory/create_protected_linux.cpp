#include "directory_step.h"

#include "access_parents.h"
#include "create_checks.h"
#include "directory_commands.h"
#include "former_rights_linux.h"
#include "links_followed.h"
#include "open_folder_linux.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QFile>

#include <fcntl.h>
#include <sys/acl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

Problem problemOf(const char *id, const ServerPath &directory, int error)
{
    return {.id = QString::fromLatin1(id),
            .arguments = {directory.text(), QString::fromLocal8Bit(std::strerror(error))},
            .remedies = {u"choose-folder"_s, u"retry"_s}};
}

Problem mkdirProblem(const ServerPath &directory, const DirectoryContext &context, const Principal &service, int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return problemOf("directory.parent-missing", directory, error);
    case EACCES:
    case EPERM:
    case EROFS: {
        Problem problem = problemOf("directory.create-not-permitted", directory, error);
        problem.command = protectCommand(directory, Platform::Linux, context.serviceAccount, service);
        return problem;
    }
    case EEXIST:
        return problemOf("directory.not-empty", directory, error);
    default:
        return problemOf("directory.create-failed", directory, error);
    }
}

// 0700 first, then one entry for the service's user: at no moment may anybody else in.
int giveTheService(int directory, const JudgeContext &judge)
{
    if (::fchmod(directory, 0700) != 0)
        return errno;
    if (judge.serviceIsSelf || judge.service.id == "uid:0"_L1)
        return 0;
    const QByteArray text = "u::rwx,u:" + judge.service.id.mid(4).toLatin1() + ":rwx,g::---,m::rwx,o::---";
    acl_t acl = acl_from_text(text.constData());
    if (!acl)
        return errno;
    const int error = acl_set_fd(directory, acl) == 0 ? 0 : errno;
    acl_free(acl);
    return error;
}

// A default list that the parent handed down would give others the file itself. By what is open, not by its name.
void dropDefaultEntries(int directory)
{
    acl_delete_def_file(QFile::encodeName(pathOfOpen(directory)).constData());
}

// Ours, not what somebody put in its place since.
bool isOwn(int directory)
{
    struct stat status = {};
    return ::fstat(directory, &status) == 0 && status.st_uid == ::geteuid();
}

bool bearsItsName(int directory, const LocalPath &path)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(directory, &opened) == 0 && ::lstat(QFile::encodeName(path.text()).constData(), &named) == 0
           && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

Problem exchanged(const ServerPath &directory)
{
    return {.id = u"directory.exchanged"_s, .arguments = {directory.text()}, .remedies = {u"choose-folder"_s}};
}

} // namespace

Result<CreatedDirectory> createProtected(const ServerPath &directory, const DirectoryContext &context,
                                         const CancelToken &cancel)
{
    aboutToBlock("createProtected");
    const Result<JudgeContext> allowed = checkBeforeCreating(directory, context, cancel);
    if (!allowed)
        return fail(allowed.error());
    const JudgeContext &judge = *allowed;

    const LocalPath path(directory.text());
    const LocalPath place = placeOfParent(path);
    const OpenFolder parent = openWithoutLinks(place.parent().text());
    const QByteArray name = QFile::encodeName(place.fileName());
    const bool made = parent.isOpen() && ::mkdirat(parent.get(), name.constData(), 0700) == 0;
    const int makeError = made ? 0 : errno; // of whichever of the two
    if (!made && (makeError != EEXIST || !isOwnAndEmpty(path)))
        return fail(mkdirProblem(directory, context, judge.service, makeError));
    const OpenFolder opened = parent.part(name);
    const int openError = opened.isOpen() ? 0 : errno;
    // What stands there now is somebody else's: nothing of it is touched, and nothing taken away by its name.
    if (openError == ELOOP || openError == ENOTDIR || (openError == 0 && !isOwn(opened.get())))
        return fail(exchanged(directory));
    const FormerRights former(opened.get());
    const auto undo = [&] {
        if (made)
            ::unlinkat(parent.get(), name.constData(), AT_REMOVEDIR);
        else
            former.putBack(opened.get());
    };
    const int error = openError != 0 ? openError : giveTheService(opened.get(), judge);
    if (error != 0) {
        undo();
        return fail(
            problemOf(error == ENOTSUP ? "directory.acl-not-supported" : "directory.protect-failed", directory, error));
    }
    dropDefaultEntries(opened.get());

    Result<AccessList> after = readAccess(LocalPath(pathOfOpen(opened.get())));
    if (!after) {
        undo();
        return fail(after.error());
    }
    if (!bearsItsName(opened.get(), path))
        return fail(exchanged(directory));
    const DirectoryVerdict verdict = judgeDirectory(*after, accessOfParents(path), judge);
    if (verdict.broad || hasState(verdict.findings, FindingState::Blocker)) {
        undo();
        const bool noWay = std::any_of(verdict.findings.begin(), verdict.findings.end(),
                                       [](const Finding &f) { return f.id == "directory.service-cannot-pass"_L1; });
        return fail({.id = noWay ? u"directory.no-way-for-service"_s : u"directory.read-back-differs"_s,
                     .arguments = {directory.text(), judge.service.shown},
                     .remedies = {u"choose-folder"_s}});
    }
    return CreatedDirectory{path, *after,
                            made ? undoCommand(directory, Platform::Linux) : former.undoCommand(directory)};
}

} // namespace smk

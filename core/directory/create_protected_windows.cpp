#include "directory_step.h"

#include "access_parents.h"
#include "create_checks.h"
#include "directory_commands.h"
#include "harden_windows.h"
#include "service_identity.h"
#include "thread_rule.h"
#include "windows_security.h"

#include <QDir>

#include <sddl.h>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

Problem problemOf(const ServerPath &directory, const DirectoryContext &context, const Principal &service, DWORD error)
{
    Problem problem{.id = u"directory.create-failed"_s,
                    .arguments = {directory.text(), systemText(error)},
                    .remedies = {u"choose-folder"_s, u"retry"_s}};
    if (error == ERROR_PATH_NOT_FOUND)
        problem.id = u"directory.parent-missing"_s;
    if (error == ERROR_ALREADY_EXISTS || error == ERROR_FILE_EXISTS || error == ERROR_DIR_NOT_EMPTY)
        problem.id = u"directory.not-empty"_s;
    if (error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT) {
        problem.id = u"directory.create-not-permitted"_s;
        problem.command = protectCommand(directory, Platform::Windows, context.serviceAccount, service);
    }
    return problem;
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

    // Protected, Administrators and SYSTEM full, the service modify; handed to the create call, so that at no moment
    // anybody else could open it.
    const QString sddl = u"D:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;%1)"_s.arg(judge.service.id);
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(wide(sddl), SDDL_REVISION_1, &descriptor, nullptr))
        return fail(problemOf(directory, context, judge.service, ::GetLastError()));
    const LocalMemory owner(descriptor);
    SECURITY_ATTRIBUTES attributes = {sizeof(SECURITY_ATTRIBUTES), descriptor, FALSE};
    const LocalPath path(QDir::fromNativeSeparators(directory.text()));
    const QString native = QDir::toNativeSeparators(path.text());
    const bool made = ::CreateDirectoryW(wide(native), &attributes);
    QString undo = undoCommand(directory, Platform::Windows);
    if (!made) {
        const DWORD error = ::GetLastError();
        if (error != ERROR_ALREADY_EXISTS || !isOwnAndEmpty(path))
            return fail(problemOf(directory, context, judge.service, error));
        const Hardened hardened = hardenEmptyFolder(path, descriptor);
        if (hardened.error != ERROR_SUCCESS)
            return fail(problemOf(directory, context, judge.service, hardened.error));
        undo = hardened.undoCommand;
    }

    Result<AccessList> after = readAccess(path);
    const auto undone = [&](Problem problem) {
        if (made)
            ::RemoveDirectoryW(wide(native));
        else
            problem.command = undo;
        return fail(std::move(problem));
    };
    if (!after)
        return undone(after.error());
    const DirectoryVerdict verdict = judgeDirectory(*after, accessOfParents(path), judge);
    if (verdict.broad || hasState(verdict.findings, FindingState::Blocker)) // FAT keeps no lists
        return undone({.id = u"directory.read-back-differs"_s,
                       .arguments = {directory.text(), judge.service.shown},
                       .remedies = {u"choose-folder"_s}});
    return CreatedDirectory{path, *after, undo};
}

} // namespace smk

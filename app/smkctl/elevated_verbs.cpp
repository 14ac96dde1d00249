#include "elevated_verbs.h"

#include "directory_step.h"
#include "durable_file.h"
#include "interrupt.h"
#include "json_problem.h"
#include "key_copy.h"
#include "links_followed.h"

#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

#ifdef Q_OS_WIN
constexpr Platform Own = Platform::Windows;
#else
constexpr Platform Own = Platform::Linux;
#endif

// "uid:998" as the window hands it over, or the account's name or SID as a person types it.
DirectoryContext contextFor(const QString &account)
{
    DirectoryContext context;
    context.platform = Own;
    context.seenFromHere = true;
    context.seat = Seat::OnServer;
    bool isNumber = false;
    const qint64 uid = account.startsWith("uid:"_L1) ? account.mid(4).toLongLong(&isNumber) : 0;
    if (isNumber && uid >= 0 && uid < 0xFFFFFFFFll)
        context.serverProcessUser = uid;
    else
        context.serviceAccount = account;
    return context;
}

} // namespace

int createOrGrant(const CommandLine &line, Output &output)
{
    const bool create = line.has(u"create"_s);
    const ServerPath directory(line.value(create ? u"create"_s : u"grant"_s));
    if (line.value(u"for"_s).isEmpty())
        return output.usage(u"--create and --grant need --for ACCOUNT, the account of SQL Server's service"_s);
    const DirectoryContext context = contextFor(line.value(u"for"_s));
    const Findings findings = checkDirectoryText(directory, context);
    if (hasState(findings, FindingState::Blocker)) {
        output.findings(findings, false);
        return output.end(Exit::Blocked);
    }
    // What was looked at had none, so somebody has put it there since; with these rights nobody follows it.
    const LocalPath written(QDir::fromNativeSeparators(directory.text()));
    if (const LocalPath place = placeOfParent(written); place != written)
        return output.problem(
            {.id = u"directory.link-above"_s, .arguments = {directory.text(), QDir::toNativeSeparators(place.text())}},
            Exit::Blocked);
    const Result<CreatedDirectory> done = create ? createProtected(directory, context, interrupt::token())
                                                 : grantService(directory, context, interrupt::token());
    if (!done)
        return output.problem(done.error(), Exit::Blocked);
    output.put(u"directory"_s, directory.text());
    output.put(u"undo"_s, done->undoCommand);
    output.line((create ? u"Created and protected: %1"_s : u"The right was given: %1"_s).arg(directory.text()));
    if (!done->undoCommand.isEmpty())
        output.line(u"Undo: %1"_s.arg(done->undoCommand));
    return output.end(Exit::Done);
}

int readForCopy(const CommandLine &line, Output &output)
{
    const LocalPath file(QDir::fromNativeSeparators(line.value(u"read"_s)));
    if (!QDir::isAbsolutePath(file.text()))
        return output.usage(u"--read takes the whole path of a file"_s);
    const Result<QByteArray> bytes = readWhole(file, KeyFileLimit);
    if (!bytes)
        return output.problem(bytes.error(), Exit::Failed);
    if (line.has(u"into"_s)) {
        // A new file: whatever stands there already is left alone. On Windows its rights are the folder's, which is the
        // asking user's own, for this program may run as another administrator; here it is its owner's alone.
        const FileAccess access = Own == Platform::Windows ? FileAccess::Inherited : FileAccess::OwnerOnly;
        const Result<WrittenFile> written = createDurably(LocalPath(QDir::fromNativeSeparators(line.value(u"into"_s))),
                                                          *bytes, access, interrupt::token());
        return written ? static_cast<int>(Exit::Done) : output.problem(written.error(), Exit::Failed);
    }
    const auto size = static_cast<std::size_t>(bytes->size());
    const bool whole = std::fwrite(bytes->constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    return static_cast<int>(whole ? Exit::Done : Exit::Failed);
}

} // namespace smk

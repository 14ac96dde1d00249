#include "execute_step.h"

#include "backup_problem.h"
#include "clock.h"
#include "file_look.h"
#include "statements.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

const ResultTable *tableWith(const std::vector<ResultTable> &tables, const QString &column)
{
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&column](const ResultTable &t) { return t.columns.contains(column); });
    return found == tables.end() ? nullptr : &*found;
}

ProbeAgain probeOf(const std::vector<ResultTable> &tables)
{
    ProbeAgain probe;
    if (const ResultTable *identity = tableWith(tables, u"server_name"_s)) {
        probe.serverName = identity->first(u"server_name"_s).toString();
        probe.atServerName = identity->first(u"at_server_name"_s).toString();
    }
    if (const ResultTable *key = tableWith(tables, u"key_guid"_s))
        probe.keyGuid = key->first(u"key_guid"_s).toString().toUpper();
    if (const ResultTable *file = tableWith(tables, u"file_exists"_s))
        probe.file = lookOf(*file);
    return probe;
}

// One batch; the file last, since a server before 2017 has no such view and ends the batch there.
Result<ProbeAgain> probeAgain(ServerSession &session, const BackupOrder &order)
{
    const BatchAnswer answer = session.run(
        QStringList{statements::identity(), statements::keyFingerprint(), statements::fileExists(order.file())}.join(
            u";\n"_s));
    if (!session.isOpen())
        return fail({.id = u"connect.link-lost"_s, .arguments = {order.serverName}, .remedies = {u"retry"_s}});
    ProbeAgain probe = probeOf(answer.tables);
    if (probe.file.seen == FileSeen::NotVisible)
        probe.file = lookForFile(session, order.file());
    return probe;
}

} // namespace

FileSeen reconcile(ServerSession &session, const ServerPath &file)
{
    aboutToBlock("reconcile");
    const FileLook look = lookForFile(session, file);
    if (look.seen != FileSeen::Exists)
        return look.seen;
    // Only reading it tells an empty file; where it cannot be read, it is there.
    const SizeAndHash found = sizeAndHashOf(session.query(statements::sizeAndHash(file)));
    return found.size == 0 ? FileSeen::Empty : FileSeen::Exists;
}

Result<KeyFile> backUp(ServerSession &session, const BackupOrder &order, const SecretString &password,
                       const CancelToken &cancel, const ProgressSink &progress)
{
    aboutToBlock("backUp");
    report(progress, {u"execute.probing"_s});
    const Result<ProbeAgain> probe = probeAgain(session, order);
    if (!probe)
        return fail(probe.error());
    if (const std::optional<Problem> stop = problemBefore(*probe, order))
        return fail(*stop);
    if (cancel.stop_requested())
        return fail({.id = u"execute.cancelled"_s});

    report(progress, {u"execute.writing"_s, {order.serverName}});
    const QDateTime startedUtc = nowUtc();
    const StatementAnswer answer =
        session.executeSecret(statements::backUp(order.file(), password), order.timeout, cancel);
    const QDateTime endedUtc = nowUtc();

    if (answer.outcome == Outcome::Unknown)
        return fail(problemOfBackup(answer, order, probe->file.seen, FileSeen::NotVisible, std::nullopt));
    report(progress, {u"execute.looking"_s});
    if (answer.outcome == Outcome::None) {
        // Without a word of the server nothing was sent, which the session knows for certain.
        const bool refused =
            std::any_of(answer.errors.begin(), answer.errors.end(), [](const ServerError &e) { return e.number > 0; });
        if (!refused && cancel.stop_requested())
            return fail({.id = u"execute.cancelled"_s});
        if (!refused && !session.isOpen())
            return fail({.id = u"connect.link-lost"_s, .arguments = {order.serverName}, .remedies = {u"retry"_s}});
        FileLook after = lookForFile(session, order.file());
        if (after.seen == FileSeen::Exists)
            after.seen = reconcile(session, order.file());
        return fail(problemOfBackup(answer, order, probe->file.seen, after.seen, after.directoryExists));
    }
    const SizeAndHash found = askSizeAndHash(session, order);
    const FileSeen seen =
        found.size < 0 && session.isOpen() ? lookForFile(session, order.file()).seen : FileSeen::NotVisible;
    return judgeDone(found, seen, order, startedUtc, endedUtc);
}

} // namespace smk

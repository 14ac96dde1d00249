// The Problem of a refused BACKUP. Keyed on the number alone: severities and texts differ.
#include "backup_problem.h"

#include "server_words.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr int FileNotCreated = 15240;

constexpr NumberedId refusals[] = {
    {FileNotCreated, "execute.file-not-created"},
    // Password policy: 1511x on Windows, 3306x on Linux and recent builds.
    {15116, "execute.password.too-short"},
    {33062, "execute.password.too-short"},
    {15117, "execute.password.too-long"},
    {33063, "execute.password.too-long"},
    {15156, "execute.password.too-long"},
    {15118, "execute.password.not-complex"},
    {33064, "execute.password.not-complex"},
    {15119, "execute.password.filter"},
    {15113, "execute.password.not-now"},
    {15114, "execute.password.not-now"},
    {15115, "execute.password.not-now"},
    {15120, "execute.password.policy-failed"},
    {15121, "execute.password.policy-failed"},
    {33065, "execute.password.policy-failed"},
    {33066, "execute.password.policy-failed"},
    // Which of them a build raises for missing CONTROL SERVER is not documented.
    {15247, "execute.no-permission"},
    {15151, "execute.no-permission"},
    {297, "execute.no-permission"},
    {300, "execute.no-permission"},
    {229, "execute.no-permission"},
    {230, "execute.no-permission"},
    {262, "execute.no-permission"},
    {33094, "execute.key-not-openable"},
    {33095, "execute.key-not-openable"},
    {15466, "execute.key-not-openable"},
    {15313, "execute.key-not-openable"},
    {15320, "execute.key-not-openable"},
    {15329, "execute.key-not-openable"},
    {15393, "execute.key-not-openable"},
    {15448, "execute.key-not-openable"},
    {15507, "execute.key-corrupted"},
    {15508, "execute.key-corrupted"},
    {15209, "execute.crypto-failed"},
    {15296, "execute.crypto-failed"},
    {15468, "execute.crypto-failed"},
    {33096, "execute.crypto-failed"},
    {15273, "execute.crypto-failed"},
    {15315, "execute.crypto-failed"},
    // Of other statements about other keys: the server did not run what was sent.
    {15146, "execute.other-statement"},
    {15208, "execute.other-statement"},
    {15276, "execute.other-statement"},
    {15317, "execute.other-statement"},
    {15464, "execute.other-statement"},
    {15465, "execute.other-statement"},
    {15578, "execute.other-statement"},
    {15581, "execute.other-statement"},
    {3201, "execute.file-trouble"},
    {3013, "execute.file-trouble"},
    {5133, "execute.file-trouble"},
    {3609, "execute.trigger"},
    {226, "execute.in-transaction"},
    {3021, "execute.in-transaction"},
    {102, "execute.syntax"},
    {105, "execute.syntax"},
    {319, "execute.syntax"},
    {208, "execute.not-known"},
    {911, "execute.not-known"},
    {2812, "execute.not-known"},
    {15281, "execute.turned-off"},
    {40510, "execute.not-supported"},
    {40517, "execute.not-supported"},
    {41902, "execute.not-supported"},
};

// The first record with a number we know; a driver may put records of its own before and behind the server's.
const ServerError *tellingError(const StatementAnswer &answer)
{
    const auto isKnown = [](const ServerError &e) { return idOfNumber(refusals, e.number) != nullptr; };
    const auto isServer = [](const ServerError &e) { return e.number > 0; };
    auto found = std::find_if(answer.errors.begin(), answer.errors.end(), isKnown);
    if (found == answer.errors.end())
        found = std::find_if(answer.errors.begin(), answer.errors.end(), isServer);
    if (found == answer.errors.end())
        found = answer.errors.begin();
    return found == answer.errors.end() ? nullptr : &*found;
}

// With 15240 a whole file is somebody else's (that is why), an empty one is what our statement left.
bool leftAFile(int number, FileSeen before, FileSeen after)
{
    return before == FileSeen::Absent
           && (after == FileSeen::Empty || (after == FileSeen::Exists && number != FileNotCreated));
}

CauseCheck nameTaken(FileSeen before, FileSeen after)
{
    // A whole file now that was not there before: somebody was quicker. An empty one is what our statement left.
    if (before == FileSeen::Exists || before == FileSeen::Empty || after == FileSeen::Exists)
        return CauseCheck::Found;
    return before == FileSeen::Absent || after == FileSeen::Absent ? CauseCheck::RuledOut : CauseCheck::NotChecked;
}

CauseCheck folderMissing(std::optional<bool> exists)
{
    if (!exists)
        return CauseCheck::NotChecked;
    return *exists ? CauseCheck::RuledOut : CauseCheck::Found;
}

// Found by look-up, or as the only one left; a look that said "can write" is outdone by both others being ruled out.
CauseCheck notWritable(std::optional<bool> canWrite, CauseCheck missing, CauseCheck taken)
{
    if (canWrite && !*canWrite)
        return CauseCheck::Found;
    if (missing == CauseCheck::RuledOut && taken == CauseCheck::RuledOut)
        return CauseCheck::Found;
    return canWrite && (missing == CauseCheck::Found || taken == CauseCheck::Found) ? CauseCheck::RuledOut
                                                                                    : CauseCheck::NotChecked;
}

// Which of the three holds is in the title where it is known; a file that stands there now outdoes it: a whole one took
// the name, whatever else holds; an empty one is "left", whoever left it.
QString idTail(const std::vector<Cause> &causes, CauseCheck taken, FileSeen after)
{
    if (after == FileSeen::Exists || (taken == CauseCheck::Found && after != FileSeen::Empty))
        return u".name-taken"_s;
    if (after == FileSeen::Empty)
        return u".left"_s;
    const bool one = causes[0].check == CauseCheck::Found && causes[1].check != CauseCheck::Found;
    QString cause = one ? causes[0].id.mid(causes[0].id.lastIndexOf(u'.') + 1) : QString();
    if (cause == "account-not-writable"_L1) // its name is not known
        cause = u"folder-not-writable"_s;
    if (!cause.isEmpty() && after == FileSeen::Absent)
        return u'.' + cause;
    return after == FileSeen::NotVisible ? u".unseen"_s : u".one-of"_s;
}

void addCausesOfFile(Problem &problem, const BackupOrder &order, FileSeen before, FileSeen after,
                     std::optional<bool> directoryExists)
{
    const CauseCheck missing = folderMissing(directoryExists);
    const CauseCheck taken = nameTaken(before, after);
    problem.causes = {
        {order.serviceAccount.isEmpty() ? u"execute.cause.account-not-writable"_s
                                        : u"execute.cause.folder-not-writable"_s,
         {order.serviceAccount},
         notWritable(order.serviceCanWrite, missing, taken)},
        {u"execute.cause.folder-missing"_s, {order.directory.text()}, missing},
        {u"execute.cause.name-taken"_s, {order.fileName}, taken},
    };
    std::stable_partition(problem.causes.begin(), problem.causes.end(),
                          [](const Cause &c) { return c.check == CauseCheck::Found; });
    problem.remedies = taken == CauseCheck::Found ? QStringList{u"new-name"_s, u"choose-folder"_s}
                                                  : QStringList{u"choose-folder"_s, u"retry"_s};
    problem.id += idTail(problem.causes, taken, after);
    problem.arguments = {order.directory.text(), order.serviceAccount, order.fileName};
}

QString grantCommand(const QString &login)
{
    QString name = login;
    name.replace(u']', u"]]"_s);
    return u"GRANT CONTROL SERVER TO [%1];"_s.arg(name.isEmpty() ? u"LOGIN"_s : name);
}

void addRemedies(Problem &problem, const BackupOrder &order)
{
    if (problem.id.startsWith("execute.password."_L1)) {
        problem.returnTo = u"password"_s;
        problem.remedies = {u"choose-password"_s};
    } else if (problem.id == "execute.no-permission"_L1) {
        problem.command = grantCommand(order.login);
        problem.remedies = {u"retry"_s};
    } else if (problem.id != "execute.not-supported"_L1 && problem.id != "execute.syntax"_L1) {
        problem.remedies = {u"retry"_s};
    }
}

Problem unknownOutcome(const ServerError *error)
{
    Problem problem{.id = u"execute.unknown-outcome"_s,
                    .arguments = {},
                    .outcome = Outcome::Unknown,
                    .remedies = {u"look-for-file"_s}};
    if (error)
        problem.server = *error;
    return problem;
}

} // namespace

std::span<const NumberedId> backupNumbers()
{
    return refusals;
}

Problem problemOfBackup(const StatementAnswer &answer, const BackupOrder &order, FileSeen before, FileSeen after,
                        std::optional<bool> directoryExists)
{
    const ServerError *error = tellingError(answer);
    if (answer.outcome == Outcome::Unknown)
        return unknownOutcome(error);
    Problem problem;
    problem.id = error ? u"execute.refused"_s : u"execute.no-answer"_s;
    problem.outcome = answer.outcome;
    if (error) {
        problem.server = *error;
        if (const char *id = idOfNumber(refusals, error->number))
            problem.id = QString::fromLatin1(id);
        else
            problem.arguments = unknownErrorArguments(*error);
    }
    if (problem.server && problem.server->number == FileNotCreated)
        addCausesOfFile(problem, order, before, after, directoryExists);
    else
        addRemedies(problem, order);
    if (leftAFile(error ? error->number : 0, before, after))
        problem.causes.push_back({u"execute.cause.file-left"_s, {order.file().text()}, CauseCheck::Found});
    return problem;
}

std::optional<Problem> problemBefore(const ProbeAgain &probe, const BackupOrder &order)
{
    const auto same = [](const QString &a, const QString &b) { return a.compare(b, Qt::CaseInsensitive) == 0; };
    const bool named = !probe.serverName.isEmpty() || !probe.atServerName.isEmpty();
    if (named && !order.serverName.isEmpty() && !same(probe.serverName, order.serverName)
        && !same(probe.atServerName, order.serverName))
        return Problem{
            .id = u"execute.other-server"_s,
            .arguments = {order.serverName, probe.serverName.isEmpty() ? probe.atServerName : probe.serverName},
            .returnTo = u"connect"_s};
    if (probe.keyGuid && !order.keyGuid.isEmpty() && !same(*probe.keyGuid, order.keyGuid)) {
        if (probe.keyGuid->isEmpty())
            return Problem{.id = u"execute.key-not-visible"_s, .arguments = {order.keyGuid}, .returnTo = u"connect"_s};
        return Problem{
            .id = u"execute.key-changed"_s, .arguments = {order.keyGuid, *probe.keyGuid}, .returnTo = u"connect"_s};
    }
    if (probe.file.seen == FileSeen::Exists || probe.file.seen == FileSeen::Empty)
        return Problem{.id = u"execute.name-taken"_s,
                       .arguments = {order.file().text()},
                       .remedies = {u"new-name"_s, u"choose-folder"_s}};
    return std::nullopt;
}

Result<KeyFile> judgeDone(const SizeAndHash &found, FileSeen seen, const BackupOrder &order,
                          const QDateTime &startedUtc, const QDateTime &endedUtc)
{
    constexpr qint64 LargestKeyFile = 1024 * 1024;
    const QString path = order.file().text();
    const auto stop = [&](const char *id, QStringList arguments) {
        return fail({.id = QString::fromLatin1(id),
                     .arguments = std::move(arguments),
                     .outcome = Outcome::Done,
                     .remedies = {u"new-name"_s, u"choose-folder"_s}});
    };
    if (found.size == 0 || seen == FileSeen::Empty)
        return stop("execute.empty-file", {path});
    if (found.size > LargestKeyFile)
        return stop("execute.too-large", {path, QString::number(found.size)});
    if (found.size < 0 && seen == FileSeen::Absent)
        return stop("execute.file-missing", {path});
    return KeyFile{order.file(), found.size, found.hash, found.reasonId, startedUtc, endedUtc};
}

} // namespace smk

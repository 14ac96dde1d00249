#include "way_decisions.h"

#include "server_words.h"

#include <QDir>
#include <QRegularExpression>

namespace smk {

namespace {

constexpr int CannotOpen = 4861;

constexpr NumberedId refusals[] = {
    {4834, "copy.way.no-bulk-rights"},
    {229, "copy.way.no-bulk-rights"},
    {230, "copy.way.no-bulk-rights"},
    {262, "copy.way.no-bulk-rights"},
    {297, "copy.way.no-bulk-rights"},
    {300, "copy.way.no-bulk-rights"},
    {15247, "copy.way.no-bulk-rights"},
    {15281, "copy.way.turned-off"},
    {4860, "copy.way.not-found"},
    {4862, "copy.way.cannot-read"},
    // CannotOpen: or better, by the system's code in its text.
    {CannotOpen, "copy.way.cannot-open"},
    {491, "copy.way.not-understood"},
    {102, "copy.way.not-understood"},
    {105, "copy.way.not-understood"},
};

QString reasonOfNumber(const ServerError &error)
{
    if (error.number == CannotOpen) {
        switch (systemErrorCode(error.text).value_or(0)) {
        case 2:
        case 3:
            return QStringLiteral("copy.way.not-found");
        case 5:
        case 13: // Linux: EACCES
            return QStringLiteral("copy.way.denied");
        case 32:
            return QStringLiteral("copy.way.in-use");
        default:
            break;
        }
    }
    const char *id = idOfNumber(refusals, error.number);
    return QString::fromLatin1(id ? id : "copy.way.refused");
}

} // namespace

std::span<const NumberedId> readNumbers()
{
    return refusals;
}

std::optional<int> systemErrorCode(const QString &text)
{
    // The words around it are localised; the number before its bracket is not: "code 5(", "Fehlercode 5(".
    static const QRegularExpression code(QStringLiteral("\\b(\\d{1,5})\\s*\\("));
    std::optional<int> found;
    for (auto match = code.globalMatch(text); match.hasNext();)
        found = match.next().captured(1).toInt();
    return found;
}

WayAttempt attemptOfRefusal(const Problem &problem)
{
    WayAttempt attempt{.way = Way::OverSql, .state = WayState::Refused, .reasonId = {}, .server = problem.server};
    if (problem.server && problem.server->number != 0) {
        attempt.reasonId = reasonOfNumber(*problem.server);
        attempt.arguments = {QString::number(problem.server->number)};
        if (attempt.reasonId == QStringLiteral("copy.way.refused"))
            attempt.arguments << shortServerText(*problem.server);
    } else if (problem.id == QStringLiteral("connect.link-lost")) {
        attempt.reasonId = QStringLiteral("copy.way.link-lost");
    } else if (problem.outcome == Outcome::Unknown || problem.id.endsWith(QStringLiteral("timeout"))) {
        attempt.reasonId = QStringLiteral("copy.way.no-answer");
    } else {
        attempt.reasonId = QStringLiteral("copy.way.refused");
        attempt.arguments = {problem.id};
    }
    return attempt;
}

WayAttempt attemptOfFileProblem(Way way, const Problem &problem)
{
    WayAttempt attempt{.way = way,
                       .state = WayState::Refused,
                       .reasonId = QStringLiteral("copy.way.cannot-read"),
                       .arguments = problem.arguments};
    if (problem.id == QStringLiteral("files.denied"))
        attempt.reasonId = QStringLiteral("copy.way.denied");
    else if (problem.id == QStringLiteral("files.missing") || problem.id == QStringLiteral("files.gone"))
        attempt.reasonId = QStringLiteral("copy.way.not-found");
    else if (problem.id == QStringLiteral("files.too-large"))
        attempt.reasonId = QStringLiteral("copy.too-large");
    return attempt;
}

bool isServersOwnTree(const ServerPath &file, Platform platform)
{
    if (platform != Platform::Linux)
        return false;
    const QString path = QDir::cleanPath(file.text());
    const QString tree = QStringLiteral("/var/opt/mssql");
    return path == tree || path.startsWith(tree + QLatin1Char('/'));
}

std::optional<Problem> judgeBytes(const QByteArray &bytes, const std::optional<Sha256> &serverHash,
                                  const ServerPath &file)
{
    const auto problem = [&](const char *id, const char *returnTo) {
        return Problem{.id = QString::fromLatin1(id),
                       .arguments = {file.text(), QString::number(bytes.size())},
                       .returnTo = QString::fromLatin1(returnTo)};
    };
    if (bytes.isEmpty())
        return problem("copy.empty", "execute");
    if (bytes.size() > KeyFileLimit)
        return problem("copy.too-large", "execute");
    if (serverHash && Sha256::of(bytes) != *serverHash)
        return problem("copy.differs-from-server", "execute");
    return std::nullopt;
}

Problem problemOfAttempts(const std::vector<WayAttempt> &attempts, const ReadOrder &order)
{
    Problem problem{.id = QStringLiteral("copy.not-readable"), .arguments = {order.file.text()}};
    bool linkLost = false;
    for (const WayAttempt &attempt : attempts) {
        if (attempt.state != WayState::Refused && attempt.state != WayState::NotPossible)
            continue;
        problem.causes.push_back({.id = attempt.reasonId, .arguments = attempt.arguments, .check = CauseCheck::Found});
        if (!problem.server && attempt.server)
            problem.server = attempt.server;
        linkLost = linkLost || attempt.reasonId == QStringLiteral("copy.way.link-lost")
                   || attempt.reasonId == QStringLiteral("copy.way.no-session");
    }
    if (linkLost) {
        problem.remedies += QStringLiteral("reconnect");
        problem.returnTo = QStringLiteral("connect");
    }
    problem.remedies += {QStringLiteral("retry"), QStringLiteral("copy-by-hand")};
    if (order.localFile && order.seat == Seat::OnServer && !order.elevate)
        problem.remedies.prepend(QStringLiteral("copy-elevated"));
    problem.command = byHandCommand(order, LocalPath(QDir::home().filePath(order.file.fileName(order.platform))));
    return problem;
}

} // namespace smk

#include "way_decisions.h"

#include <QDir>
#include <QRegularExpression>

namespace smk {

namespace {

QString reasonOfNumber(const ServerError &error)
{
    switch (error.number) {
    case 4834:  // no permission for bulk load
    case 229:
    case 230:
    case 262:
    case 297:
    case 300:
        return QStringLiteral("copy.way.no-bulk-rights");
    case 15281: // turned off
        return QStringLiteral("copy.way.turned-off");
    case 4860:
        return QStringLiteral("copy.way.not-found");
    case 4862:
        return QStringLiteral("copy.way.cannot-read");
    case 4861:
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
            return QStringLiteral("copy.way.cannot-open");
        }
    default:
        return QStringLiteral("copy.way.refused");
    }
}

} // namespace

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
    WayAttempt attempt{.way = way, .state = WayState::Refused, .reasonId = QStringLiteral("copy.way.cannot-read"), .arguments = problem.arguments};
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

std::optional<Problem> judgeBytes(const QByteArray &bytes, const std::optional<Sha256> &serverHash, const ServerPath &file)
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
        linkLost = linkLost || attempt.reasonId == QStringLiteral("copy.way.link-lost") || attempt.reasonId == QStringLiteral("copy.way.no-session");
    }
    if (linkLost) {
        problem.remedies += QStringLiteral("reconnect");
        problem.returnTo = QStringLiteral("connect");
    }
    problem.remedies += {QStringLiteral("retry"), QStringLiteral("copy-by-hand")};
    problem.command = byHandCommand(order, LocalPath(QDir::home().filePath(order.file.fileName(order.platform))));
    return problem;
}

} // namespace smk

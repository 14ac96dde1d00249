#include "json_problem.h"

#include <QJsonArray>

namespace smk {

namespace {

QString checkName(CauseCheck check)
{
    switch (check) {
    case CauseCheck::Found:
        return QStringLiteral("found");
    case CauseCheck::RuledOut:
        return QStringLiteral("ruled-out");
    case CauseCheck::NotChecked:
        return QStringLiteral("not-checked");
    }
    return {};
}

QJsonArray causesToJson(const std::vector<Cause> &causes)
{
    QJsonArray array;
    for (const Cause &cause : causes)
        array.append(QJsonObject{{QStringLiteral("id"), cause.id},
                                 {QStringLiteral("arguments"), QJsonArray::fromStringList(cause.arguments)},
                                 {QStringLiteral("check"), checkName(cause.check)}});
    return array;
}

QJsonObject serverToJson(const ServerError &error)
{
    return {{QStringLiteral("number"), error.number},
            {QStringLiteral("severity"), error.severity},
            {QStringLiteral("state"), error.state},
            {QStringLiteral("sqlState"), error.sqlState},
            {QStringLiteral("text"), error.text}};
}

} // namespace

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return QStringLiteral("done");
    case Outcome::None:
        return QStringLiteral("none");
    case Outcome::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

QJsonObject toJson(const Problem &problem)
{
    QJsonObject object{{QStringLiteral("id"), problem.id},
                       {QStringLiteral("arguments"), QJsonArray::fromStringList(problem.arguments)},
                       {QStringLiteral("outcome"), outcomeName(problem.outcome)}};
    if (problem.server)
        object.insert(QStringLiteral("server"), serverToJson(*problem.server));
    if (!problem.causes.empty())
        object.insert(QStringLiteral("causes"), causesToJson(problem.causes));
    if (!problem.remedies.isEmpty())
        object.insert(QStringLiteral("remedies"), QJsonArray::fromStringList(problem.remedies));
    if (!problem.returnTo.isEmpty())
        object.insert(QStringLiteral("returnTo"), problem.returnTo);
    if (!problem.command.isEmpty())
        object.insert(QStringLiteral("command"), problem.command);
    return object;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject object{{QStringLiteral("id"), finding.id}, {QStringLiteral("state"), findingStateName(finding.state)}};
    if (!finding.arguments.isEmpty())
        object.insert(QStringLiteral("arguments"), QJsonArray::fromStringList(finding.arguments));
    if (!finding.command.isEmpty())
        object.insert(QStringLiteral("command"), finding.command);
    return object;
}

QJsonArray toJson(const Findings &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(toJson(finding));
    return array;
}

} // namespace smk

#include "open_error.h"

#include "diagnostics.h"

#include <QRegularExpression>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

struct NumberRow
{
    int number;
    const char *id;
};

// Keyed on the number alone: texts are localised. What ends in the same page has the same id.
constexpr NumberRow serverNumbers[] = {
    {18452, "connect.login-untrusted"},    {17806, "connect.login-untrusted"},
    {18470, "connect.login-disabled"},     {18486, "connect.login-locked"},
    {18487, "connect.login-expired"},      {18488, "connect.login-must-change"},
    {18401, "connect.server-starting"},    {18451, "connect.server-admins-only"},
    {18461, "connect.server-admins-only"}, {4060, "connect.database-not-opened"},
    {4062, "connect.database-not-opened"}, {4063, "connect.database-not-opened"},
    {4064, "connect.database-not-opened"}, {17892, "connect.logon-trigger"},
    {17809, "connect.server-full"},        {17835, "connect.encryption-required"},
    {18456, "connect.login-failed"}, // last: it also follows 4060, which then tells the true cause
};

constexpr NumberRow driverNumbers[] = {
    {-2146893019, "connect.certificate"},
    {-2146893022, "connect.certificate"},
    {20013, "connect.unknown-host"},
    {20009, "connect.refused"},
    {10061, "connect.refused"},
    {11001, "connect.unknown-host"},
    {20003, "connect.timeout"},
    {258, "connect.timeout"},
    {10060, "connect.timeout"},
    {10054, "connect.closed"},
    {20017, "connect.closed"},
};

struct TextRow
{
    const char *piece;
    const char *id;
};

// Only where no number tells. Substrings that are the same in several languages come first.
constexpr TextRow texts[] = {
    {"can't open lib", "connect.driver-missing"},
    {"file not found", "connect.driver-missing"},
    {"data source name not found", "connect.driver-missing"},
    {"certificate verify failed", "connect.certificate"},
    {"self signed", "connect.certificate"},
    {"self-signed", "connect.certificate"},
    {"connection refused", "connect.refused"},
    {"timeout expired", "connect.timeout"},
    {"0x102", "connect.timeout"},
    {"0x2746", "connect.closed"},
    {"0x274c", "connect.timeout"},
    {"0x274d", "connect.refused"},
    {"0x2af9", "connect.unknown-host"},
    {"ssl provider", "connect.certificate"},
    {"ssl-anbieter", "connect.certificate"},
    {"unknown host", "connect.unknown-host"},
    {"login failed", "connect.login-failed"},
};

template <std::size_t N>
const char *idOfNumbers(const NumberRow (&rows)[N], const QList<int> &numbers)
{
    for (const NumberRow &row : rows) {
        if (numbers.contains(row.number))
            return row.id;
    }
    return nullptr;
}

const char *idOfText(const QString &text)
{
    for (const TextRow &row : texts) {
        if (text.contains(QLatin1StringView(row.piece), Qt::CaseInsensitive))
            return row.id;
    }
    return nullptr;
}

const char *problemId(const OpenFailure &failure, const QList<int> &numbers)
{
    if (const char *id = idOfNumbers(serverNumbers, numbers))
        return id;
    if (const char *id = idOfNumbers(driverNumbers, numbers))
        return id;
    if (const char *id = idOfText(failure.text))
        return id;
    return failure.reachedTimeout ? "connect.timeout" : "connect.unreachable";
}

QStringList remediesOf(const QString &id)
{
    if (id == "connect.certificate"_L1)
        return {u"trust-ca"_s, u"use-name"_s, u"trust-once"_s};
    if (id.startsWith("connect.login"_L1))
        return {u"edit-login"_s, u"retry"_s};
    if (id == "connect.driver-missing"_L1)
        return {u"choose-driver"_s};
    return {u"retry"_s};
}

} // namespace

Problem openProblem(const OpenFailure &failure, const QString &server, const QString &login)
{
    QList<int> numbers;
    for (const QString &part : failure.numbers.split(u';', Qt::SkipEmptyParts))
        numbers << part.trimmed().toInt();
    Problem problem;
    problem.id = QString::fromLatin1(problemId(failure, numbers));
    problem.arguments = {server, login};
    problem.remedies = remediesOf(problem.id);
    problem.returnTo = u"connect"_s;
    ServerError error;
    error.number = numbers.isEmpty() ? 0 : numbers.last();
    // Joined records, each with the driver's brackets in front; OpenSSL's own bracket holds the reason and stays.
    static const QRegularExpression brackets(u"\\s*(\\[(?!error:)[^\\]\\[]*\\])+"_s);
    error.text = QString(failure.text).replace(brackets, u" "_s).trimmed();
    problem.server = error;
    return problem;
}

} // namespace smk

#include "open_error.h"

#include "diagnostics.h"
#include "server_words.h"

#include <QRegularExpression>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// Keyed on the number alone: texts are localised. What ends in the same page has the same id.
constexpr NumberedId serverNumbers[] = {
    {18452, "connect.login-untrusted"},
    {17806, "connect.login-untrusted"},
    {18470, "connect.login-disabled"},
    {18486, "connect.login-locked"},
    {18487, "connect.login-expired"},
    {18488, "connect.login-must-change"},
    {18401, "connect.server-starting"},
    {18451, "connect.server-admins-only"},
    {18461, "connect.server-admins-only"},
    {4060, "connect.database-not-opened"},
    {4061, "connect.database-not-opened"},
    {4062, "connect.database-not-opened"},
    {4063, "connect.database-not-opened"},
    {4064, "connect.database-not-opened"},
    {17892, "connect.logon-trigger"},
    {17809, "connect.server-full"},
    {17810, "connect.dac-busy"},
    {17835, "connect.encryption-required"},
    {17828, "connect.protocol"},
    {17832, "connect.protocol"},
    {17836, "connect.protocol"},
    {18456, "connect.login-failed"}, // last: it also follows 4060, which then tells the true cause
};

// Codes of FreeTDS (20002 alone tells nothing), of Windows sockets and of Schannel; 104 is a reset and 111 a refusal on
// Linux.
constexpr NumberedId driverNumbers[] = {
    {-2146893019, "connect.certificate"},
    {-2146893022, "connect.certificate"},
    // Tickets. Windows' own codes (as its headers have them), and the GSS-API's as Microsoft's driver hands them on
    // (measured).
    {-2146893042, "connect.no-ticket"},
    {-2146893053, "connect.no-service-ticket"},
    {-2146893039, "connect.kdc-unreachable"},
    {-2146893020, "connect.clock-skew"},
    {458752, "connect.no-ticket"},
    {720896, "connect.ticket-expired"},
    {851968, "connect.kerberos"},
    {20013, "connect.unknown-host"},
    {11001, "connect.unknown-host"},
    {20009, "connect.refused"},
    {10061, "connect.refused"},
    {111, "connect.refused"},
    {20014, "connect.login-failed"},
    {20003, "connect.timeout"},
    {258, "connect.timeout"},
    {10060, "connect.timeout"},
    {233, "connect.no-process"},
    {10054, "connect.closed"},
    {10053, "connect.closed"},
    {104, "connect.closed"},
    {20004, "connect.closed"},
    {20006, "connect.closed"},
    {20017, "connect.closed"},
};

// 08001 is not among them: it says no more than that there is no connection.
constexpr StateId states[] = {
    {"IM002", "connect.driver-unknown"}, {"IM003", "connect.driver-missing"},
    {"01000", "connect.driver-missing"}, // unixODBC's, with native code 0: the library cannot be opened
    {"28000", "connect.login-failed"},   {"HYT00", "connect.timeout"},
    {"HYT01", "connect.timeout"},        {"S1T00", "connect.timeout"},
    {"HY008", "connect.cancelled"},      {"S1008", "connect.cancelled"},
    {"08S01", "connect.closed"},
};

// Only where no number tells. Substrings that are the same in several languages come first.
constexpr StateId texts[] = {
    {"can't open lib", "connect.driver-missing"},
    {"file not found", "connect.driver-missing"},
    {"data source name not found", "connect.driver-unknown"},
    // OpenSSL's own codes, the same in every language; 1.1 and 3.
    {"error:0a000086", "connect.certificate"},
    {"error:1416f086", "connect.certificate"},
    {"error:0a000102", "connect.tls"},
    {"error:0a00010b", "connect.tls"},
    {"unsupported protocol", "connect.tls"},
    {"wrong version number", "connect.tls"},
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

const char *idOfNumbers(std::span<const NumberedId> rows, const QList<int> &numbers)
{
    for (const NumberedId &row : rows) {
        if (numbers.contains(row.number))
            return row.id;
    }
    return nullptr;
}

const char *idOfStates(const std::vector<ServerError> &records)
{
    for (const StateId &row : states) {
        const bool held = std::any_of(records.begin(), records.end(), [&row](const ServerError &r) {
            return r.sqlState == QLatin1StringView(row.state) && (r.number == 0 || r.sqlState != "01000"_L1);
        });
        if (held)
            return row.id;
    }
    return nullptr;
}

// A number that no table has and that came from the server: it refused, in words that this program does not know.
bool isServersOwn(const ServerError &record)
{
    constexpr int SmallestLoginError = 1000; // below it are errno and what Windows puts into the native code
    return record.number >= SmallestLoginError && isServerMessage(record);
}

const char *idOfText(const QString &text)
{
    for (const StateId &row : texts) {
        if (text.contains(QLatin1StringView(row.state), Qt::CaseInsensitive))
            return row.id;
    }
    return nullptr;
}

// Microsoft's driver puts "login failed" last and QODBC keeps the last number alone: what stood before it was a
// database that cannot be opened. Both are messages of the server, which its brackets tell in every language.
bool hidesAnother(const OpenFailure &failure, const QList<int> &numbers)
{
    const bool microsoft = failure.kind == DriverKind::Microsoft18 || failure.kind == DriverKind::Microsoft17;
    return microsoft && numbers == QList<int>{18456} && failure.text.count("[SQL Server]"_L1) > 1;
}

const char *problemId(const OpenFailure &failure, const QList<int> &numbers)
{
    if (hidesAnother(failure, numbers))
        return "connect.database-not-opened";
    if (const char *id = idOfNumbers(serverNumbers, numbers))
        return id;
    const auto isOwnNumber = [](int number) {
        return isServersOwn(ServerError{.number = number, .sqlState = {}, .text = {}});
    };
    if (std::any_of(failure.records.begin(), failure.records.end(), isServersOwn)
        || (!idOfNumbers(driverNumbers, numbers) && std::any_of(numbers.begin(), numbers.end(), isOwnNumber)))
        return "connect.login-refused";
    if (const char *id = idOfNumbers(driverNumbers, numbers))
        return id;
    const char *byState = idOfStates(failure.records);
    // A lost link during the handshake has a better name where a text knows it.
    if (byState && QLatin1StringView(byState) != "connect.closed"_L1)
        return byState;
    if (const char *id = idOfText(failure.text))
        return id;
    if (byState)
        return byState;
    return failure.reachedTimeout ? "connect.timeout" : "connect.unreachable";
}

QStringList remediesOf(const QString &id)
{
    if (id == "connect.certificate"_L1)
        return {u"trust-ca"_s, u"use-name"_s, u"trust-once"_s};
    if (id.startsWith("connect.login"_L1))
        return {u"edit-login"_s, u"retry"_s};
    if (id.startsWith("connect.driver-"_L1))
        return {u"choose-driver"_s};
    return {u"retry"_s};
}

// Joined records, each with the driver's brackets in front; OpenSSL's own bracket holds the reason and stays.
QString withoutBrackets(const QString &text)
{
    static const QRegularExpression brackets(u"\\s*(\\[(?!error:)[^\\]\\[]*\\])+"_s);
    return QString(text).replace(brackets, u" "_s).trimmed();
}

// The record that is shown: the one that decided, else the server's own, else all that was joined.
ServerError tellingRecord(const OpenFailure &failure, const QList<int> &numbers)
{
    for (const std::span<const NumberedId> table : {openServerNumbers(), openDriverNumbers()}) {
        for (const NumberedId &row : table) {
            for (const ServerError &record : failure.records) {
                if (record.number == row.number)
                    return record;
            }
        }
        const auto own = std::find_if(failure.records.begin(), failure.records.end(), isServersOwn);
        if (own != failure.records.end())
            return *own;
    }
    ServerError error;
    const auto known = std::find_if(numbers.begin(), numbers.end(), [](int number) {
        return idOfNumber(serverNumbers, number) || idOfNumber(driverNumbers, number);
    });
    error.number = known != numbers.end() ? *known : numbers.isEmpty() ? 0 : numbers.last();
    if (!failure.records.empty())
        error.sqlState = failure.records.front().sqlState;
    error.text = withoutBrackets(failure.text);
    // FreeTDS puts a sentence of its own before what the server said.
    constexpr auto ownWords = "Unable to connect to data source "_L1;
    if (failure.kind == DriverKind::FreeTds && error.text.startsWith(ownWords))
        error.text.remove(0, ownWords.size());
    return error;
}

} // namespace

std::span<const NumberedId> openServerNumbers()
{
    return serverNumbers;
}

std::span<const NumberedId> openDriverNumbers()
{
    return driverNumbers;
}

std::span<const StateId> openTexts()
{
    return texts;
}

std::span<const StateId> openStates()
{
    return states;
}

Problem openProblem(const OpenFailure &failure, const QString &server, const QString &login)
{
    QList<int> numbers;
    for (const ServerError &record : failure.records)
        numbers << record.number;
    for (const QString &part : failure.numbers.split(u';', Qt::SkipEmptyParts))
        numbers << part.trimmed().toInt();
    Problem problem;
    problem.id = QString::fromLatin1(problemId(failure, numbers));
    problem.arguments = {server, login};
    problem.remedies = remediesOf(problem.id);
    problem.returnTo = u"connect"_s;
    problem.server = tellingRecord(failure, numbers);
    if (problem.id == "connect.login-refused"_L1)
        problem.arguments << unknownErrorArguments(*problem.server);
    return problem;
}

} // namespace smk

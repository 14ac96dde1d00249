#include "diagnostics.h"

#include <array>
#include <set>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int infoKeysIdentical = 15588;
// Fields of Microsoft's drivers (msodbcsql.h) that FreeTDS knows in part.
constexpr SQLSMALLINT diagMessageState = -1150;
constexpr SQLSMALLINT diagSeverity = -1151;
constexpr SQLSMALLINT mostRecords = 100; // a driver that never says "no data" must not hang us

QString fromWide(const SQLWCHAR *text, qsizetype units)
{
    return QString::fromUtf16(reinterpret_cast<const char16_t *>(text), units);
}

int numberField(SQLSMALLINT handleType, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT field)
{
    SQLINTEGER value = -1;
    SQLSMALLINT length = 0;
    const SQLRETURN code = SQLGetDiagFieldW(handleType, handle, record, field, &value, SQL_IS_INTEGER, &length);
    return SQL_SUCCEEDED(code) && value > 0 && value < 256 ? int(value) : -1;
}

// FreeTDS' own codes (sybdb.h); SQL Server raises nothing in this range for our statements.
bool isFreeTdsCode(int number)
{
    return number >= 20000 && number < 20200;
}

// Class 08, a connection exception; but 08004 is the server's refusal over a line that stands: both drivers give it to
// 911, no such database.
bool isConnectionState(const QString &sqlState)
{
    return sqlState.startsWith("08"_L1) && sqlState != "08004"_L1;
}

// What Windows sockets and Microsoft's drivers put into the native code.
bool isSystemCode(int number)
{
    static const std::set<int> codes{258, 10053, 10054, 10060, 10061, 11001, 26, 53, 64, 121, 233, 1326};
    return number <= 0 || codes.contains(number);
}

} // namespace

std::vector<ServerError> readDiagnostics(SQLSMALLINT handleType, SQLHANDLE handle, const TextFilter &filter)
{
    std::vector<ServerError> records;
    std::array<SQLWCHAR, 4096> text{};
    for (SQLSMALLINT i = 1; i <= mostRecords; ++i) {
        std::array<SQLWCHAR, 6> state{};
        SQLINTEGER native = 0;
        SQLSMALLINT length = 0;
        const SQLRETURN code = SQLGetDiagRecW(handleType, handle, i, state.data(), &native, text.data(),
                                              SQLSMALLINT(text.size()), &length);
        if (!SQL_SUCCEEDED(code))
            break;
        ServerError record;
        record.number = int(native);
        record.sqlState = fromWide(state.data(), 5);
        const qsizetype units = std::clamp<qsizetype>(length, 0, qsizetype(text.size()) - 1);
        QString said = fromWide(text.data(), units);
        record.text = withoutPrefix(filter ? filter(said) : said);
        if (filter)
            wipe(said);
        record.state = numberField(handleType, handle, i, diagMessageState);
        record.severity = numberField(handleType, handle, i, diagSeverity);
        records.push_back(std::move(record));
    }
    text.fill(0); // may have held an echo of our statement
    return records;
}

bool isInfo(const ServerError &record)
{
    return record.number == infoKeysIdentical || record.sqlState.startsWith("01"_L1);
}

bool isServerMessage(const ServerError &record)
{
    if (isConnectionState(record.sqlState) || isTimeout(record) || isCancelled(record))
        return false;
    return !isFreeTdsCode(record.number) && !isSystemCode(record.number);
}

bool isTimeout(const ServerError &record)
{
    // S1T00 is HYT00 in the ODBC 2 dress that QODBC asks for; 20003 is FreeTDS' own.
    return record.sqlState == "HYT00"_L1 || record.sqlState == "S1T00"_L1 || record.sqlState == "HYT01"_L1
           || record.number == 20003;
}

bool isCancelled(const ServerError &record)
{
    return record.sqlState == "HY008"_L1 || record.sqlState == "S1008"_L1;
}

bool isLinkLost(const ServerError &record)
{
    static const std::set<int> codes{20004, 20006, 20017, 20047, 10053, 10054};
    return isConnectionState(record.sqlState) || codes.contains(record.number);
}

QString withoutPrefix(const QString &text)
{
    qsizetype from = 0;
    while (from < text.size() && text.at(from) == u'[') {
        const qsizetype end = text.indexOf(u']', from);
        if (end < 0)
            break;
        from = end + 1;
    }
    return text.mid(from).trimmed();
}

} // namespace smk

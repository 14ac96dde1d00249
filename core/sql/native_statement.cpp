#include "native_statement.h"

#include "native_value.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostResults = 1000; // a driver that always has one more result must not hang us

} // namespace

NativeStatement::NativeStatement(SQLHDBC connection, std::mutex &guard, SQLHSTMT &inFlight)
    : m_connection(connection)
    , m_guard(guard)
    , m_inFlight(inFlight)
{
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, m_connection, &m_handle)))
        m_handle = SQL_NULL_HSTMT;
    const std::lock_guard lock(m_guard);
    m_inFlight = m_handle;
}

NativeStatement::~NativeStatement()
{
    {
        const std::lock_guard lock(m_guard);
        m_inFlight = SQL_NULL_HSTMT;
    }
    if (m_handle != SQL_NULL_HSTMT)
        SQLFreeHandle(SQL_HANDLE_STMT, m_handle);
}

StatementAnswer NativeStatement::execute(std::u16string_view batch, std::chrono::seconds timeout,
                                         std::vector<ResultTable> *tables, const TextFilter &filter)
{
    StatementAnswer answer;
    if (m_handle == SQL_NULL_HSTMT) {
        // Nothing was sent: the driver gave no statement, as it does on a dead connection.
        answer.errors = readDiagnostics(SQL_HANDLE_DBC, m_connection, filter);
        answer.outcome = Outcome::None;
        return answer;
    }
    SQLSetStmtAttr(m_handle, SQL_ATTR_QUERY_TIMEOUT, reinterpret_cast<SQLPOINTER>(SQLULEN(timeout.count())), 0);
    // The driver only reads the text; the API is older than const.
    auto *text = reinterpret_cast<SQLWCHAR *>(const_cast<char16_t *>(batch.data()));
    SQLRETURN code = SQLExecDirectW(m_handle, text, SQLINTEGER(batch.size()));
    bool finished = false;
    for (int results = 0; results < mostResults; ++results) {
        note(code, answer, filter);
        if (code == SQL_NO_DATA || code == SQL_SUCCESS || code == SQL_SUCCESS_WITH_INFO)
            readTable(tables, answer, filter);
        // An error in the middle of a batch does not end it: what comes after may still hold rows and records.
        code = SQLMoreResults(m_handle);
        if (code == SQL_NO_DATA) {
            finished = true;
            break;
        }
        if (code == SQL_INVALID_HANDLE
            || (code == SQL_ERROR && results > 0 && !answer.errors.empty()
                && (isLinkLost(answer.errors.back()) || isTimeout(answer.errors.back())))) {
            note(code, answer, filter);
            break;
        }
    }
    answer.outcome = outcomeOf(answer, finished);
    return answer;
}

void NativeStatement::note(SQLRETURN code, StatementAnswer &answer, const TextFilter &filter)
{
    if (code != SQL_SUCCESS_WITH_INFO && code != SQL_ERROR)
        return;
    for (ServerError &record : readDiagnostics(SQL_HANDLE_STMT, m_handle, filter)) {
        auto &list = isInfo(record) ? answer.infos : answer.errors;
        list.push_back(std::move(record));
    }
    if (code == SQL_ERROR && answer.errors.empty())
        answer.errors.push_back(ServerError{.sqlState = u"HY000"_s, .text = u"no diagnostic record"_s});
}

void NativeStatement::readTable(std::vector<ResultTable> *tables, StatementAnswer &answer, const TextFilter &filter)
{
    SQLSMALLINT count = 0;
    if (!tables || !SQL_SUCCEEDED(SQLNumResultCols(m_handle, &count)) || count <= 0)
        return;
    ResultTable table;
    std::vector<SQLSMALLINT> types;
    for (SQLSMALLINT i = 1; i <= count; ++i) {
        NativeColumn column = describeColumn(m_handle, SQLUSMALLINT(i));
        table.columns.push_back(std::move(column.name));
        types.push_back(column.type);
    }
    for (;;) {
        const SQLRETURN code = SQLFetch(m_handle);
        note(code, answer, filter);
        if (!SQL_SUCCEEDED(code))
            break;
        std::vector<QVariant> row(types.size());
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (readValue(m_handle, SQLUSMALLINT(i + 1), types[i], row[i]))
                continue;
            note(SQL_ERROR, answer, filter);
            return; // half a table is never taken for a whole one
        }
        table.rows.push_back(std::move(row));
    }
    tables->push_back(std::move(table));
}

Outcome outcomeOf(const StatementAnswer &answer, bool finished)
{
    const auto lost = [](const ServerError &record) {
        return isTimeout(record) || isCancelled(record) || isLinkLost(record);
    };
    if (std::any_of(answer.errors.begin(), answer.errors.end(), lost))
        return Outcome::Unknown;
    if (answer.errors.empty())
        return finished ? Outcome::Done : Outcome::Unknown;
    // Only the server's own word says that nothing was done; a driver's complaint does not.
    return std::any_of(answer.errors.begin(), answer.errors.end(), isServerMessage) ? Outcome::None : Outcome::Unknown;
}

} // namespace smk

// One statement handle on the connection that QODBC opened: direct execution, every result, every diagnostic.
// QODBC's own query drops INFO messages and all but the last number, so nothing of ours goes through it.
#pragma once

#include "diagnostics.h"
#include "server_session.h"

#include <mutex>

namespace smk {

class NativeStatement
{
public:
    NativeStatement(SQLHDBC connection, std::mutex &guard, SQLHSTMT &inFlight);
    ~NativeStatement();
    NativeStatement(const NativeStatement &) = delete;
    NativeStatement &operator=(const NativeStatement &) = delete;

    // Sends the batch as it lies in memory and drains all results. `tables` null: rows are dropped unread.
    StatementAnswer execute(std::u16string_view batch, std::chrono::seconds timeout, std::vector<ResultTable> *tables,
                            const TextFilter &filter);

private:
    void note(SQLRETURN code, StatementAnswer &answer, const TextFilter &filter);
    void readTable(std::vector<ResultTable> *tables, StatementAnswer &answer, const TextFilter &filter);
    SQLHSTMT m_handle = SQL_NULL_HSTMT;
    SQLHDBC m_connection;
    std::mutex &m_guard; // over m_inFlight: interrupt() comes from other threads
    SQLHSTMT &m_inFlight;
};

// Done, None or Unknown from what the records say; `finished`: the last result was reached without an error.
[[nodiscard]] Outcome outcomeOf(const StatementAnswer &answer, bool finished);

} // namespace smk

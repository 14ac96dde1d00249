#include "driver_load.h"

#include "diagnostics.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

class Handle
{
public:
    Handle(SQLSMALLINT type, SQLHANDLE parent)
        : m_type(type)
    {
        if (!SQL_SUCCEEDED(SQLAllocHandle(type, parent, &m_handle)))
            m_handle = SQL_NULL_HANDLE;
    }
    ~Handle()
    {
        if (m_handle != SQL_NULL_HANDLE)
            SQLFreeHandle(m_type, m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    [[nodiscard]] SQLHANDLE get() const { return m_handle; }

private:
    SQLSMALLINT m_type;
    SQLHANDLE m_handle = SQL_NULL_HANDLE;
};

// Of the driver manager itself; whatever a driver says needs a driver that was loaded.
bool isOfLoading(const ServerError &record)
{
    return record.sqlState == "IM002"_L1 || record.sqlState == "IM003"_L1
           || (record.sqlState == "01000"_L1 && record.number == 0);
}

} // namespace

bool toldNumbers(const QString &numbers)
{
    const QStringList parts = numbers.split(u';', Qt::SkipEmptyParts);
    return std::any_of(parts.begin(), parts.end(), [](const QString &part) { return part.trimmed().toInt() != 0; });
}

std::vector<ServerError> loadTroubles(const Driver &driver, const QString &numbers)
{
    if (toldNumbers(numbers))
        return {};
    const Handle environment(SQL_HANDLE_ENV, SQL_NULL_HANDLE);
    if (environment.get() == SQL_NULL_HANDLE)
        return {};
    SQLSetEnvAttr(environment.get(), SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQLULEN(SQL_OV_ODBC3)), 0);
    const Handle connection(SQL_HANDLE_DBC, environment.get());
    if (connection.get() == SQL_NULL_HANDLE)
        return {};
    // A server that is no name: a driver that can be loaded gives up at once.
    QString text = u"Driver={%1};Server=;"_s.arg(QString(driver.name).replace(u'}', u"}}"_s));
    SQLSMALLINT length = 0;
    auto *units = reinterpret_cast<SQLWCHAR *>(text.data());
    const SQLRETURN code = SQLDriverConnectW(connection.get(), nullptr, units, SQLSMALLINT(text.size()), nullptr, 0,
                                             &length, SQL_DRIVER_NOPROMPT);
    if (SQL_SUCCEEDED(code)) {
        SQLDisconnect(connection.get());
        return {};
    }
    std::vector<ServerError> records = readDiagnostics(SQL_HANDLE_DBC, connection.get());
    return std::any_of(records.begin(), records.end(), isOfLoading) ? records : std::vector<ServerError>();
}

} // namespace smk

// One session with SQL Server through QODBC. Made, used and destroyed on one thread (asserted); the only call from
// elsewhere is interrupt(). Facts sections 6 and 9 hold the traps that this class is built around.
#pragma once

#include "cancel.h"
#include "connection_spec.h"

#include <QVariant>

#include <chrono>
#include <memory>

namespace smk {

struct ResultTable
{
    QStringList columns;
    std::vector<std::vector<QVariant>> rows;
    // The value of a named column in row 0; invalid where there is no such row or column, or NULL.
    [[nodiscard]] QVariant first(const QString &column) const;
};

// What came of a statement: errors (class > 10) and infos (class ≤ 10), every record that the driver holds.
// Unknown: time-out, cancel or broken link while it ran.
struct StatementAnswer
{
    Outcome outcome = Outcome::None;
    std::vector<ServerError> errors;
    std::vector<ServerError> infos;
    [[nodiscard]] bool hasInfo(int number) const;
    [[nodiscard]] const ServerError *error(int number) const;
};

// Tables and diagnostics of one batch, side by side: what arrived is kept although something failed.
struct BatchAnswer
{
    StatementAnswer status;
    std::vector<ResultTable> tables;
};

class ServerSession
{
public:
    // Blocks up to the login time-out. A silent peer cannot be cancelled: the caller abandons the thread.
    // Problems: "connect.login-failed" (18456 …), "connect.unreachable", "connect.certificate", "connect.timeout" …
    [[nodiscard]] static Result<std::unique_ptr<ServerSession>> open(const ConnectionSpec &spec);
    ~ServerSession();
    ServerSession(const ServerSession &) = delete;
    ServerSession &operator=(const ServerSession &) = delete;

    // One forward-only direct batch; several SELECTs give several tables. Never for a statement with a secret.
    // A server error gives Problem "sql.query-failed" with its number, a lost link "connect.link-lost".
    [[nodiscard]] Result<std::vector<ResultTable>> query(const QString &batch,
                                                         std::chrono::seconds timeout = std::chrono::seconds(30));

    // The same, tolerant: an error in one SELECT takes nothing from the tables of the others.
    [[nodiscard]] BatchAnswer run(const QString &batch, std::chrono::seconds timeout = std::chrono::seconds(30));

    // A batch that carries a secret: from this buffer straight to the native handle, alone in its batch, never
    // through QSqlQuery. Every diagnostic text is redacted. Time-out, cancel and lost link give Outcome::Unknown.
    [[nodiscard]] StatementAnswer executeSecret(const SecretString &statement, std::chrono::seconds timeout,
                                                const CancelToken &cancel);

    // Any thread: cancels the statement in flight (SQLCancel), if any.
    void interrupt();
    [[nodiscard]] bool isOpen() const; // false once a broken link was seen
    [[nodiscard]] DriverKind driverKind() const;
    [[nodiscard]] const ConnectionSpec &spec() const; // without password
    [[nodiscard]] int requestCount() const;           // our own requests after login

private:
    ServerSession();
    struct Private;
    std::unique_ptr<Private> d;
};

// Takes out of a server's or driver's text everything that could be our secret: the password in any quoting, and
// any string literal after PASSWORD. Used on every text that came back for a secret statement.
[[nodiscard]] QString redact(const QString &text, const SecretString &secret);

} // namespace smk

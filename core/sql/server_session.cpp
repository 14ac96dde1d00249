#include "server_session.h"

#include "driver_authority.h"
#include "driver_load.h"
#include "make_problem.h"
#include "native_statement.h"
#include "open_error.h"
#include "server_words.h"
#include "thread_rule.h"

#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <thread>
#include <utility>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds cancelAgain{50};

// Passes a stop request on to the driver, again and again until the statement ends: a first SQLCancel that comes just
// before the statement is sent would be lost. Not a stop_callback, which would run on the thread of whoever cancels.
class CancelWatch
{
public:
    CancelWatch(const CancelToken &cancel, std::function<void()> interrupt)
    {
        if (!cancel.stop_possible())
            return;
        m_thread = std::thread([this, cancel, interrupt = std::move(interrupt)] {
            std::unique_lock lock(m_mutex);
            if (m_wake.wait(lock, cancel, [this] { return m_done; }))
                return;
            while (!m_done) {
                lock.unlock();
                interrupt();
                lock.lock();
                m_wake.wait_for(lock, cancelAgain, [this] { return m_done; });
            }
        });
    }
    ~CancelWatch()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_done = true;
        }
        m_wake.notify_all();
        if (m_thread.joinable())
            m_thread.join();
    }
    CancelWatch(const CancelWatch &) = delete;
    CancelWatch &operator=(const CancelWatch &) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    bool m_done = false;
    std::thread m_thread;
};

// What stands in the statement from the first PASSWORD literal on. The first: a later one may be part of the password.
SecretString secretOf(const SecretString &statement)
{
    constexpr std::u16string_view head = u"PASSWORD = N'";
    const std::u16string_view text = statement.view();
    const std::size_t at = text.find(head);
    SecretString secret;
    if (at == std::u16string_view::npos)
        secret.append(text);
    else
        secret.append(text.substr(at + head.size(), text.size() - at - head.size() - 1));
    return secret;
}

} // namespace

struct ServerSession::Private
{
    QSqlDatabase database;
    QString name;
    ConnectionSpec spec;
    SQLHDBC connection = SQL_NULL_HDBC;
    Qt::HANDLE thread = QThread::currentThreadId();
    std::mutex guard;
    SQLHSTMT inFlight = SQL_NULL_HSTMT;
    bool interrupted = false; // under guard: SQLCancel was called for the statement in flight
    bool alive = false;
    int requests = 0;

    [[nodiscard]] bool isHere() const { return thread == QThread::currentThreadId(); }
    StatementAnswer run(std::u16string_view batch, std::chrono::seconds timeout, std::vector<ResultTable> *tables,
                        const TextFilter &filter);
};

StatementAnswer ServerSession::Private::run(std::u16string_view batch, std::chrono::seconds timeout,
                                            std::vector<ResultTable> *tables, const TextFilter &filter)
{
    StatementAnswer answer;
    {
        ++requests;
        {
            const std::lock_guard lock(guard);
            interrupted = false; // one that came after the last statement's end is not for this one
        }
        NativeStatement statement(connection, guard, inFlight);
        answer = statement.execute(batch, timeout, tables, filter);
        const std::lock_guard lock(guard);
        // A cancelled statement may come back as plain success: measured with Microsoft's driver and a server that
        // ended it before it acknowledged the attention. What became of it is not known then, and a success would be a
        // guess.
        if (std::exchange(interrupted, false) && answer.errors.empty()) {
            answer.errors.push_back(ServerError{.sqlState = u"HY008"_s, .text = u"cancelled"_s});
            answer.outcome = Outcome::Unknown;
        }
    }
    SQLUINTEGER dead = SQL_CD_FALSE;
    const bool told =
        SQL_SUCCEEDED(SQLGetConnectAttr(connection, SQL_ATTR_CONNECTION_DEAD, &dead, SQL_IS_UINTEGER, nullptr));
    if ((told && dead == SQL_CD_TRUE) || std::any_of(answer.errors.begin(), answer.errors.end(), isLinkLost))
        alive = false;
    return answer;
}

QVariant ResultTable::first(const QString &column) const
{
    const qsizetype at = columns.indexOf(column);
    if (at < 0 || rows.empty() || std::size_t(at) >= rows.front().size())
        return {};
    return rows.front()[std::size_t(at)];
}

bool StatementAnswer::hasInfo(int number) const
{
    return std::any_of(infos.begin(), infos.end(), [number](const ServerError &e) { return e.number == number; });
}

const ServerError *StatementAnswer::error(int number) const
{
    const auto found =
        std::find_if(errors.begin(), errors.end(), [number](const ServerError &e) { return e.number == number; });
    return found == errors.end() ? nullptr : &*found;
}

ServerSession::ServerSession()
    : d(std::make_unique<Private>())
{
}

ServerSession::~ServerSession()
{
    Q_ASSERT(d->isHere());
    d->connection = SQL_NULL_HDBC;
    d->database.close();
    d->database = QSqlDatabase();
    if (!d->name.isEmpty())
        QSqlDatabase::removeDatabase(d->name);
}

Result<std::unique_ptr<ServerSession>> ServerSession::open(const ConnectionSpec &spec)
{
    aboutToBlock("ServerSession::open");
    static std::atomic<int> counter = 0;
    auto text = connectionString(spec);
    if (!text)
        return fail(text.error());
    std::unique_ptr<ServerSession> session(new ServerSession);
    Private &d = *session->d;
    d.spec = spec.clone();
    d.spec.password.clear();
    d.name = u"smk-session-%1"_s.arg(++counter);
    d.database = QSqlDatabase::addDatabase(u"QODBC"_s, d.name);
    if (!d.database.isValid())
        return fail(connectProblem("connect.qt-driver-missing", {}, {}, u"sudo apt-get install libqt6sql6-odbc"_s));
    d.database.setConnectOptions(u"SQL_ATTR_LOGIN_TIMEOUT=%1"_s.arg(spec.loginTimeoutSeconds));
    // Never setUserName or setPassword: QODBC appends them unquoted, and FreeTDS then gets a NUL.
    QString complete = text->revealed();
    text->clear();
    d.database.setDatabaseName(complete);
    QElapsedTimer clock;
    clock.start();
    std::optional<DriverAuthority> authority(std::in_place, spec);
    const bool opened = d.database.open();
    d.database.setDatabaseName(QString());
    wipe(complete);
    authority.reset();
    if (!opened) {
        const QSqlError error = d.database.lastError();
        const QString shown = spec.instance.isEmpty() ? spec.host : spec.host + u'\\' + spec.instance;
        const OpenFailure failure{redact(error.databaseText(), spec.password), error.nativeErrorCode(),
                                  clock.elapsed() >= spec.loginTimeoutSeconds * 1000 - 200, spec.driver.kind,
                                  loadTroubles(spec.driver, error.nativeErrorCode())};
        return fail(openProblem(failure, shown, spec.login));
    }
    const QVariant handle = d.database.driver()->handle();
    if (handle.metaType() != QMetaType::fromType<SQLHANDLE>())
        return fail(connectProblem("connect.qt-driver-missing"));
    d.connection = *static_cast<const SQLHANDLE *>(handle.constData());
    d.alive = true;
    return session;
}

BatchAnswer ServerSession::run(const QString &batch, std::chrono::seconds timeout)
{
    aboutToBlock("ServerSession::run");
    Q_ASSERT(d->isHere());
    BatchAnswer answer;
    if (!d->alive) {
        answer.status.errors.push_back(ServerError{.sqlState = u"08003"_s, .text = u"the connection is not open"_s});
        return answer;
    }
    const auto *units = reinterpret_cast<const char16_t *>(batch.utf16());
    answer.status = d->run({units, std::size_t(batch.size())}, timeout, &answer.tables, {});
    return answer;
}

Result<std::vector<ResultTable>> ServerSession::query(const QString &batch, std::chrono::seconds timeout)
{
    BatchAnswer answer = run(batch, timeout);
    const auto &errors = answer.status.errors;
    if (errors.empty())
        return std::move(answer.tables);
    Problem problem = connectProblem("sql.query-failed", {d->spec.host}, {u"retry"_s});
    problem.returnTo.clear();
    if (!d->alive)
        problem.id = u"connect.link-lost"_s;
    else if (std::any_of(errors.begin(), errors.end(), isTimeout))
        problem.id = u"sql.query-timeout"_s;
    else if (std::any_of(errors.begin(), errors.end(), isCancelled))
        problem.id = u"sql.cancelled"_s;
    // The first message of the server tells most; what a driver adds behind it is noise.
    const auto told = std::find_if(errors.begin(), errors.end(), isServerMessage);
    problem.server = told == errors.end() ? errors.front() : *told;
    problem.arguments << unknownErrorArguments(*problem.server);
    return fail(problem);
}

StatementAnswer ServerSession::executeSecret(const SecretString &statement, std::chrono::seconds timeout,
                                             const CancelToken &cancel)
{
    aboutToBlock("ServerSession::executeSecret");
    Q_ASSERT(d->isHere());
    StatementAnswer answer;
    if (!d->alive || cancel.stop_requested()) {
        // Nothing was sent, and that is certain.
        const QString state = d->alive ? u"HY008"_s : u"08003"_s;
        answer.errors.push_back(ServerError{.sqlState = state, .text = u"not sent"_s});
        answer.outcome = Outcome::None;
        return answer;
    }
    const CancelWatch watch(cancel, [this] { interrupt(); });
    const SecretString secret = secretOf(statement);
    return d->run(statement.view(), timeout, nullptr, [&](const QString &text) { return redact(text, secret); });
}

void ServerSession::interrupt()
{
    const std::lock_guard lock(d->guard);
    if (d->inFlight == SQL_NULL_HSTMT)
        return;
    d->interrupted = true;
    SQLCancel(d->inFlight);
}

bool ServerSession::isOpen() const
{
    return d->alive;
}

DriverKind ServerSession::driverKind() const
{
    return d->spec.driver.kind;
}

const ConnectionSpec &ServerSession::spec() const
{
    return d->spec;
}

int ServerSession::requestCount() const
{
    return d->requests;
}

} // namespace smk

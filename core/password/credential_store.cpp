#include "credential_store.h"

#include "thread_rule.h"

#include <QCoreApplication>
#include <QThread>

#include <qt6keychain/keychain.h>

#include <future>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

const QString ServiceName = u"smk-backup-wizard"_s;
const QString ProbeName = u"probe"_s;

enum class JobEnd { Done, NoEntry, Locked, Absent, Silent };

struct JobAnswer
{
    JobEnd end = JobEnd::Silent;
    QString text; // the store's own words; never holds our secret
};

JobEnd endOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return JobEnd::Done;
    case QKeychain::EntryNotFound:
        return JobEnd::NoEntry;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return JobEnd::Locked;
    default:
        return JobEnd::Absent; // no bus, no service on it, no collection, no back end
    }
}

// All jobs run on one thread of this process, which has an event loop for as long as there is an application. The
// store's client library binds what it keeps to the thread that used it first: a delete from another thread was never
// answered (measured with libsecret).
QObject &storeThread()
{
    static QObject *const context = [] {
        auto *thread = new QThread; // left to the process: a store that never answers may still hold a job there
        thread->setObjectName(u"keychain"_s);
        auto *object = new QObject;
        object->moveToThread(thread);
        thread->start();
        qAddPostRoutine([] {
            storeThread().thread()->quit();
            storeThread().thread()->wait(1000);
        });
        return object;
    }();
    return *context;
}

// Starts what `make` makes and waits until it ends or the deadline passes. A job that did not end goes on by itself and
// deletes itself when the store answers at last; what it says then goes into a place that nobody reads any more.
template <typename Make, typename Take>
JobAnswer run(const Make &make, std::chrono::milliseconds deadline, const Take &take)
{
    struct Place
    {
        std::promise<JobAnswer> promise;
    };
    const auto place = std::make_shared<Place>();
    auto future = place->promise.get_future();
    QMetaObject::invokeMethod(
        &storeThread(),
        [place, make, take] {
            QKeychain::Job *job = make();
            job->setAutoDelete(true);
            QObject::connect(job, &QKeychain::Job::finished, job, [place, take](QKeychain::Job *ended) {
                const JobAnswer answer{endOf(ended->error()), ended->errorString()};
                if (answer.end == JobEnd::Done)
                    take(ended);
                place->promise.set_value(answer);
            });
            job->start();
        },
        Qt::QueuedConnection);
    if (future.wait_for(deadline) != std::future_status::ready)
        return {};
    return future.get();
}

JobAnswer run(const std::function<QKeychain::Job *()> &make, std::chrono::milliseconds deadline)
{
    return run(make, deadline, [](QKeychain::Job *) {});
}

JobAnswer runWrite(const QString &name, const SecretString &secret, std::chrono::milliseconds deadline)
{
    const auto copy = std::make_shared<SecretString>(secret.clone());
    return run(
        [name, copy] {
            auto *job = new QKeychain::WritePasswordJob(ServiceName);
            job->setKey(name);
            QString text = copy->revealed();
            job->setTextData(text); // copies into its own bytes, which we cannot wipe
            wipe(text);
            return job;
        },
        deadline);
}

JobAnswer runRead(const QString &name, SecretString &found, std::chrono::milliseconds deadline)
{
    const auto read = std::make_shared<SecretString>();
    const JobAnswer answer = run(
        [name] {
            auto *job = new QKeychain::ReadPasswordJob(ServiceName);
            job->setKey(name);
            return job;
        },
        deadline,
        [read](QKeychain::Job *job) {
            QString text = static_cast<QKeychain::ReadPasswordJob *>(job)->textData();
            *read = SecretString::takeFrom(text);
        });
    if (answer.end == JobEnd::Done)
        found = std::move(*read);
    return answer;
}

JobAnswer runDelete(const QString &name, std::chrono::milliseconds deadline)
{
    return run(
        [name] {
            auto *job = new QKeychain::DeletePasswordJob(ServiceName);
            job->setKey(name);
            return job;
        },
        deadline);
}

Problem problemOf(const JobAnswer &answer, Outcome whenSilent)
{
    switch (answer.end) {
    case JobEnd::Locked:
        return {.id = u"password.store-locked"_s,
                .arguments = {answer.text},
                .remedies = {u"retry"_s, u"keep-elsewhere"_s}};
    case JobEnd::Absent:
        return {.id = u"password.store-absent"_s, .arguments = {answer.text}, .remedies = {u"keep-elsewhere"_s}};
    case JobEnd::NoEntry:
        return {.id = u"password.store-no-entry"_s, .arguments = {}};
    case JobEnd::Done:
    case JobEnd::Silent:
        break;
    }
    return {.id = u"password.store-silent"_s,
            .arguments = {},
            .outcome = whenSilent,
            .remedies = {u"retry"_s, u"keep-elsewhere"_s}};
}

} // namespace

CredentialStore::CredentialStore(std::chrono::milliseconds deadline)
    : m_deadline(deadline)
{
}

Result<void> CredentialStore::write(const QString &name, const SecretString &secret)
{
    aboutToBlock("CredentialStore::write");
    SecretString found;
    const JobAnswer before = runRead(name, found, m_deadline);
    if (before.end == JobEnd::Done)
        return fail({.id = u"password.store-exists"_s, .arguments = {name}});
    if (before.end != JobEnd::NoEntry) // a locked store says "no entry" here, and refuses the write below
        return fail(problemOf(before, Outcome::None));
    const JobAnswer written = runWrite(name, secret, m_deadline);
    if (written.end != JobEnd::Done)
        return fail(problemOf(written, Outcome::Unknown));
    const JobAnswer readBack = runRead(name, found, m_deadline);
    if (readBack.end == JobEnd::Done && found.equals(secret))
        return {};
    if (readBack.end == JobEnd::Silent)
        return fail(problemOf(readBack, Outcome::Unknown));
    return fail({.id = u"password.store-differs"_s,
                 .arguments = {name},
                 .outcome = Outcome::Unknown,
                 .remedies = {u"keep-elsewhere"_s}});
}

Result<SecretString> CredentialStore::read(const QString &name)
{
    aboutToBlock("CredentialStore::read");
    SecretString found;
    const JobAnswer answer = runRead(name, found, m_deadline);
    if (answer.end == JobEnd::Done)
        return found;
    if (answer.end == JobEnd::NoEntry) {
        // Measured: a locked store answers a read with "no entry". Only a write tells the two apart.
        if (const Result<void> open = probe(); !open)
            return fail(open.error());
    }
    Problem problem = problemOf(answer, Outcome::None);
    if (answer.end == JobEnd::NoEntry)
        problem.arguments = {name};
    return fail(problem);
}

Result<void> CredentialStore::remove(const QString &name)
{
    aboutToBlock("CredentialStore::remove");
    // Measured: a locked store says "done" to a delete and deletes nothing; so it is read afterwards.
    const JobAnswer answer = runDelete(name, m_deadline);
    if (answer.end == JobEnd::Silent)
        return fail(problemOf(answer, Outcome::Unknown));
    if (answer.end == JobEnd::Absent || answer.end == JobEnd::Locked)
        return fail(problemOf(answer, Outcome::None));
    SecretString found;
    if (runRead(name, found, m_deadline).end == JobEnd::Done)
        return fail({.id = u"password.store-not-removed"_s, .arguments = {name}});
    return {};
}

Result<void> CredentialStore::probe()
{
    aboutToBlock("CredentialStore::probe");
    const SecretString text(u"probe");
    const JobAnswer written = runWrite(ProbeName, text, m_deadline);
    if (written.end != JobEnd::Done)
        return fail(problemOf(written, Outcome::None));
    SecretString found;
    const JobAnswer readBack = runRead(ProbeName, found, m_deadline);
    if (readBack.end != JobEnd::Done || !found.equals(text))
        return fail(readBack.end == JobEnd::Silent
                        ? problemOf(readBack, Outcome::None)
                        : Problem{.id = u"password.store-differs"_s, .arguments = {ProbeName}});
    const JobAnswer removed = runDelete(ProbeName, m_deadline);
    if (removed.end != JobEnd::Done && removed.end != JobEnd::NoEntry)
        return fail(problemOf(removed, Outcome::None));
    return {};
}

} // namespace smk

// What the eight pages share: the procedure, the SQL thread with its session, the file thread, the drives, and in a
// rehearsal what the practice server handed over. Belongs to the GUI thread; work goes out through sqlTask/fileTask.
#pragma once

#include "procedure.h"
#include "session_box.h"
#include "task.h"

namespace smk {

// Handed over by the practice server; empty server: no rehearsal.
struct PracticeServer
{
    QString server;     // "127.0.0.1,41433"
    QString serverName; // "REHEARSAL", as it calls itself
    QString login;
    SecretString password;
    LocalPath caFile;
    LocalPath root;
    QString scenario;
    quint16 port = 0;        // on which it listens itself
    ServerPath folderParent; // below which the practice folder is proposed
};

class WizardRun
{
public:
    explicit WizardRun(QString program);
    ~WizardRun();
    WizardRun(const WizardRun &) = delete;
    WizardRun &operator=(const WizardRun &) = delete;

    // A new run: the old one's procedure and session are let go.
    void begin(std::shared_ptr<DriveSource> drives);
    void takeUp(std::unique_ptr<Procedure> procedure, std::shared_ptr<DriveSource> drives);
    void setPractice(PracticeServer practice) { m_practice = std::move(practice); }
    [[nodiscard]] const PracticeServer &practice() const { return m_practice; }
    [[nodiscard]] bool isPractice() const { return !m_practice.server.isEmpty(); }

    [[nodiscard]] Procedure &procedure() { return *m_procedure; }
    [[nodiscard]] BackupPlan &plan() { return m_procedure->plan; }
    [[nodiscard]] RunResults &results() { return m_procedure->results; }
    [[nodiscard]] QString serverName() const; // "DBSRV01", or "the server" before sign-in
    // The user as whom the server's process runs, where it is on this machine.
    void setServerProcessUser(std::optional<qint64> user) { m_serverProcessUser = user; }
    [[nodiscard]] bool isSignedIn() const { return m_signedIn; }
    [[nodiscard]] bool isRehearsal() const;

    [[nodiscard]] MediumContext mediumContext() const;
    [[nodiscard]] DirectoryContext directoryContext() const;
    [[nodiscard]] PasswordContext passwordContext() const;

    [[nodiscard]] Worker &sql() { return m_sql; }
    [[nodiscard]] Worker &files() { return m_files; }
    [[nodiscard]] std::shared_ptr<SessionBox> session() const { return m_session; }
    [[nodiscard]] std::shared_ptr<DriveSource> drives() const { return m_drives; }
    // Where the pages hand a fresh session in: the box is new, so that one left on an abandoned thread is out of reach.
    [[nodiscard]] std::shared_ptr<SessionBox> newSession();
    void setSignedIn(bool signedIn) { m_signedIn = signedIn; }
    void endSession();
    void interrupt()
    {
        if (m_session)
            m_session->interrupt();
    }

    template <typename T>
    using SqlWork = std::function<Result<T>(ServerSession *, Procedure &, DriveSource &, const CancelToken &,
                                            const ProgressSink &)>;
    // On the SQL thread, with the session (null: not signed in).
    template <typename T>
    void sqlTask(Task<T> &task, QObject *context, SqlWork<T> work, typename Task<T>::Done done,
                 typename Task<T>::Watch watch = {})
    {
        task.start(
            m_sql, context,
            [box = m_session, procedure = m_procedure, drives = m_drives,
             work = std::move(work)](const CancelToken &cancel, const ProgressSink &sink) {
                return work(box ? box->get() : nullptr, *procedure, *drives, cancel, sink);
            },
            std::move(done), std::move(watch));
    }
    template <typename T>
    using FileWork = std::function<Result<T>(Procedure &, DriveSource &, const CancelToken &)>;
    // On the file thread.
    template <typename T>
    void fileTask(Task<T> &task, QObject *context, FileWork<T> work, typename Task<T>::Done done)
    {
        task.start(
            m_files, context,
            [procedure = m_procedure, drives = m_drives, work = std::move(work)](
                const CancelToken &cancel, const ProgressSink &) { return work(*procedure, *drives, cancel); },
            std::move(done));
    }

private:
    QString m_program;
    PracticeServer m_practice;
    std::shared_ptr<Procedure> m_procedure;
    std::shared_ptr<DriveSource> m_drives;
    std::shared_ptr<SessionBox> m_session;
    std::optional<qint64> m_serverProcessUser;
    bool m_signedIn = false;
    Worker m_sql;
    Worker m_files;
};

// One DriveSource used from both threads: one call at a time.
[[nodiscard]] std::shared_ptr<DriveSource> guardedDrives(std::unique_ptr<DriveSource> source);
// The Problem of a call that needs the server and has no session.
[[nodiscard]] Problem linkLost();

} // namespace smk

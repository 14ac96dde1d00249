// All eight steps in a row, each printed with its outcome: `smkctl backup`, the walk-through, and the verbs that go on
// with an interrupted run.
#pragma once

#include "output.h"
#include "procedure.h"
#include "server_access.h"

namespace smk {

struct RunOrder
{
    std::optional<ServerAccess> access; // nothing: go on without the server
    SecretString password;
    PasswordStyle style = PasswordStyle::Generated;
    PasswordPlace place = PasswordPlace::Manager;
    bool passwordTaken = false;
    QString medium;       // label or path; empty: the only one that fits
    ServerPath directory; // empty: the first proposal
    QString fileName;     // empty: the proposal
    bool createDirectory = false;
    std::optional<Seat> seat; // nothing: found
    bool elevate = false;     // the copy may ask for administrator rights
    std::chrono::seconds statementTimeout{60};
    Custody custody;
    bool askPassword = true; // level 3 was asked for
    bool replug = false;     // level 2 was asked for
    bool proveByServer = false;
    bool enteredByProgram = false;
    std::function<std::optional<SecretString>()> passwordAgain; // nothing: "not now"
};

class BackupRun
{
public:
    BackupRun(RunOrder order, Output &output);
    // Goes on with an interrupted run.
    BackupRun(RunOrder order, Output &output, std::unique_ptr<Procedure> resumed);
    ~BackupRun();

    [[nodiscard]] int all();
    // One step each; nothing: go on, else the exit code, already printed.
    using Stop = std::optional<int>;
    [[nodiscard]] Stop connect();
    [[nodiscard]] Stop password();
    [[nodiscard]] Stop medium();
    [[nodiscard]] Stop directory();
    [[nodiscard]] Stop execute();
    [[nodiscard]] Stop copy();
    [[nodiscard]] Stop verify();
    [[nodiscard]] Stop store();
    // After a crash: whether the statement left a file, looked up where the server is named. Nothing: it is there.
    [[nodiscard]] Stop findKeyFile();
    // The exit code of `smkctl verify` alone.
    [[nodiscard]] int endOfVerify();
    // The exit code by what was asked for and reached.
    [[nodiscard]] int end();
    [[nodiscard]] Procedure &procedure() { return *m_procedure; }

private:
    void say(Step step, const QString &sentence);
    void say(Step step, const QString &state, const QString &sentence);
    [[nodiscard]] int stopped(Step step, const Problem &problem, Exit code);
    [[nodiscard]] int blocked(Step step, const Findings &findings);
    [[nodiscard]] int afterRefusal(const Problem &problem);
    [[nodiscard]] Stop lookForFile(const Problem &problem);
    [[nodiscard]] Stop replug();
    [[nodiscard]] Stop createDirectory(const DirectoryContext &context);
    [[nodiscard]] Result<Drive> chosenDrive(const MediumContext &context);
    [[nodiscard]] ServerSession *session(); // signs in again after a lost link; null: no server
    [[nodiscard]] bool provedAsAsked() const;

    RunOrder m_order;
    Output &m_output;
    std::unique_ptr<DriveSource> m_drives;
    std::unique_ptr<ServerSession> m_session;
    std::unique_ptr<Procedure> m_procedure;
    DirectoryContext m_directoryContext;
};

[[nodiscard]] QString programName(); // "smkctl 0.1.0"

} // namespace smk

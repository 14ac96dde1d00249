// The order of the steps and what passes between them, as values: navigation truth (current, reachable, done, stale),
// the plan, the one secret, and the blocking acts that write the receipt-in-progress before and after.
// The window and smkctl run the same acts. Not a QObject. Methods marked (worker) block; the others are quick and
// belong to one thread (the window's GUI thread, smkctl's main thread).
#pragma once

#include "connect_step.h"
#include "credential_store.h"
#include "directory_step.h"
#include "drive_list.h"
#include "execute_step.h"
#include "key_copy.h"
#include "password_rules.h"
#include "receipt_folder.h"
#include "replug.h"
#include "seat_kind.h"
#include "step.h"
#include "store_step.h"
#include "verify_step.h"

namespace smk {

enum class StepState { Upcoming, Current, Done, DoneWithNote, NotVerified, Failed, Unknown };

enum class PasswordPlace { Manager, CredentialStore, Paper };

// What was decided, without any secret. Plain values; may be copied to a worker.
struct BackupPlan
{
    QString address; // how the server was reached, as a DBA would write it
    ServerFacts facts;
    LineTrust line = LineTrust::Readable;
    QString lineOverrideReason;
    std::optional<TrustDecision> trust; // which certificate, and why
    Findings connectFindings;
    PasswordStyle passwordStyle = PasswordStyle::Generated;
    PasswordPlace passwordPlace = PasswordPlace::Manager;
    bool passwordStig = false;
    bool passwordTaken = false; // copied, shown or to be stored by us
    std::optional<Drive> medium;
    Findings mediumFindings;
    ServerPath directory;
    QString fileName;
    std::chrono::seconds statementTimeout{60}; // of BACKUP; not reached: its outcome is unknown
    DirectoryVerdict directoryVerdict;
    bool directoryCreated = false;
    QString directoryUndo;
    bool seenFromHere = false;      // seat 1: serverIsThisMachine() in seat.h
    std::optional<Seat> seatChosen; // by the DBA; the seat itself: seatOf() in seat.h
    QString writesAs;               // account to which a share shows the service; empty: no share
    [[nodiscard]] ServerPath file() const { return directory.child(fileName, facts.platform); }
};

// What the acts have produced so far.
struct RunResults
{
    std::optional<KeyFile> keyFile;
    std::vector<WayAttempt> ways;
    std::optional<KeyFileBytes> keyBytes; // kept until Verify
    std::optional<LocalPath> mediumFolder;
    std::optional<WrittenFile> copy;
    std::vector<Proof> proofs; // by level
    QString readMethod;        // how level 1 was read: "direct", "plain" …
    std::optional<Custody> custody;
    std::optional<MediumPapers> papers;
    std::optional<LocalPath> receiptFile;
    bool serverFileRemoved = false;
};

// How the key file can be read from this plan's seat; also for the command by hand.
[[nodiscard]] ReadOrder readOrderOf(const BackupPlan &plan, const ServerPath &file);

// (worker) What an interrupted run left where: the server's file, the copy on the medium, as far as can be seen from
// here.
[[nodiscard]] Findings whatExists(const Receipt &receipt);

// Navigation: which later steps become stale when one is entered again with another value. Tested row by row.
[[nodiscard]] std::vector<Step> invalidatedBy(Step changed);

class Procedure
{
public:
    explicit Procedure(QString program);
    ~Procedure();

    // Navigation.
    [[nodiscard]] Step current() const;
    [[nodiscard]] StepState stateOf(Step step) const;
    [[nodiscard]] bool isReachable(Step step) const; // visited, or the one after the last done
    [[nodiscard]] bool isLocked(Step step) const;    // earlier than current, after Execute
    [[nodiscard]] bool isCommitted() const;          // the statement was sent
    void setCurrent(Step step);
    void setState(Step step, StepState state);
    void invalidateAfter(Step changed); // by the table above

    BackupPlan plan;
    RunResults results;

    // The key's password: held here alone, dropped after Verify.
    void setPassword(SecretString password);
    [[nodiscard]] const SecretString *password() const; // null: none (before step 2, after Verify, after resume)
    void dropPassword();

    [[nodiscard]] bool isRehearsal() const;
    [[nodiscard]] QString runId() const; // empty before Execute
    [[nodiscard]] Receipt receipt() const;
    // The last record could not be written durably; what was done stays done, and the next record tries again.
    [[nodiscard]] std::optional<Problem> recordProblem() const;

    // (worker) Resolves the medium again, begins the journal (durable *before* the statement is sent), stores the
    // password in the credential store where so planned (read back), runs the statement, records the outcome.
    [[nodiscard]] Result<KeyFile> execute(ServerSession &session, DriveSource &drives, const CancelToken &cancel,
                                          const ProgressSink &progress);
    // (worker) After Unknown, on a new session: looks for the file. Exists → recorded as done with note.
    [[nodiscard]] Result<FileSeen> reconcileOutcome(ServerSession &session);
    // (worker) Reads by the first way that works, writes on the medium, records.
    [[nodiscard]] Result<WrittenFile> copy(ServerSession *session, DriveSource &drives, std::optional<LocalPath> byHand,
                                           const CancelToken &cancel,
                                           const std::function<void(const WayAttempt &)> &ways, bool elevate = false);
    // (worker) Level 1.
    [[nodiscard]] Result<CopyCheck> verifyCopy(const CancelToken &cancel);
    // Level 2 is offered for a drive that can be ejected.
    [[nodiscard]] bool canReplug() const;
    // (worker) Level 2: eject, wait for the same drive, compare. Medium and copy follow to where it is mounted then.
    [[nodiscard]] Result<Proof> verifyReplugged(DriveSource &drives, const CancelToken &cancel,
                                                const std::function<void(ReplugState)> &told);
    // (worker) Levels 3 and, if asked, 4. entered null: "not now".
    [[nodiscard]] Result<std::vector<Proof>> verifyPassword(ServerSession *session, const SecretString *entered,
                                                            bool byServer, bool enteredByProgram,
                                                            const CancelToken &cancel, const ProgressSink &progress);
    // (worker) Papers on the medium, the receipt finished and re-read. byServerFile wish carried out where possible.
    [[nodiscard]] Result<LocalPath> store(const Custody &custody, const CancelToken &cancel);
    // (worker) The run is given up; what exists where stays in the record.
    [[nodiscard]] Result<void> setAside();

    // (worker) Takes up an interrupted run: plan and results from its receipt, no password.
    [[nodiscard]] static Result<std::unique_ptr<Procedure>> resume(const LocalPath &receipts, const QString &runId,
                                                                   const QString &program);

private:
    void noteMedium();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace smk

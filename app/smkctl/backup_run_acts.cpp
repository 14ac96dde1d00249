#include "backup_run.h"

#include "display_text.h"
#include "interrupt.h"
#include "json_problem.h"
#include "words.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

// Steps 5 to 8: the statement, the copy, the proofs, the place. From here on there is a receipt-in-progress.
namespace smk {

namespace {

QString wayWords(const WayAttempt &attempt)
{
    const QString reason = attempt.reasonId.isEmpty()
                               ? QString()
                               : plainLine(Finding{attempt.reasonId, FindingState::Fact, attempt.arguments});
    const QString way = attempt.way == Way::OverSql  ? u"over SQL"_s
                        : attempt.way == Way::ByHand ? u"by hand"_s
                                                     : wayName(attempt.way);
    return reason.isEmpty() ? way : way + u": "_s + reason;
}

const Proof *proofAt(const std::vector<Proof> &proofs, ProofLevel level)
{
    const auto found = std::find_if(proofs.begin(), proofs.end(), [&](const Proof &p) { return p.level == level; });
    return found == proofs.end() ? nullptr : &*found;
}

bool isProved(const std::vector<Proof> &proofs, ProofLevel level)
{
    const Proof *proof = proofAt(proofs, level);
    return proof && proof->state == ProofState::Proved;
}

QString proofWords(const Proof &proof)
{
    QString line = u"level %1, %2: %3"_s.arg(static_cast<int>(proof.level))
                       .arg(proofLevelName(proof.level), proofStateName(proof.state));
    if (!proof.reasonId.isEmpty())
        line += u" - "_s + plainLine(Finding{proof.reasonId, FindingState::Fact, proof.arguments});
    if (proof.server && proof.server->number != 0)
        line += u" (%1)"_s.arg(proof.server->number);
    return line;
}

} // namespace

int BackupRun::afterRefusal(const Problem &problem)
{
    // Nothing exists: the run ends here, and its receipt says what was tried.
    const QString created = m_procedure->plan.directoryCreated ? m_procedure->plan.directory.text() : QString();
    if (const Result<void> aside = m_procedure->setAside(); !aside)
        m_output.aside(plainLine(aside.error()));
    if (!created.isEmpty())
        m_output.aside(u"The folder %1 was created and stays."_s.arg(created));
    return stopped(Step::Execute, problem, problem.server ? Exit::Failed : Exit::Blocked);
}

BackupRun::Stop BackupRun::lookForFile(const Problem &problem)
{
    const QString file = m_procedure->plan.file().text();
    m_output.line(u"     the answer was lost; looking whether %1 is there"_s.arg(file));
    ServerSession *server = session();
    const Result<FileSeen> seen =
        server ? m_procedure->reconcileOutcome(*server) : Result<FileSeen>(FileSeen::NotVisible);
    if (!seen || *seen == FileSeen::NotVisible)
        return stopped(Step::Execute, problem, Exit::Unknown);
    interrupt::setCommitted(*seen == FileSeen::Exists);
    if (*seen == FileSeen::Exists) {
        say(Step::Execute, u"%1 is there"_s.arg(file));
        return {};
    }
    // Looked up: there is no key file, so that nothing is unknown any more.
    if (const Result<void> aside = m_procedure->setAside(); !aside)
        m_output.aside(plainLine(aside.error()));
    Problem known{.id = *seen == FileSeen::Empty ? u"procedure.empty-file-left"_s : u"procedure.no-file-left"_s,
                  .arguments = {file}};
    known.server = problem.server;
    return stopped(Step::Execute, known, interrupt::requested() ? Exit::Cancelled : Exit::Failed);
}

BackupRun::Stop BackupRun::execute()
{
    m_procedure->setCurrent(Step::Execute);
    m_procedure->plan.statementTimeout = m_order.statementTimeout;
    ServerSession *server = session();
    if (!server)
        return stopped(Step::Execute, Problem{u"procedure.not-signed-in"_s}, Exit::Blocked);
    interrupt::setCommitted(true);
    const Result<KeyFile> key = m_procedure->execute(*server, *m_drives, interrupt::token(), {});
    m_output.put(u"run"_s, m_procedure->runId());
    if (!key && key.error().outcome == Outcome::Unknown)
        return lookForFile(key.error());
    if (!key) {
        interrupt::setCommitted(false);
        return afterRefusal(key.error());
    }
    say(Step::Execute,
        u"%1%2"_s.arg(displayText(key->path.text()), key->size > 0 ? u", %1 bytes"_s.arg(key->size) : QString()));
    if (const std::optional<Problem> record = m_procedure->recordProblem())
        m_output.aside(plainLine(*record));
    return {};
}

BackupRun::Stop BackupRun::copy()
{
    m_procedure->setCurrent(Step::Copy);
    const Result<WrittenFile> written = m_procedure->copy(
        session(), *m_drives, {}, interrupt::token(), [](const WayAttempt &) {}, m_order.elevate);
    QJsonArray ways;
    for (const WayAttempt &attempt : m_procedure->results.ways)
        ways.append(QJsonObject{{u"way"_s, wayName(attempt.way)},
                                {u"read"_s, attempt.state == WayState::Read},
                                {u"reason"_s, attempt.reasonId}});
    m_output.put(u"ways"_s, ways);
    if (written)
        say(Step::Copy, u"%1, %2 bytes, check code %3"_s.arg(displayText(written->path.text()))
                            .arg(written->size)
                            .arg(written->hash.checkCode()));
    for (const WayAttempt &attempt : m_procedure->results.ways)
        if (attempt.state == WayState::Refused || attempt.state == WayState::NotPossible)
            m_output.line(u"     not read %1"_s.arg(wayWords(attempt)));
        else if (attempt.state == WayState::Read)
            m_output.line(u"     read %1"_s.arg(wayWords(attempt)));
    if (!written) {
        m_output.aside(u"The key file stays on the server: %1\nGo on with: smkctl copy --run %2"_s.arg(
            m_procedure->plan.file().text(), m_procedure->runId()));
        return stopped(Step::Copy, written.error(), Exit::Failed);
    }
    m_output.put(u"copy"_s, QJsonObject{{u"path"_s, written->path.text()},
                                        {u"size"_s, written->size},
                                        {u"sha256"_s, written->hash.hex()},
                                        {u"flushed"_s, written->flushed}});
    return {};
}

BackupRun::Stop BackupRun::replug()
{
    const auto told = [this](ReplugState state) {
        switch (state) {
        case ReplugState::Ejecting:
            return m_output.aside(u"The medium is flushed and ejected…"_s);
        case ReplugState::UnplugNow:
            return m_output.aside(u"Ejected. Unplug the medium."_s);
        case ReplugState::PlugInAgain:
            return m_output.aside(
                u"It is away. Plug it in again; Ctrl+C stops waiting, and the copy stays as it is."_s);
        case ReplugState::Mounting:
            return m_output.aside(u"It is back and being mounted…"_s);
        case ReplugState::MountByHand:
            return m_output.aside(u"It is back and could not be mounted. Unlock or mount it; it is then read."_s);
        }
    };
    const Result<Proof> proof = m_procedure->verifyReplugged(*m_drives, interrupt::token(), told);
    if (proof)
        return {}; // a copy that differs is said with the other proofs
    // Never forced: what was not reached is said, and the exit code tells it. A failed flush is more than that.
    m_output.put(u"replug"_s, toJson(proof.error()));
    m_output.findings({{proof.error().id, FindingState::NotVerified, proof.error().arguments, proof.error().command}},
                      false);
    if (proof.error().id == "medium.flush-failed"_L1)
        return stopped(Step::Verify, proof.error(), Exit::Failed);
    return {};
}

BackupRun::Stop BackupRun::verify()
{
    m_procedure->setCurrent(Step::Verify);
    const Result<CopyCheck> check = m_procedure->verifyCopy(interrupt::token());
    if (!check)
        return stopped(Step::Verify, check.error(), Exit::Failed);
    if (m_order.replug)
        if (const Stop stop = replug())
            return stop;
    std::optional<SecretString> again;
    if (m_order.passwordAgain && !m_order.enteredByProgram && m_order.askPassword)
        again = m_order.passwordAgain();
    const Result<std::vector<Proof>> proofs =
        m_procedure->verifyPassword(m_order.proveByServer ? session() : nullptr, again ? &*again : nullptr,
                                    m_order.proveByServer, m_order.enteredByProgram, interrupt::token(), {});
    QJsonArray array;
    for (const Proof &proof : m_procedure->results.proofs)
        array.append(QJsonObject{{u"level"_s, static_cast<int>(proof.level)},
                                 {u"name"_s, proofLevelName(proof.level)},
                                 {u"state"_s, proofStateName(proof.state)},
                                 {u"reason"_s, proof.reasonId}});
    m_output.put(u"proofs"_s, array);
    m_output.put(u"method"_s, m_procedure->results.readMethod);
    if (!proofs)
        return stopped(Step::Verify, proofs.error(), Exit::Failed);
    const bool failed =
        std::any_of(proofs->begin(), proofs->end(), [](const Proof &p) { return p.state == ProofState::Failed; });
    say(Step::Verify, u"re-read, method %1"_s.arg(m_procedure->results.readMethod));
    for (const Proof &proof : *proofs)
        m_output.line(u"     "_s + proofWords(proof));
    if (failed) {
        m_output.aside(
            u"The copy is on the medium, and the run stays open: smkctl verify --run %1"_s.arg(m_procedure->runId()));
        return m_output.end(Exit::Failed);
    }
    return {};
}

BackupRun::Stop BackupRun::store()
{
    m_procedure->setCurrent(Step::Store);
    const QString run = m_procedure->runId();
    const Result<LocalPath> receipt = m_procedure->store(m_order.custody, interrupt::token());
    if (!receipt) {
        m_output.aside(u"The copy is on the medium. Go on with: smkctl store --run %1"_s.arg(run));
        return stopped(Step::Store, receipt.error(), Exit::Failed);
    }
    m_output.put(u"run"_s, run);
    m_output.put(u"receipt"_s, receipt->text());
    const Receipt finished = m_procedure->receipt();
    const StepRecord *record = finished.step(roomOf(Step::Store));
    say(Step::Store, u"%1%2"_s.arg(m_order.custody.place.isEmpty() ? u"place not named"_s : m_order.custody.place,
                                   m_order.custody.arrival == Arrival::Planned ? u", planned"_s : u", arrived"_s));
    if (record)
        m_output.findings(record->findings, false);
    return {};
}

BackupRun::Stop BackupRun::findKeyFile()
{
    if (m_procedure->results.keyFile)
        return {};
    const QString file = m_procedure->plan.file().text();
    ServerSession *server = session();
    if (!server) {
        m_output.aside(
            u"Whether %1 was written is not known; name the server, so that it can be looked for."_s.arg(file));
        return m_output.problem(Problem{.id = u"procedure.no-key-file"_s, .outcome = Outcome::Unknown}, Exit::Unknown);
    }
    return lookForFile(Problem{.id = u"procedure.no-key-file"_s, .outcome = Outcome::Unknown});
}

bool BackupRun::provedAsAsked() const
{
    const std::vector<Proof> &proofs = m_procedure->results.proofs;
    bool reached = isProved(proofs, ProofLevel::Identical);
    if (m_order.askPassword && !m_order.enteredByProgram)
        reached = reached && isProved(proofs, ProofLevel::PasswordAsStored);
    if (m_order.replug)
        reached = reached && isProved(proofs, ProofLevel::Replugged);
    if (m_order.proveByServer)
        reached = reached && isProved(proofs, ProofLevel::OpenedByServer);
    return reached;
}

int BackupRun::endOfVerify()
{
    return m_output.end(provedAsAsked() ? Exit::Done : Exit::NotVerified);
}

int BackupRun::end()
{
    bool reached = provedAsAsked() && m_procedure->results.papers.has_value();
    if (m_order.custody.serverFile == ServerFileWish::Remove)
        reached = reached && m_procedure->results.serverFileRemoved;
    if (m_procedure->results.receiptFile)
        m_output.line(u"Receipt: %1"_s.arg(m_procedure->results.receiptFile->text()));
    return m_output.end(reached ? Exit::Done : Exit::NotVerified);
}

} // namespace smk

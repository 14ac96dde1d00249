#include "backup_run.h"

#include "clock.h"
#include "display_text.h"
#include "drive_named.h"
#include "interrupt.h"
#include "json_problem.h"
#include "last_backup.h"
#include "seat.h"
#include "server_process.h"
#include "words.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

// Steps 1 to 4: everything before the statement; nothing on the server or the medium is changed but a folder created.
namespace smk {

QString programName()
{
    return u"smkctl " SMK_VERSION ""_s;
}

BackupRun::BackupRun(RunOrder order, Output &output)
    : BackupRun(std::move(order), output, std::make_unique<Procedure>(programName()))
{
}

BackupRun::BackupRun(RunOrder order, Output &output, std::unique_ptr<Procedure> resumed)
    : m_order(std::move(order))
    , m_output(output)
    , m_drives(drivesOf(m_order.access ? m_order.access->rehearsal : std::nullopt, resumed->plan.medium))
    , m_procedure(std::move(resumed))
{
}

BackupRun::~BackupRun()
{
    interrupt::watch(nullptr);
}

int BackupRun::all()
{
    for (const auto act : {&BackupRun::connect, &BackupRun::password, &BackupRun::medium, &BackupRun::directory,
                           &BackupRun::execute, &BackupRun::copy, &BackupRun::verify, &BackupRun::store})
        if (const Stop stop = (this->*act)())
            return *stop;
    return end();
}

void BackupRun::say(Step step, const QString &sentence)
{
    static const QHash<StepState, QString> words{{StepState::Done, u"done"_s},
                                                 {StepState::DoneWithNote, u"done, with a note"_s},
                                                 {StepState::NotVerified, u"not verified"_s},
                                                 {StepState::Failed, u"failed"_s},
                                                 {StepState::Unknown, u"outcome unknown"_s}};
    say(step, words.value(m_procedure->stateOf(step), u"done"_s), sentence);
}

void BackupRun::say(Step step, const QString &state, const QString &sentence)
{
    m_output.step(numberOf(step), QString::fromLatin1(titleOf(step)), state, sentence);
}

int BackupRun::stopped(Step step, const Problem &problem, Exit code)
{
    say(step, problem.outcome == Outcome::Unknown ? u"outcome unknown"_s : u"stopped"_s, {});
    if (const QString run = m_procedure->runId(); !run.isEmpty()) {
        m_output.put(u"run"_s, run);
        m_output.line(u"     run %1"_s.arg(run));
    }
    return m_output.problem(problem, code);
}

int BackupRun::blocked(Step step, const Findings &findings)
{
    const auto blocker = std::find_if(findings.begin(), findings.end(),
                                      [](const Finding &f) { return f.state == FindingState::Blocker; });
    say(step, u"stopped"_s, {});
    m_output.findings(findings, false);
    return m_output.problem(
        Problem{
            .id = blocker->id, .arguments = blocker->arguments, .returnTo = roomOf(step), .command = blocker->command},
        Exit::Blocked);
}

ServerSession *BackupRun::session()
{
    if (m_session && m_session->isOpen())
        return m_session.get();
    if (!m_order.access || interrupt::requested())
        return nullptr;
    interrupt::watch(nullptr);
    m_session.reset();
    Result<Connected> again = connectToServer(m_order.access->order, interrupt::token(), {});
    if (!again) {
        // "Nothing was changed" is said of this sign-in, not of the run.
        m_output.aside(u"What was done before stands. Signing in once more did not succeed: "_s
                       + plainLine(again.error()));
        return nullptr;
    }
    // Another server behind the same address must not answer for this one.
    if (again->facts.serverName.compare(m_procedure->plan.facts.serverName, Qt::CaseInsensitive) != 0) {
        m_output.aside(u"%1 answered instead of %2; it is not asked."_s.arg(again->facts.serverName,
                                                                            m_procedure->plan.facts.serverName));
        return nullptr;
    }
    holdTo(*again, m_order.access->order);
    m_session = std::move(again->session);
    interrupt::watch(m_session.get());
    return m_session.get();
}

BackupRun::Stop BackupRun::connect()
{
    m_procedure->setCurrent(Step::Connect);
    Result<Connected> connected = connectToServer(m_order.access->order, interrupt::token(), {});
    if (!connected)
        return stopped(Step::Connect, connected.error(), Exit::Blocked);
    holdTo(*connected, m_order.access->order);
    rememberTrust(m_order.access->order, *connected);
    connected->findings = withLastBackup(*connected, m_order.access->order);
    m_session = std::move(connected->session);
    interrupt::watch(m_session.get());
    BackupPlan &plan = m_procedure->plan;
    plan.address = m_order.access->order.server.shown();
    plan.facts = connected->facts;
    plan.line = connected->line;
    plan.lineOverrideReason =
        connected->line == LineTrust::Readable ? m_order.access->order.readableLineReason : QString();
    plan.trust = connected->trust;
    plan.connectFindings = connected->findings;
    chooseSeat(plan, m_order.seat);
    m_output.put(u"server"_s, toJson(plan.facts, plan.line));
    m_output.put(u"rehearsal"_s, plan.facts.isRehearsal());
    if (hasState(connected->findings, FindingState::Blocker))
        return blocked(Step::Connect, connected->findings);
    m_procedure->setState(Step::Connect, hasState(connected->findings, FindingState::Note) ? StepState::DoneWithNote
                                                                                           : StepState::Done);
    say(Step::Connect,
        u"%1, signed in as %2; the line %3"_s.arg(serverLine(plan.facts), plan.facts.login, lineInWords(plan.line)));
    m_output.findings(connected->findings, false);
    return {};
}

BackupRun::Stop BackupRun::password()
{
    m_procedure->setCurrent(Step::Password);
    BackupPlan &plan = m_procedure->plan;
    const Findings findings = judgePassword(m_order.password, {plan.facts.login, plan.facts.machineName});
    if (hasState(findings, FindingState::Blocker))
        return blocked(Step::Password, findings);
    plan.passwordStyle = m_order.style;
    plan.passwordPlace = m_order.place;
    plan.passwordStig = meetsStigPreset(m_order.password);
    plan.passwordTaken = m_order.passwordTaken || m_order.place == PasswordPlace::CredentialStore;
    if (m_order.place == PasswordPlace::CredentialStore)
        if (const Result<void> usable = CredentialStore().probe(); !usable)
            return stopped(Step::Password, usable.error(), Exit::Blocked);
    m_procedure->setPassword(std::move(m_order.password));
    m_procedure->setState(Step::Password, plan.passwordTaken ? StepState::Done : StepState::DoneWithNote);
    say(Step::Password,
        u"%1; 15 or more, four classes: %2"_s.arg(m_order.style == PasswordStyle::Generated ? u"generated"_s : u"own"_s,
                                                  plan.passwordStig ? u"yes"_s : u"no"_s));
    m_output.findings(findings, false);
    return {};
}

Result<Drive> BackupRun::chosenDrive(const MediumContext &context)
{
    const QString &wish = m_order.medium;
    if (namesFolder(wish))
        return mediumFromFolder(LocalPath(QDir::cleanPath(QDir::current().absoluteFilePath(wish))), interrupt::token());
    if (!wish.isEmpty()) {
        Result<Drive> named = driveNamed(*m_drives, wish);
        if (!named)
            named.error().returnTo = roomOf(Step::Medium);
        return named;
    }
    const Result<std::vector<Drive>> drives = m_drives->list(interrupt::token());
    if (!drives)
        return fail(drives.error());
    const std::optional<std::size_t> chosen = preselected(*drives, context);
    if (!chosen)
        return fail(Problem{.id = u"procedure.medium-not-clear"_s, .returnTo = roomOf(Step::Medium)});
    return (*drives)[*chosen];
}

BackupRun::Stop BackupRun::medium()
{
    m_procedure->setCurrent(Step::Medium);
    BackupPlan &plan = m_procedure->plan;
    const MediumContext context{plan.facts.serverName, plan.seenFromHere, plan.facts.isRehearsal()};
    const Result<Drive> drive = chosenDrive(context);
    if (!drive)
        return stopped(Step::Medium, drive.error(), Exit::Blocked);
    const MediumVerdict verdict = judgeMedium(*drive, context);
    plan.mediumFindings = {verdict.finding};
    plan.mediumFindings.insert(plan.mediumFindings.end(), verdict.more.begin(), verdict.more.end());
    if (const std::optional<Finding> earlier = verdict.earlierFinding())
        plan.mediumFindings.push_back(*earlier);
    m_output.put(u"medium"_s, QJsonObject{{u"label"_s, drive->label},
                                          {u"serial"_s, drive->identity.serial},
                                          {u"mountPoint"_s, drive->mountPoint.text()},
                                          {u"findings"_s, toJson(plan.mediumFindings)}});
    if (!verdict.selectable())
        return blocked(Step::Medium, plan.mediumFindings);
    plan.medium = *drive;
    m_procedure->setState(Step::Medium, verdict.state == FindingState::Note          ? StepState::DoneWithNote
                                        : verdict.state == FindingState::NotVerified ? StepState::NotVerified
                                                                                     : StepState::Done);
    QStringList facts{drive->label.isEmpty() ? displayText(drive->mountPoint.text()) : drive->label};
    if (!drive->identity.serial.isEmpty())
        facts.append(u"serial %1"_s.arg(drive->identity.serial));
    facts.append(drive->fileSystem);
    say(Step::Medium, facts.join(u", "_s));
    m_output.findings(plan.mediumFindings, false);
    return {};
}

} // namespace smk

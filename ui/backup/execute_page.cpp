#include "execute_page.h"

#include "copy_text.h"
#include "drive_card.h"
#include "finding_list.h"
#include "labels.h"
#include "link_button.h"
#include "progress_strip.h"
#include "quoting.h"
#include "rich_text.h"
#include "seat.h"
#include "statement_preview.h"
#include "statements.h"
#include "word_book.h"

#include <QHBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// The same run as smkctl: without a password, which it asks for itself.
QString asCommand(const BackupPlan &plan)
{
    QStringList parts{u"smkctl backup"_s, u"--server "_s + shellQuoted(plan.facts.serverName)};
    if (plan.medium)
        parts << u"--medium "_s + shellQuoted(plan.medium->mountPoint.text());
    parts << u"--directory "_s + shellQuoted(plan.directory.text()) << u"--file-name "_s + shellQuoted(plan.fileName);
    return parts.join(u' ');
}

} // namespace

ExecutePage::ExecutePage(WizardRun &run, QWidget *parent)
    : RunPage(u"execute"_s, tr("Back up"), run, parent)
{
    setTitle(tr("Back up the service master key now?"));
    setWhy(tr("This reads the key and writes one new file; it changes nothing else on the server."));
    m_progress = new ProgressStrip;
    m_progress->setObjectName(u"execute.progress"_s);
    m_progress->setNote(tr("steps 5 to 7"));
    m_progress->hide();
    content()->addWidget(m_progress);
    m_summary = new FindingList;
    m_summary->setObjectName(u"execute.summary"_s);
    m_summary->setShapeColumn(false);
    content()->addWidget(m_summary);
    content()->addSpacing(8);
    addStatement();
    content()->addStretch();
    banner()->setShieldRemedies({u"grant-right"_s, u"run-elevated"_s});
}

void ExecutePage::addStatement()
{
    m_statementBlock = new QWidget;
    auto *block = new QVBoxLayout(m_statementBlock);
    block->setContentsMargins(0, 0, 0, 0);
    block->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_statementLink = new LinkButton(tr("&Statement that will run"));
    m_statementLink->setObjectName(u"execute.statementFold"_s);
    m_statementLink->setFolding(true);
    m_statementLink->setChecked(true);
    row->addWidget(m_statementLink);
    row->addStretch();
    auto *copyStatement = new LinkButton(tr("Copy statement"));
    copyStatement->setObjectName(u"execute.copyStatement"_s);
    row->addWidget(copyStatement);
    auto *copyCommand = new LinkButton(tr("Copy as smkctl"));
    copyCommand->setObjectName(u"execute.copyCommand"_s);
    row->addWidget(copyCommand);
    block->addLayout(row);
    m_statement = new StatementPreview;
    m_statement->setObjectName(u"execute.statement"_s);
    m_statement->setAccessibleName(tr("Statement that will run"));
    block->addWidget(m_statement);
    m_maskHint =
        smallLabel(tr("The mask is always the same length. The password is put in only for the moment of the call."));
    block->addWidget(m_maskHint);
    content()->addWidget(m_statementBlock);
    connect(m_statementLink, &LinkButton::toggled, this, [this](bool open) {
        m_statement->setVisible(open);
        m_maskHint->setVisible(open);
    });
    connect(copyStatement, &QAbstractButton::clicked, this,
            [this, copyStatement] { copyText(m_statement->toPlainText(), copyStatement); });
    connect(copyCommand, &QAbstractButton::clicked, this,
            [this, copyCommand] { copyText(asCommand(plan()), copyCommand); });
}

void ExecutePage::reset()
{
    m_running.forget();
    m_looking.forget();
    m_granting.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_askedStored = false;
    m_unknown = false;
    m_progress->hide();
    m_statementLink->setChecked(true);
    setSideResult({}, SideState::Upcoming);
}

void ExecutePage::enter()
{
    fill();
    if (!run().procedure().isCommitted()) {
        run().procedure().setCurrent(Step::Execute);
        setSideResult(tr("Ready"), SideState::Upcoming);
    }
    focusFirst();
}

void ExecutePage::focusFirst()
{
    Q_EMIT wantsFooterFocus();
}

void ExecutePage::fill()
{
    const ServerFacts &facts = plan().facts;
    const bool practice = run().isRehearsal();
    setTitle(practice ? tr("Back up the practice key of %1 now?").arg(facts.serverName)
                      : tr("Back up the service master key of %1 now?").arg(facts.serverName));
    setWhy(practice ? tr("Nothing here touches a real server or a real medium. It never counts as a backup.")
                    : tr("This reads the key and writes one new file; it changes nothing else on the server."));
    m_summary->clear();
    const QString instance =
        facts.instanceName.isEmpty() ? tr("default instance") : tr("instance %1").arg(facts.instanceName);
    m_summary->addRow({u"server"_s, Shape::None, tr("Server"),
                       practice
                           ? tr("%1, built in, on this computer only").arg(bold(facts.serverName))
                           : tr("%1, SQL Server %2, %3").arg(bold(facts.serverName), facts.releaseName(), instance)});
    const QString key = facts.keyGuid.isEmpty() ? tr("not visible to this login") : keyGuidShort(facts.keyGuid);
    const QString changed = facts.keyModified.isValid()
                                ? tr(", last changed %1").arg(facts.keyModified.date().toString(Qt::ISODate))
                                : QString();
    m_summary->addRow(
        {u"key"_s, Shape::None, tr("Key"), practice ? tr("%1, made for this rehearsal").arg(key) : key + changed});
    m_summary->addRow({u"file"_s, Shape::None, tr("File"), fixed(plan().file().text())});
    if (plan().medium)
        m_summary->addRow({u"medium"_s, Shape::None, tr("Then copied to"), lineOf(*plan().medium)});
    for (const Findings *findings :
         {&plan().connectFindings, &plan().mediumFindings, &plan().directoryVerdict.findings})
        for (const Finding &finding : *findings)
            if (finding.state == FindingState::Note) {
                const Wording words = wordingOf(finding.id, finding.arguments);
                m_summary->addRow(
                    {finding.id, Shape::Triangle, tr("Noted"), words.text.isEmpty() ? words.title : words.text});
            }
    if (!m_scenario.isEmpty())
        m_summary->addRow({u"scenario"_s, Shape::None, tr("Scenario"), m_scenario});
    refreshStatement();
}

void ExecutePage::refreshStatement()
{
    // Sent in one line; shown a clause a line.
    QString shown = statements::backUpMasked(plan().file());
    for (const QString &clause : {u" TO FILE"_s, u" ENCRYPTION BY"_s})
        if (const qsizetype at = shown.indexOf(clause); at > 0)
            shown.replace(at, 1, u"\n    "_s);
    m_statement->setStatement(shown.replace(u"********"_s, StatementPreview::maskText()));
}

void ExecutePage::primary()
{
    if (isBusy())
        return;
    if (m_unknown) {
        reconcile();
        return;
    }
    if (!plan().passwordTaken && !m_askedStored) {
        Problem question;
        question.id = u"ui.password-not-stored"_s;
        question.remedies = {u"copy-password"_s, u"back-up-anyway"_s};
        setBanner(question, BannerKind::Note);
        return;
    }
    backUp();
}

void ExecutePage::backUp()
{
    if (!run().isSignedIn()) {
        showProblem(linkLost());
        return;
    }
    clearBanner();
    m_stopped = false;
    setBusy(true);
    setSideResult(tr("Running…"), SideState::Running);
    m_progress->show();
    m_progress->start(tr("Writing the key on %1…").arg(run().serverName()));
    m_progress->setProgress(0, 0);
    run().sqlTask<KeyFile>(
        m_running, this,
        [](ServerSession *session, Procedure &procedure, DriveSource &drives, const CancelToken &cancel,
           const ProgressSink &sink) -> Result<KeyFile> {
            if (session == nullptr)
                return fail(linkLost());
            return procedure.execute(*session, drives, cancel, sink);
        },
        [this](Result<KeyFile> result) { done(std::move(result)); });
}

void ExecutePage::done(Result<KeyFile> result)
{
    setBusy(false);
    m_progress->stop();
    m_progress->hide();
    if (!result) {
        failed(result.error());
        return;
    }
    m_unknown = false;
    clearBanner();
    setSideResult(tr("Written %1 UTC").arg(result->endedUtc.toString(u"HH:mm:ss"_s)), SideState::Done);
    Q_EMIT committed();
    Q_EMIT goNext();
}

void ExecutePage::failed(Problem problem)
{
    m_statementLink->setChecked(false);
    if (isCancelled(problem) && problem.outcome != Outcome::Unknown) {
        setSideResult(tr("Stopped; nothing was sent"), SideState::Upcoming);
        fill();
        return;
    }
    m_unknown = problem.outcome == Outcome::Unknown;
    if (m_unknown) {
        setSideResult(tr("Outcome not known"), SideState::NotVerified);
        if (!problem.remedies.contains(u"look-for-file"_s))
            problem.remedies.prepend(u"look-for-file"_s);
        showProblem(problem);
        return;
    }
    const bool fileThere = problem.id.endsWith(".left"_L1) || problem.id.endsWith(".name-taken"_L1);
    const bool nothingLeft = !fileThere && !problem.id.endsWith(".unseen"_L1) && problem.outcome == Outcome::None;
    setSideResult(nothingLeft ? tr("Stopped · no file left") : tr("Stopped"), SideState::Failed);
    // A try that failed may have touched the name: the next one has a new name, never an overwrite.
    if (!isLinkLost(problem) && problem.returnTo != "medium"_L1)
        Q_EMIT newNameWanted();
    fill();
    if (problem.returnTo == "password"_L1) {
        Q_EMIT passwordRefused(problem);
        return;
    }
    // The one cause that we may be able to mend from here.
    const bool mayBeGiven = isFolderHere(plan());
    if (mayBeGiven && problem.id.endsWith(".folder-not-writable"_L1))
        problem.remedies.prepend(u"grant-right"_s);
    showProblem(problem);
}

void ExecutePage::giveTheRight()
{
    clearBanner();
    setBusy(true);
    setLoading(tr("Giving the right…"));
    run().fileTask<CreatedDirectory>(
        m_granting, this,
        [path = plan().directory, context = run().directoryContext()](
            Procedure &, DriveSource &, const CancelToken &cancel) { return grantOrAsk(path, context, cancel); },
        [this](Result<CreatedDirectory> result) {
            setBusy(false);
            clearLoading();
            if (!result) {
                showProblem(result.error());
                return;
            }
            plan().directoryUndo = result->undoCommand;
            fill();
            Q_EMIT footerChanged();
            focusFirst(); // another try is the DBA's to begin
        });
}

void ExecutePage::reconcile()
{
    if (!run().isSignedIn()) {
        showProblem(linkLost());
        return;
    }
    setBusy(true);
    m_progress->show();
    m_progress->start(tr("Looking whether the file is there…"));
    m_progress->setProgress(0, 0);
    run().sqlTask<FileSeen>(
        m_looking, this,
        [](ServerSession *session, Procedure &procedure, DriveSource &, const CancelToken &,
           const ProgressSink &) -> Result<FileSeen> {
            // The answer came after all, while nobody waited for it.
            if (procedure.results.keyFile)
                return FileSeen::Exists;
            if (session == nullptr || !session->isOpen())
                return fail(linkLost());
            const Result<FileSeen> seen = procedure.reconcileOutcome(*session);
            // Not seen over a line that has just broken: that says nothing of the file.
            if (seen && *seen == FileSeen::NotVisible && !session->isOpen())
                return fail(linkLost());
            return seen;
        },
        [this](Result<FileSeen> seen) {
            setBusy(false);
            m_progress->stop();
            m_progress->hide();
            if (seen)
                reconciled(*seen);
            else
                showProblem(seen.error());
        });
}

void ExecutePage::reconciled(FileSeen seen)
{
    clearBanner();
    if (seen == FileSeen::Exists) {
        m_unknown = false;
        setSideResult(tr("Written, found afterwards"), SideState::Note);
        Q_EMIT committed();
        Q_EMIT goNext();
        return;
    }
    const QString file = plan().file().text();
    Problem problem;
    problem.arguments = {file, run().serverName()};
    if (seen == FileSeen::NotVisible) {
        // Still not known: it can be looked for again under its name, or the DBA decides for another try.
        problem.id = u"ui.file-not-visible"_s;
        problem.outcome = Outcome::Unknown;
        problem.remedies = {u"look-for-file"_s, u"new-name"_s};
        setSideResult(tr("File not seen from here"), SideState::NotVerified);
        setBanner(problem, BannerKind::NotVerified);
        return;
    }
    m_unknown = false;
    Q_EMIT newNameWanted();
    fill();
    problem.id = seen == FileSeen::Empty ? u"ui.file-empty"_s : u"ui.file-absent"_s;
    problem.remedies = {u"new-name"_s};
    setSideResult(tr("Stopped · no file left"), SideState::Failed);
    setBanner(problem, BannerKind::Note);
}

void ExecutePage::cancelWork()
{
    m_granting.cancel();
    // "Stop waiting": what was sent may still be carried out; the file is looked for before anything else.
    if (m_running.isRunning()) {
        m_running.cancel();
        run().interrupt();
        m_progress->setText(tr("Stopping…"));
        giveBackSoon([this] { return m_running.isRunning(); },
                     [this] {
                         // What comes of it is in the run's record; looking for the file waits its turn on that thread.
                         m_running.forget();
                         setBusy(false);
                         m_progress->stop();
                         m_progress->hide();
                         failed(Problem{.id = u"execute.unknown-outcome"_s,
                                        .outcome = Outcome::Unknown,
                                        .remedies = {u"look-for-file"_s}});
                     });
    }
    if (m_looking.isRunning()) {
        m_looking.forget();
        run().interrupt();
        setBusy(false);
        m_progress->stop();
        m_progress->hide();
    }
}

void ExecutePage::reconnected()
{
    clearBanner();
    fill();
    if (m_unknown)
        reconcile();
}

void ExecutePage::onRemedy(const QString &id)
{
    if (id == "copy-password"_L1) {
        Q_EMIT passwordCopyRequested();
        m_askedStored = true;
        clearBanner();
    } else if (id == "back-up-anyway"_L1) {
        m_askedStored = true;
        clearBanner();
        backUp();
    } else if (id == "grant-right"_L1 || id == "run-elevated"_L1
               || (id == "retry"_L1 && banner()->problem().id.startsWith("elevation."_L1))) {
        giveTheRight();
    } else if (id == "copy-request"_L1) {
        Q_EMIT requestCopyWanted();
    } else if (id == "look-for-file"_L1) {
        reconcile();
    } else if (id == "new-name"_L1 || id == "retry"_L1) {
        m_unknown = false;
        clearBanner();
        Q_EMIT newNameWanted();
        fill();
        backUp();
    } else {
        RunPage::onRemedy(id);
    }
}

Footer ExecutePage::footer() const
{
    const bool practice = const_cast<ExecutePage *>(this)->run().isRehearsal();
    return {.primaryText = practice ? tr("Bac&k up practice key") : tr("Bac&k up key"),
            .primaryEnabled = !isBusy(),
            .backText = isBusy() ? QString() : tr("&Back"),
            .extraText = {},
            .cancelText = practice && !isBusy() ? tr("Leave") : tr("Cancel")};
}

} // namespace smk

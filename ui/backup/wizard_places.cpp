// The places around the procedure: Start, Rehearse, History, and what an interrupted run left.
#include "connect_page.h"
#include "copy_page.h"
#include "data_folder.h"
#include "directory_page.h"
#include "execute_page.h"
#include "finish_page.h"
#include "history_page.h"
#include "history_rows.h"
#include "instance_card.h"
#include "medium_page.h"
#include "papers_again.h"
#include "password_page.h"
#include "shell.h"
#include "store_page.h"
#include "verify_page.h"
#include "wizard_controller.h"
#include "word_book.h"

namespace smk {

using namespace Qt::StringLiterals;

void WizardController::wirePlaces()
{
    m_rehearse->setScenarios(m_practice.scenarios, m_options.scenario);
    connect(m_start, &StartPage::backUpRequested, this, &WizardController::backUp);
    connect(m_start, &StartPage::checkRequested, this, &WizardController::checkNow);
    connect(m_start, &StartPage::checkStopRequested, this, [this] { m_checking.abandon(); });
    connect(m_start, &StartPage::lookAgainRequested, this, &WizardController::readPlaces);
    connect(m_start, &StepPage::remedyChosen, this, &WizardController::interruptedAnswer);
    connect(m_rehearse, &RehearsePage::rehearseRequested, this, [this](const QString &scenario) {
        m_goWhenReady = true;
        m_rehearse->setWorking(true);
        startPractice(scenario);
    });
    connect(m_rehearse, &RehearsePage::stopRequested, this, [this] {
        m_goWhenReady = false;
        m_rehearse->setWorking(false);
        if (m_practice.stop)
            m_practice.stop();
    });
    connect(m_history, &HistoryPage::lookAgainRequested, this, &WizardController::readPlaces);
    connect(m_history, &HistoryPage::showReceiptRequested, this, [this](const QString &id) {
        for (const HistoryEntry &entry : m_places.history.entries)
            if (entry.receipt.runId == id)
                showReceipt(encodeReceipt(entry.receipt));
    });
    connect(m_history, &HistoryPage::printLabelRequested, this, [this](const QString &id) {
        for (const HistoryEntry &entry : m_places.history.entries)
            if (entry.receipt.runId == id)
                printLabel(labelFactsOf(entry.receipt));
    });
}

void WizardController::start()
{
    m_shell->showPage(m_start->name());
    if (m_options.rehearsal) {
        m_shell->setRehearsal(true);
        startPractice(m_options.scenario.isEmpty() ? u"default"_s : m_options.scenario);
    }
    if (!m_options.server.isEmpty())
        backUp(m_options.server);
}

void WizardController::readPlaces()
{
    const LocalPath folder = receiptsFolder(m_options.rehearsal || m_practiceRun);
    const LocalPath prefix = m_options.rootPrefix;
    const bool rehearsal = m_options.rehearsal;
    m_reading.start(
        m_run.files(), this,
        [folder, prefix, rehearsal](const CancelToken &, const ProgressSink &) -> Result<Places> {
            Places places;
            if (auto history = readHistory(folder))
                places.history = std::move(*history);
            if (!rehearsal)
                places.remembered = rememberedServers();
            if (!rehearsal)
                for (const FoundInstance &found : localInstances(prefix))
                    places.instances.push_back(instanceCard(found));
            for (const HistoryEntry &entry : places.history.entries)
                if (entry.state == HistoryState::InProgress && !entry.alive) {
                    places.left = whatExists(entry.receipt);
                    places.interrupted = entry;
                    break;
                }
            for (const HistoryEntry &entry : places.history.entries)
                if (papersAreMissing(entry)) {
                    places.papersMissing = entry;
                    break;
                }
            return places;
        },
        [this](Result<Places> places) { showPlaces(std::move(places)); });
}

void WizardController::showPlaces(Result<Places> places)
{
    if (!places)
        return;
    m_places = std::move(*places);
    showCards();
    m_history->setRows(historyRows(m_places.history));
    const auto backups = static_cast<int>(m_places.history.entries.size());
    m_shell->setPlaceSubtitle(m_history->name(),
                              backups == 0 ? tr("nothing yet") : tr("%n backup(s)", nullptr, backups));
    m_start->clearInterrupted();
    if (m_places.interrupted && m_places.interrupted->receipt.runId != m_run.procedure().runId()) {
        QStringList left;
        for (const Finding &finding : m_places.left) {
            const Wording words = wordingOf(finding.id, finding.arguments);
            left << tr("%1: %2").arg(words.title, words.text);
        }
        Problem problem;
        problem.id = u"ui.interrupted"_s;
        problem.arguments = {m_places.interrupted->serverName,
                             m_places.interrupted->receipt.startedUtc.toString(u"yyyy-MM-dd HH:mm 'UTC'"_s),
                             left.join(u" "_s)};
        problem.remedies = {u"resume"_s, u"set-aside"_s};
        m_start->setInterrupted(problem);
    } else if (m_places.papersMissing) {
        Problem problem;
        problem.id = u"ui.papers-missing"_s;
        problem.arguments = {m_places.papersMissing->serverName, m_places.papersMissing->mediumLabel};
        problem.remedies = {u"write-again"_s};
        m_start->setInterrupted(problem);
    }
}

void WizardController::showCards()
{
    std::vector<InstanceCard> cards = m_places.instances;
    if (m_options.rehearsal && m_run.isPractice()) {
        InstanceCard practice;
        practice.id = m_run.practice().server;
        practice.name = m_run.practice().serverName;
        practice.facts = tr("Practice server on this computer · scenario %1").arg(m_run.practice().scenario);
        practice.stateShape = Shape::Ring;
        practice.stateWord = tr("Rehearsal");
        practice.stateText = tr("never counts as a backup");
        cards = {practice};
    }
    if (!m_options.rehearsal)
        addHistoryCards(cards, m_places.history);
    addChecks(cards);
    m_start->setInstances(cards);
    // What can be chosen on Connect: the same servers, and those that were signed in to before.
    ServerChoices choices;
    for (const InstanceCard &card : m_places.instances)
        choices.local << card.id;
    for (const RememberedServer &entry : m_places.remembered)
        choices.recent << entry.server;
    for (const HistoryEntry &entry : m_places.history.entries)
        if (!m_options.rehearsal && findCalled(m_places.remembered, entry.serverName) == nullptr)
            choices.past << entry.serverName;
    m_connect->setChoices(choices, m_places.remembered);
}

void WizardController::backUp(const QString &instance)
{
    if (m_options.rehearsal && !m_run.isPractice()) {
        m_goWhenReady = true; // the practice server is still starting
        return;
    }
    const bool same = !m_runServer.isEmpty() && m_runServer == instance && !m_run.procedure().isCommitted();
    if (!same)
        beginRun(instance);
    m_shell->showPage(m_connect->name());
}

void WizardController::beginRun(const QString &server)
{
    m_runServer = server;
    m_copyProved = false;
    m_practiceRun = m_run.isPractice() && server == m_run.practice().server;
    if (!m_practiceRun)
        m_run.setPractice({});
    m_run.begin(guardedDrives(m_practiceRun ? m_practice.medium(m_run.practice().root) : systemDrives()));
    resetPages();
    // The history knows a server by its own name; how it was reached may be another.
    const RememberedServer *reached = m_practiceRun ? nullptr : findCalled(m_places.remembered, server);
    m_connect->prepare(reached == nullptr ? server : reached->server, m_practiceRun);
    for (const ScenarioRow &row : m_practice.scenarios)
        if (m_practiceRun && row.id == m_run.practice().scenario)
            m_execute->setScenario(row.title);
    if (!m_practiceRun)
        m_execute->setScenario({});
    for (const HistoryEntry &entry : m_places.history.entries)
        if (const auto custody = custodyOf(entry.receipt)) {
            m_store->prefill(*custody);
            break;
        }
}

void WizardController::resetPages()
{
    m_lostAt.clear();
    for (const Step step : AllSteps)
        runPage(roomOf(step))->reset();
    m_finish->reset();
    m_shell->resetSteps();
    m_shell->setStepsHead(tr("Back up"), tr("No server chosen"));
}

void WizardController::startPractice(const QString &scenario)
{
    if (!m_practice.start)
        return;
    if (m_practice.stop)
        m_practice.stop();
    m_run.setPractice({});
    m_practice.start(scenario, [this](Result<PracticeServer> practice) { practiceReady(std::move(practice)); });
}

void WizardController::practiceReady(Result<PracticeServer> practice)
{
    m_rehearse->setWorking(false);
    if (!practice) {
        m_goWhenReady = false;
        m_rehearse->showProblem(practice.error());
        m_shell->showPage(m_rehearse->name());
        return;
    }
    m_run.setPractice(std::move(*practice));
    const QString server = m_run.practice().server;
    if (std::exchange(m_goWhenReady, false)) {
        beginRun(server);
        m_shell->setRehearsal(true);
        m_shell->showPage(m_connect->name());
        return;
    }
    readPlaces();
}

void WizardController::writePapers()
{
    const LocalPath folder = receiptsFolder(m_options.rehearsal || m_practiceRun);
    m_start->clearInterrupted();
    m_writingPapers.start(
        m_run.files(), this,
        [folder, receipt = m_places.papersMissing->receipt, drives = m_run.drives()](const CancelToken &cancel,
                                                                                     const ProgressSink &) {
            return writePapersAgain(folder, receipt, *drives, cancel);
        },
        [this](Result<MediumPapers> written) {
            if (written) {
                readPlaces();
                return;
            }
            Problem problem = written.error();
            problem.remedies = {u"write-again"_s};
            m_start->setInterrupted(problem);
        });
}

void WizardController::interruptedAnswer(const QString &remedy)
{
    if (remedy == "write-again"_L1 && m_places.papersMissing)
        writePapers();
    if (!m_places.interrupted)
        return;
    const HistoryEntry &entry = *m_places.interrupted;
    Problem next;
    if (remedy == "resume"_L1) {
        // The first question: without the password nothing that is left is worth the trouble.
        next.id = u"ui.password-still-there"_s;
        next.arguments = {entry.serverName};
        next.remedies = {u"have-password"_s, u"lost-password"_s};
        m_start->setInterrupted(next);
    } else if (remedy == "have-password"_L1) {
        m_start->clearInterrupted();
        resumeRun();
    } else if (remedy == "lost-password"_L1) {
        next.id = u"ui.run-without-password"_s;
        next.arguments = {keyFileOf(entry.receipt), entry.serverName};
        next.remedies = {u"new-run"_s};
        m_start->setInterrupted(next);
    } else if (remedy == "set-aside"_L1 || remedy == "new-run"_L1) {
        m_goWhenReady = false;
        setAside();
        if (remedy == "new-run"_L1 && !m_options.rehearsal)
            backUp(entry.serverName);
    }
}

void WizardController::resumeRun()
{
    const QString id = m_places.interrupted->receipt.runId;
    const LocalPath folder = receiptsFolder(m_options.rehearsal || m_places.interrupted->receipt.rehearsal);
    const QString program = m_options.program;
    m_resuming.start(
        m_run.files(), this,
        [folder, id, program](const CancelToken &, const ProgressSink &) {
            return Procedure::resume(folder, id, program);
        },
        [this](Result<std::unique_ptr<Procedure>> procedure) { resumed(std::move(procedure)); });
}

void WizardController::resumed(Result<std::unique_ptr<Procedure>> procedure)
{
    if (!procedure) {
        m_start->setInterrupted(procedure.error());
        return;
    }
    const bool practice = m_run.isPractice();
    m_copyProved = false;
    m_run.takeUp(std::move(*procedure),
                 guardedDrives(practice ? m_practice.medium(m_run.practice().root) : systemDrives()));
    resetPages();
    m_runServer = m_run.plan().facts.serverName;
    // As it was reached: its own name need not be one that this computer finds.
    const QString &reached = m_run.plan().address;
    m_connect->prepare(practice ? m_run.practice().server : reached.isEmpty() ? m_runServer : reached, false);
    signedIn();
    // Signing in comes first; then the run goes on where its record ends.
    // A copy that was only re-read is not yet proved: the password's proof comes before Store.
    const std::vector<Proof> &proofs = m_run.results().proofs;
    const bool asked = std::any_of(proofs.begin(), proofs.end(),
                                   [](const Proof &proof) { return proof.level >= ProofLevel::PasswordAsStored; });
    if (m_run.procedure().current() == Step::Store && !asked)
        m_run.procedure().setCurrent(Step::Verify);
    const QString page = roomOf(m_run.procedure().current());
    m_lostAt = page;
    m_connect->resumeAt(page, practice);
    m_shell->showPage(m_connect->name());
}

void WizardController::setAside()
{
    const QString id = m_places.interrupted->receipt.runId;
    const LocalPath folder = receiptsFolder(m_options.rehearsal || m_places.interrupted->receipt.rehearsal);
    const QString program = m_options.program;
    m_start->clearInterrupted();
    m_settingAside.start(
        m_run.files(), this,
        [folder, id, program](const CancelToken &, const ProgressSink &) -> Result<void> {
            auto procedure = Procedure::resume(folder, id, program);
            if (!procedure)
                return fail(procedure.error());
            return (*procedure)->setAside();
        },
        [this](Result<void> done) {
            if (!done)
                m_start->setInterrupted(done.error());
            readPlaces();
        });
}

} // namespace smk

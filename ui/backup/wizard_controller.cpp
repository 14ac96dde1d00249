#include "wizard_controller.h"

#include "connect_page.h"
#include "copy_page.h"
#include "directory_page.h"
#include "execute_page.h"
#include "finish_page.h"
#include "history_page.h"
#include "history_rows.h"
#include "medium_page.h"
#include "page_words.h"
#include "password_page.h"
#include "secret_clipboard.h"
#include "shell.h"
#include "store_page.h"
#include "verify_page.h"

#include <QEvent>

namespace smk {

using namespace Qt::StringLiterals;

WizardController::WizardController(WizardOptions options, PracticeHost practice, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_practice(std::move(practice))
    , m_run(m_options.program)
    , m_shell(std::make_unique<Shell>())
    , m_clipboard(new SecretClipboard(this))
    , m_checker(u"check"_s)
{
    useWords();
    m_run.begin(guardedDrives(systemDrives()));
    makePages();
    wirePages();
    wireCommit();
    wireFinish();
    wirePlaces();
    m_shell->installEventFilter(this);
}

WizardController::~WizardController()
{
    m_clipboard->clear();
    if (m_practice.stop)
        m_practice.stop();
}

void WizardController::makePages()
{
    m_start = new StartPage;
    m_rehearse = new RehearsePage;
    m_history = new HistoryPage;
    m_connect = new ConnectPage(m_run);
    m_password = new PasswordPage(m_run, *m_clipboard);
    m_medium = new MediumPage(m_run);
    m_directory = new DirectoryPage(m_run);
    m_execute = new ExecutePage(m_run);
    m_copy = new CopyPage(m_run);
    m_verify = new VerifyPage(m_run);
    m_store = new StorePage(m_run);
    m_finish = new FinishPage(m_run);
    m_shell->addPlace(m_start, tr("the procedure, about two minutes"));
    m_shell->addPlace(m_rehearse, tr("practice server, practice medium"));
    m_shell->addPlace(m_history, tr("what was backed up, and where it is"));
    for (RunPage *page : std::initializer_list<RunPage *>{m_connect, m_password, m_medium, m_directory, m_execute,
                                                          m_copy, m_verify, m_store})
        m_shell->addStep(page);
    m_shell->addFinish(m_finish);
}

void WizardController::wirePages()
{
    connect(m_shell.get(), &Shell::pageShown, this, &WizardController::pageShown);
    connect(m_shell.get(), &Shell::cancelRequested, this, &WizardController::cancel);
    connect(m_shell.get(), &Shell::helpRequested, this, &WizardController::showHelp);
    for (const Step step : AllSteps) {
        const QString name = roomOf(step);
        connect(m_shell->page(name), &StepPage::remedyChosen, this,
                [this, name](const QString &id) { answer(name, id); });
    }
    connect(m_connect, &ConnectPage::signedIn, this, [this](bool other) {
        if (other)
            for (RunPage *page : std::initializer_list<RunPage *>{m_medium, m_directory, m_execute})
                page->reset();
        signedIn();
    });
    connect(m_connect, &ConnectPage::reconnectedTo, this, &WizardController::backTo);
    // The probes of Medium and Folder run while the DBA is on Password: both pages open already filled.
    connect(m_password, &PasswordPage::entered, this, [this] {
        if (m_run.procedure().isCommitted())
            return;
        m_medium->prefetch();
        m_directory->prefetch();
    });
    connect(m_medium, &MediumPage::chosen, m_directory, &DirectoryPage::prefetch);
}

void WizardController::wireCommit()
{
    connect(m_execute, &ExecutePage::passwordCopyRequested, m_password, &PasswordPage::copyToClipboard);
    connect(m_execute, &ExecutePage::requestCopyWanted, m_directory, &DirectoryPage::copyRequest);
    connect(m_execute, &ExecutePage::newNameWanted, m_directory, &DirectoryPage::renewFileName);
    connect(m_execute, &ExecutePage::passwordRefused, this, [this](const Problem &problem) {
        m_shell->showPage(m_password->name());
        m_password->showRefusal(problem);
    });
    connect(m_verify, &VerifyPage::showPasswordWanted, m_password, &PasswordPage::copyToClipboard);
    connect(m_verify, &VerifyPage::copyAgainWanted, this, [this] {
        m_copy->reset();
        m_verify->reset();
        m_shell->setLockedSteps(numberOf(Step::Execute));
        m_shell->showPage(m_copy->name());
    });
    connect(m_verify, &StepPage::goNext, this, [this] { m_copyProved = true; });
}

void WizardController::wireFinish()
{
    connect(m_store, &StorePage::stored, this, [this] {
        // What was found before this backup is no longer true.
        m_checking.forget();
        m_start->setChecking(false);
        m_checks.clear();
        readPlaces();
    });
    connect(m_finish, &FinishPage::closeRequested, m_shell.get(), &QWidget::close);
    connect(m_finish, &FinishPage::receiptRequested, this, [this] {
        if (m_run.results().receiptFile)
            showReceiptOf(*m_run.results().receiptFile);
    });
    connect(m_finish, &FinishPage::printLabelRequested, this,
            [this] { printLabel(labelFactsOf(m_run.procedure().receipt())); });
    connect(m_finish, &FinishPage::realRunRequested, this, [this] {
        m_run.setPractice({});
        m_practiceRun = false;
        m_options.rehearsal = false;
        if (m_practice.stop)
            m_practice.stop();
        m_run.begin(guardedDrives(systemDrives()));
        resetPages();
        m_shell->setRehearsal(false);
        m_shell->showPage(m_start->name());
        readPlaces();
    });
}

RunPage *WizardController::runPage(const QString &name) const
{
    return qobject_cast<RunPage *>(m_shell->page(name));
}

void WizardController::pageShown(const QString &name)
{
    const auto step = stepOfRoom(name);
    if (name == m_verify->name())
        m_clipboard->clear(); // it is to come from where it is kept
    // From the commit on the steps before the one at work can no longer be changed.
    if (m_shell->workingStep() == name && m_run.procedure().isCommitted() && m_lostAt.isEmpty())
        m_shell->setLockedSteps(step ? numberOf(*step) - 1 : static_cast<int>(AllSteps.size()));
    if (name == m_start->name())
        readPlaces();
    if (name == m_finish->name())
        m_shell->setStepsHead(tr("Backed up"), m_run.serverName());
}

void WizardController::signedIn()
{
    m_shell->setRehearsal(m_run.isRehearsal());
    m_shell->setStepsHead(m_run.isRehearsal() ? m_run.serverName() : tr("Back up"),
                          m_run.isRehearsal() ? tr("practice server") : m_run.serverName());
}

void WizardController::reconnect(const QString &pageName)
{
    m_lostAt = pageName;
    m_run.endSession();
    m_shell->setLockedSteps(0);
    m_connect->reconnectFor(pageName);
    m_shell->showPage(m_connect->name());
}

void WizardController::backTo(const QString &pageName)
{
    m_lostAt.clear();
    m_shell->showPage(pageName);
    if (RunPage *page = runPage(pageName))
        page->reconnected();
}

bool WizardController::isAtRisk() const
{
    auto &procedure = const_cast<WizardController *>(this)->m_run.procedure();
    return procedure.isCommitted() && !m_copyProved && !procedure.results.receiptFile;
}

void WizardController::cancel(const QString &name)
{
    if (name == m_start->name() || name == m_finish->name()) {
        m_shell->close();
        return;
    }
    if (name == m_connect->name() && !m_lostAt.isEmpty()) {
        m_shell->showPage(std::exchange(m_lostAt, {}));
        return;
    }
    RunPage *page = runPage(name);
    if (page != nullptr && isAtRisk()) {
        Problem question;
        question.id = m_run.results().copy ? u"ui.leave-run-copied"_s : u"ui.leave-run"_s;
        question.remedies = {u"stay"_s, u"leave-run"_s};
        page->ask(question);
        return;
    }
    m_shell->showPage(m_start->name());
}

void WizardController::answer(const QString &page, const QString &remedy)
{
    if (remedy == "copy-again"_L1) {
        Q_EMIT m_verify->copyAgainWanted();
    } else if (remedy == "other-medium"_L1) {
        // Of what was decided before the commit only the medium can still be another one, until the copy is proved.
        m_copy->reset();
        m_verify->reset();
        m_shell->setLockedSteps(numberOf(Step::Medium) - 1);
        m_shell->showPage(m_medium->name());
    } else if (remedy == "reconnect"_L1) {
        reconnect(page);
    } else if (remedy == "stay"_L1) {
        runPage(page)->endQuestion();
    } else if (remedy == "leave-run"_L1) {
        runPage(page)->endQuestion();
        // Letting the procedure go frees the record of the run: Start then offers to resume it.
        m_run.begin(m_run.drives());
        resetPages();
        if (std::exchange(m_leaving, false))
            m_shell->close();
        else
            m_shell->showPage(m_start->name());
    }
}

bool WizardController::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_shell.get() || event->type() != QEvent::Close)
        return QObject::eventFilter(watched, event);
    RunPage *page = runPage(m_shell->workingStep());
    if (page == nullptr || !isAtRisk() || m_leaving)
        return false;
    m_leaving = true; // a second close means it
    m_shell->showPage(page->name());
    cancel(page->name());
    event->ignore();
    return true;
}

} // namespace smk

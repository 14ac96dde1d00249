#include "connect_page.h"

#include "certificate_card.h"
#include "connect_facts.h"
#include "word_book.h"

#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;

ConnectPage::ConnectPage(WizardRun &run, QWidget *parent)
    : RunPage(u"connect"_s, tr("Connect"), run, parent)
    , m_form(new ConnectForm)
    , m_certificate(new CertificateCard)
    , m_facts(new ConnectFacts)
    , m_ticking(new QTimer(this))
{
    setTitle(tr("Which SQL Server’s key is to be backed up?"));
    setWhy(tr("Every instance, and every availability replica, has a key of its own."));
    content()->addWidget(m_certificate);
    m_certificate->hide();
    content()->addWidget(m_form);
    content()->addWidget(m_facts);
    content()->addStretch();
    showForm();
    setSideResult(tr("Nothing entered yet"), SideState::Upcoming);
    m_ticking->setInterval(1000);
    connect(m_ticking, &QTimer::timeout, this, &ConnectPage::tellStage);
    connect(m_form, &ConnectForm::edited, this, [this] {
        if (isBusy())
            return;
        m_certificate->hide();
        if (banner()->isShowing())
            clearBanner();
    });
    connect(m_form, &ConnectForm::driversWanted, this, &ConnectPage::lookForDrivers);
    connect(m_form, &ConnectForm::accountWanted, this, &ConnectPage::lookForAccount);
    connect(m_form, &ConnectForm::instancesWanted, this, &ConnectPage::askInstances);
    connect(m_form, &ConnectForm::instancesUnwanted, this, [this] {
        m_asking.forget();
        m_form->setAsking({});
    });
    connect(m_form, &ConnectForm::forgetWanted, this, &ConnectPage::forgetPassword);
    connect(m_facts, &ConnectFacts::readAgainWanted, this, &ConnectPage::readAgain);
    connect(m_facts, &ConnectFacts::changeWanted, this, [this] {
        showForm();
        m_form->focusFirst();
    });
    connect(m_facts, &ConnectFacts::forgetWanted, this,
            [this] { forgetPassword(m_order.server.shown(), m_order.login); });
    connect(m_facts, &ConnectFacts::forgetTrustWanted, this, &ConnectPage::forgetTrust);
    connect(m_facts, &ConnectFacts::helpWanted, this, &ConnectPage::helpRequested);
}

void ConnectPage::setChoices(const ServerChoices &choices, const RememberedServers &remembered)
{
    m_form->setChoices(choices, remembered);
}

void ConnectPage::prepare(const QString &server, bool connectNow)
{
    m_connectAtEntry = connectNow;
    m_form->offerKeeping(!run().isPractice());
    m_form->setServer(server);
    if (run().isPractice())
        m_form->fillIn(run().practice().login, run().practice().password, run().practice().caFile);
}

void ConnectPage::resumeAt(const QString &pageName, bool connectNow)
{
    m_returnPage = pageName;
    m_connectAtEntry = connectNow;
}

void ConnectPage::enter()
{
    if (!std::exchange(m_driversAsked, true))
        lookForDrivers();
    if (!run().isSignedIn())
        showForm();
    m_form->askAccount();
    focusFirst();
    if (std::exchange(m_connectAtEntry, false))
        signIn();
}

void ConnectPage::lookForDrivers()
{
    m_drivers.start(
        run().files(), this,
        [](const CancelToken &, const ProgressSink &) -> Result<DriverChoice> { return chooseInstalledDriver({}); },
        [this](Result<DriverChoice> choice) { m_form->setDrivers(choice.value_or(DriverChoice())); });
}

// Where tickets are kept may be another process's, or a file on a network.
void ConnectPage::lookForAccount()
{
    m_account.start(
        run().files(), this, [](const CancelToken &, const ProgressSink &) { return integratedAccount({}); },
        [this](Result<IntegratedAccount> account) { m_form->setAccount(account); });
}

void ConnectPage::askInstances(const QString &host)
{
    m_form->setAsking(host);
    m_asking.start(
        run().sql(), this,
        [host](const CancelToken &cancel, const ProgressSink &) { return instancesOf(host, cancel); },
        [this, host](Result<std::vector<FoundInstance>> found) {
            if (!found) {
                m_form->showNoInstances(found.error());
                return;
            }
            QStringList names;
            for (const FoundInstance &instance : *found)
                names << instance.address;
            if (names.isEmpty())
                m_form->showNoInstances(Problem{u"ui.no-instances"_s, {host}});
            else
                m_form->offerInstances(host, names);
        });
}

void ConnectPage::focusFirst()
{
    if (m_facts->isHidden())
        m_form->focusFirst();
    else
        Q_EMIT wantsFooterFocus();
}

void ConnectPage::reset()
{
    m_connecting.forget();
    m_reading.forget();
    m_asking.forget();
    m_ticking->stop();
    m_goOn = false;
    m_trust.reset();
    m_order = {};
    m_form->setServer({});
    m_form->setAsking({});
    m_form->setEnabled(true);
    m_form->askReason(ConnectForm::ReasonFor::Nothing);
    m_certificate->hide();
    setBusy(false);
    clearLoading();
    clearBanner();
    showForm();
    setSideResult(tr("Nothing entered yet"), SideState::Upcoming);
}

void ConnectPage::setLocked(bool locked)
{
    // After a lost link the form must work although the step itself can no longer be changed.
    StepPage::setLocked(locked && m_returnPage.isEmpty());
}

void ConnectPage::primary()
{
    if (isBusy()) {
        m_goOn = true; // it waits, and then goes by itself
        return;
    }
    if (m_facts->isHidden()) {
        signIn();
        return;
    }
    for (const Finding &finding : plan().connectFindings) {
        if (finding.state != FindingState::Blocker)
            continue;
        // The first reason is said here as well; the list below has them all.
        const Wording why = wordingOf(finding.id, finding.arguments);
        Problem stopped{u"ui.blocked"_s, {run().serverName(), why.text, why.remedy}};
        // What a command mends is looked at again afterwards; of the rest another server is the remedy.
        stopped.remedies = finding.command.isEmpty() ? QStringList{u"change-server"_s, u"look-again"_s}
                                                     : QStringList{u"look-again"_s, u"change-server"_s};
        stopped.command = finding.command;
        showProblem(stopped);
        return;
    }
    Q_EMIT goNext();
}

void ConnectPage::showForm()
{
    m_facts->hide();
    m_form->show();
    Q_EMIT footerChanged();
}

void ConnectPage::showSignedIn()
{
    m_form->hide();
    m_certificate->hide();
    m_facts->show();
    Q_EMIT footerChanged();
    if (isVisible())
        Q_EMIT wantsFooterFocus();
}

void ConnectPage::showFindings()
{
    const ServerFacts &facts = plan().facts;
    const Findings &findings = plan().connectFindings;
    m_facts->showFacts(facts, findings);
    run().procedure().setCurrent(Step::Connect);
    const bool blocked = hasState(findings, FindingState::Blocker);
    const bool note = hasState(findings, FindingState::Note);
    const bool unseen = hasState(findings, FindingState::NotVerified);
    run().procedure().setState(Step::Connect, blocked  ? StepState::Failed
                                              : note   ? StepState::DoneWithNote
                                              : unseen ? StepState::NotVerified
                                                       : StepState::Done);
    setSideResult(blocked ? tr("%1 · stopped").arg(facts.serverName)
                          : u"%1 · %2 · %3"_s.arg(facts.serverName, facts.releaseName(), lineShort(plan().line)),
                  blocked  ? SideState::Failed
                  : note   ? SideState::Note
                  : unseen ? SideState::NotVerified
                           : SideState::Done);
}

void ConnectPage::lookAgain()
{
    if (!m_facts->isHidden())
        readAgain();
    else
        lookForDrivers();
}

void ConnectPage::readAgain()
{
    if (isBusy() || isLocked() || run().procedure().isCommitted())
        return;
    clearBanner();
    setBusy(true);
    setLoading(tr("Asking the server…"));
    const auto order = std::make_shared<ConnectOrder>(m_order.clone());
    const LineTrust trust = plan().line;
    run().sqlTask<Reread>(
        m_reading, this,
        [order, trust, accepted = plan().trust](ServerSession *session, Procedure &, DriveSource &, const CancelToken &,
                                                const ProgressSink &) -> Result<Reread> {
            if (session == nullptr)
                return fail(linkLost());
            auto facts = readServerFacts(*session);
            if (!facts)
                return fail(facts.error());
            auto findings = preflight(*facts, trust, *order, accepted);
            if (!findings)
                return fail(findings.error());
            return Reread{std::move(*facts), std::move(*findings)};
        },
        [this](Result<Reread> result) {
            setBusy(false);
            clearLoading();
            const bool goOn = std::exchange(m_goOn, false);
            if (!result) {
                showProblem(result.error());
                return;
            }
            plan().facts = std::move(result->facts);
            plan().connectFindings = std::move(result->findings);
            showFindings();
            if (goOn)
                primary();
        });
}

void ConnectPage::cancelWork()
{
    // A sign-in with a silent server cannot be stopped: its thread is left alone with it, and the page is given back.
    if (m_connecting.isRunning()) {
        m_connecting.abandon();
        return;
    }
    if (m_reading.isRunning()) {
        m_reading.forget();
        run().interrupt();
        setBusy(false);
        clearLoading();
    }
}

Footer ConnectPage::footer() const
{
    return {.primaryText = tr("&Next"), .backText = tr("&Back"), .extraText = {}, .cancelText = tr("Cancel")};
}

void ConnectPage::onRemedy(const QString &id)
{
    const auto toForm = [this] {
        clearBanner();
        showForm();
    };
    if (id == "reconnect"_L1 || id == "retry"_L1) {
        clearBanner();
        signIn();
    } else if (id == "look-again"_L1) {
        clearBanner();
        readAgain();
    } else if (id == "change-server"_L1) {
        toForm();
        m_form->focusFirst();
    } else if (id == "trust-once"_L1) {
        toForm();
        m_form->askReason(ConnectForm::ReasonFor::Certificate);
    } else if (id == "override-line"_L1) {
        toForm();
        m_form->askReason(ConnectForm::ReasonFor::Line);
    } else if (id == "use-name"_L1) {
        toForm();
        m_form->useNameInCertificate(m_certificate->certificate().firstName());
    } else if (id == "edit-login"_L1 || id == "use-sql-login"_L1) {
        toForm();
        m_form->focusField(ConnectForm::Field::Login);
    } else if (id == "type-port"_L1) {
        toForm();
        m_form->openAdvanced(ConnectAdvanced::Field::Port);
    } else if (id == "choose-strict"_L1) {
        toForm();
        m_form->useStrict();
    } else if (id == "choose-driver"_L1) {
        toForm();
        m_form->openAdvanced(ConnectAdvanced::Field::Driver);
    } else if (id == "trust-ca"_L1) {
        toForm();
        m_form->openAdvanced(ConnectAdvanced::Field::CaFile);
    } else {
        RunPage::onRemedy(id);
    }
}

} // namespace smk

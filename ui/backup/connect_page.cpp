#include "connect_page.h"

#include "connect_form.h"
#include "driver.h"
#include "fact_box.h"
#include "finding_list.h"
#include "link_button.h"
#include "object_icon.h"
#include "rich_text.h"
#include "seat.h"
#include "server_process.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 DefaultPort = 1433;

} // namespace

ConnectPage::ConnectPage(WizardRun &run, QWidget *parent)
    : RunPage(u"connect"_s, tr("Connect"), run, parent)
    , m_form(new ConnectForm)
    , m_card(new QWidget)
{
    setTitle(tr("Which SQL Server’s key is to be backed up?"));
    setWhy(tr("Every instance, and every availability replica, has a key of its own."));
    content()->addWidget(m_form);
    addSignedIn();
    content()->addWidget(m_card);
    content()->addStretch();
    showForm();
    setSideResult(tr("Nothing entered yet"), SideState::Upcoming);
    connect(m_form, &ConnectForm::edited, this, [this] {
        if (banner()->isShowing() && !isBusy())
            clearBanner();
    });
}

void ConnectPage::addSignedIn()
{
    auto *column = new QVBoxLayout(m_card);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    m_box = new SummaryBox;
    m_readAgain = new LinkButton(tr("Read again"));
    m_readAgain->setObjectName(u"connect.readAgain"_s);
    m_readAgain->setKeyHint(u"F5"_s);
    m_box->addRight(m_readAgain);
    auto *change = new LinkButton(tr("Change…"));
    change->setObjectName(u"connect.change"_s);
    m_box->addRight(change);
    column->addWidget(m_box);
    m_findings = new FindingList;
    m_findings->setObjectName(u"connect.findings"_s);
    column->addWidget(m_findings);
    connect(m_readAgain, &QAbstractButton::clicked, this, [this] { readAgain(); });
    connect(change, &QAbstractButton::clicked, this, [this] {
        showForm();
        m_form->focusFirst();
    });
    connect(m_findings, &FindingList::linkChosen, this, &ConnectPage::helpRequested);
}

void ConnectPage::setServers(const QStringList &servers)
{
    m_form->setServers(servers);
}

void ConnectPage::prepare(const QString &server, bool connectNow)
{
    m_form->setServer(server);
    m_connectAtEntry = connectNow;
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
        m_drivers.start(
            run().files(), this,
            [](const CancelToken &, const ProgressSink &) -> Result<QStringList> {
                QStringList names;
                for (const Driver &driver : installedDrivers())
                    names << driver.name;
                return names;
            },
            [this](Result<QStringList> names) { m_form->setDrivers(names.value_or(QStringList())); });
    if (!run().isSignedIn())
        showForm();
    focusFirst();
    if (std::exchange(m_connectAtEntry, false))
        signIn();
}

void ConnectPage::focusFirst()
{
    if (m_card->isHidden())
        m_form->focusFirst();
    else
        Q_EMIT wantsFooterFocus();
}

void ConnectPage::reset()
{
    m_connecting.forget();
    m_reading.forget();
    m_goOn = false;
    m_form->setEnabled(true);
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
    if (m_card->isHidden()) {
        signIn();
        return;
    }
    if (hasState(plan().connectFindings, FindingState::Blocker)) {
        Problem stopped{u"ui.blocked"_s, {run().serverName()}};
        stopped.remedies = {u"read-again"_s, u"change-server"_s};
        showProblem(stopped);
        return;
    }
    Q_EMIT goNext();
}

void ConnectPage::signIn()
{
    auto order = m_form->order();
    if (!order)
        return;
    clearBanner();
    m_order = std::move(*order);
    setBusy(true);
    setLoading(tr("Signing in to %1…").arg(bold(m_order.server.shown())));
    m_form->setEnabled(false);
    setSideResult(tr("Signing in…"), SideState::Running);
    const auto box = run().newSession();
    const auto shared = std::make_shared<ConnectOrder>(m_order.clone());
    const auto user = std::make_shared<std::optional<qint64>>();
    const quint16 typed = m_order.server.port == 0 ? DefaultPort : m_order.server.port;
    const quint16 port = run().practice().port == 0 ? typed : run().practice().port;
    m_connecting.start(
        run().sql(), this,
        [box, shared, user, port](const CancelToken &cancel, const ProgressSink &sink) -> Result<Connected> {
            auto connected = connectToServer(*shared, cancel, sink);
            // Whose rights count in the folder: found here, since it reads the process list.
            if (connected && serverIsThisMachine(connected->facts, connected->line))
                *user = findServerProcessUser(port);
            // The session stays on this thread; the window gets values alone. Cancelled meanwhile: it is closed here.
            if (connected && !cancel.stop_requested())
                box->put(std::move(connected->session));
            return connected;
        },
        [this, user](Result<Connected> result) {
            run().setServerProcessUser(*user);
            signInDone(std::move(result));
        });
}

void ConnectPage::signInDone(Result<Connected> result)
{
    setBusy(false);
    clearLoading();
    m_form->setEnabled(true);
    const bool goOn = std::exchange(m_goOn, false);
    if (result) {
        const bool returning = !m_returnPage.isEmpty();
        tookFacts(*result);
        if (goOn && !returning && run().isSignedIn() && isVisible())
            primary();
        return;
    }
    setSideResult(tr("Not signed in"), SideState::Failed);
    const Problem &problem = result.error();
    if (isCancelled(problem)) {
        setSideResult(tr("Stopped waiting"), SideState::Upcoming);
        m_form->focusFirst();
        return;
    }
    m_form->showAtField(problem);
    showProblem(problem);
}

void ConnectPage::tookFacts(const Connected &connected)
{
    const ServerFacts old = plan().facts;
    const bool other = !old.serverName.isEmpty()
                       && (old.serverName != connected.facts.serverName
                           || (!old.keyGuid.isEmpty() && old.keyGuid != connected.facts.keyGuid));
    run().setSignedIn(true);
    if (!run().procedure().isCommitted() || !other) {
        plan().facts = connected.facts;
        if (run().procedure().isCommitted()) {
            // What was backed up is the key of that moment; papers and proofs speak of it, whatever is there now.
            plan().facts.keyGuid = old.keyGuid;
            plan().facts.keyCreated = old.keyCreated;
            plan().facts.keyModified = old.keyModified;
        }
        plan().line = connected.line;
        plan().connectFindings = connected.findings;
        plan().lineOverrideReason = m_order.readableLineReason;
        plan().certificateTrustedOnce = m_order.trustServerCertificate;
        plan().seenFromHere = serverIsThisMachine(connected.facts, connected.line);
    }
    showFindings();
    showSignedIn();
    if (other && run().procedure().isCommitted()) {
        // The key file lies on another server than the one that answers now.
        run().setSignedIn(false);
        showProblem(Problem{u"ui.other-server"_s, {old.serverName, connected.facts.serverName}});
        showForm();
        return;
    }
    if (other)
        run().procedure().invalidateAfter(Step::Connect);
    Q_EMIT signedIn(other);
    if (!m_returnPage.isEmpty())
        Q_EMIT reconnectedTo(std::exchange(m_returnPage, {}));
}

void ConnectPage::showForm()
{
    m_card->hide();
    m_form->show();
    Q_EMIT footerChanged();
}

void ConnectPage::showSignedIn()
{
    m_form->hide();
    m_card->show();
    Q_EMIT footerChanged();
    if (isVisible())
        Q_EMIT wantsFooterFocus();
}

void ConnectPage::showFindings()
{
    const ServerFacts &facts = plan().facts;
    const Findings &findings = plan().connectFindings;
    m_box->setText(static_cast<int>(ObjectIcon::Server),
                   tr("%1  signed in as %2").arg(bold(facts.serverName), fixed(facts.login)));
    m_findings->clear();
    bool line = false;
    for (const Finding &finding : findings) {
        // Above the line what is true of the server, below it what is true of its key.
        if (!line && finding.id.startsWith("connect.key"_L1) && m_findings->count() > 0) {
            m_findings->addHairline();
            line = true;
        }
        FindingRow row = rowOf(finding);
        if (finding.id == "connect.key"_L1 && !facts.keyGuid.isEmpty()) {
            row.value = keyGuidMarkup(facts.keyGuid);
            row.second =
                tr("made %1, last changed %2")
                    .arg(facts.keyCreated.date().toString(Qt::ISODate), facts.keyModified.date().toString(Qt::ISODate));
        }
        m_findings->addRow(row);
    }
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
    if (!m_card->isHidden())
        readAgain();
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
        [order, trust](ServerSession *session, Procedure &, DriveSource &, const CancelToken &,
                       const ProgressSink &) -> Result<Reread> {
            if (session == nullptr)
                return fail(linkLost());
            auto facts = readServerFacts(*session);
            if (!facts)
                return fail(facts.error());
            auto findings = preflight(*facts, trust, *order);
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
    if (id == "reconnect"_L1 || id == "retry"_L1) {
        clearBanner();
        signIn();
    } else if (id == "read-again"_L1) {
        clearBanner();
        readAgain();
    } else if (id == "change-server"_L1) {
        clearBanner();
        showForm();
        m_form->focusFirst();
    } else if (id == "trust-once"_L1 || id == "trust-certificate"_L1) {
        clearBanner();
        m_form->setTrusted();
        signIn();
    } else if (id == "give-reason"_L1 || id == "override-line"_L1) {
        clearBanner();
        showForm();
        m_form->offerReason();
    } else if (id == "edit-login"_L1 || id == "use-sql-login"_L1 || id == "type-port"_L1) {
        clearBanner();
        showForm();
        m_form->focusField(id == "type-port"_L1 ? ConnectForm::Field::Server : ConnectForm::Field::Login);
    } else if (id == "choose-driver"_L1 || id == "choose-ca"_L1 || id == "trust-ca"_L1 || id == "use-name"_L1) {
        clearBanner();
        showForm();
        m_form->openAdvanced();
    } else {
        RunPage::onRemedy(id);
    }
}

} // namespace smk

// The Connect page's way from the form to the facts, and what is remembered of it.
#include "certificate_card.h"
#include "connect_facts.h"
#include "connect_page.h"
#include "last_backup.h"
#include "rich_text.h"
#include "seat.h"
#include "server_memory.h"
#include "server_process.h"
#include "word_book.h"

#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 DefaultPort = 1433;
constexpr qint64 LongWait = 3000; // from here on the seconds are counted, and Cancel is named

bool isAboutCertificate(const Problem &problem)
{
    return problem.id.startsWith("connect.certificate"_L1);
}

} // namespace

// What the DBA decided now about the certificate that was shown, or earlier about this server's.
std::optional<ConnectOrder> ConnectPage::orderWithTrust()
{
    auto order = m_form->order();
    if (!order)
        return std::nullopt;
    const QString shown = order->server.shown();
    if (m_form->reasonFor() == ConnectForm::ReasonFor::Certificate) {
        // Only the one that was shown: should another one come now, it is asked again.
        const ShownCertificate &certificate = m_certificate->certificate();
        order->remembered = TrustDecision{shown, certificate.fingerprint, certificate.failedCheck, m_form->reason(),
                                          QDateTime::currentDateTimeUtc()};
    } else if (m_trust && m_trust->server == shown) {
        order->remembered = m_trust;
    } else if (const RememberedServer *known = findRemembered(m_form->remembered(), shown);
               known != nullptr && known->trust) {
        order->remembered = known->trust;
        order->remembered->server = shown;
    }
    return order;
}

void ConnectPage::signIn()
{
    auto order = orderWithTrust();
    if (!order)
        return;
    m_asking.forget();
    m_form->setAsking({});
    clearBanner();
    m_order = std::move(*order);
    setBusy(true);
    m_stage = tr("Signing in to %1…").arg(bold(m_order.server.shown()));
    m_clock.start();
    m_ticking->start();
    tellStage();
    m_form->setEnabled(false);
    setSideResult(tr("Signing in…"), SideState::Running);
    const auto box = run().newSession();
    const auto shared = std::make_shared<ConnectOrder>(m_order.clone());
    const auto user = std::make_shared<std::optional<qint64>>();
    const quint16 typed = m_order.server.port == 0 ? DefaultPort : m_order.server.port;
    const quint16 port = run().practice().port == 0 ? typed : run().practice().port;
    const QString kept = m_form->takesKept() ? keychainNameOf(m_order.server.shown(), m_order.login) : QString();
    m_connecting.start(
        run().sql(), this,
        [box, shared, user, port, kept](const CancelToken &cancel, const ProgressSink &sink) -> Result<Connected> {
            if (!kept.isEmpty()) {
                report(sink, Progress{u"ui.reading-keychain"_s});
                auto password = CredentialStore().read(kept);
                if (!password)
                    return fail(password.error());
                shared->password = std::move(*password);
            }
            auto connected = connectToServer(*shared, cancel, sink);
            if (connected)
                connected->findings = withLastBackup(*connected, *shared);
            // Whose rights count in the folder: found here, since it reads the process list.
            if (connected && serverIsThisMachine(connected->facts, connected->line))
                *user = findServerProcessUser(port);
            // The session stays on this thread; the window gets values alone. Cancelled meanwhile: it is closed here.
            if (connected && !cancel.stop_requested())
                box->put(std::move(connected->session));
            return connected;
        },
        [this, user, shared](Result<Connected> result) {
            if (result) // an abandoned call still has its order
                m_order.lastBackup = shared->lastBackup;
            run().setServerProcessUser(*user);
            signInDone(std::move(result));
        },
        [this](const Progress &progress) { sayStage(progress); });
}

void ConnectPage::sayStage(const Progress &progress)
{
    m_stage = wordingOf(progress.id, progress.arguments).title;
    tellStage();
}

void ConnectPage::tellStage()
{
    const qint64 waited = m_clock.elapsed();
    setLoading(waited < LongWait ? m_stage : tr("%1 %2 s. Cancel stops waiting.").arg(m_stage).arg(waited / 1000));
}

void ConnectPage::signInDone(Result<Connected> result)
{
    setBusy(false);
    m_ticking->stop();
    clearLoading();
    m_form->setEnabled(true);
    const bool goOn = std::exchange(m_goOn, false);
    if (!result) {
        showRefused(result.error());
        return;
    }
    const bool returning = !m_returnPage.isEmpty();
    tookFacts(*result);
    keepInMemory(*result);
    if (goOn && !returning && run().isSignedIn() && isVisible())
        primary();
}

void ConnectPage::showRefused(const Problem &problem)
{
    if (isCancelled(problem)) {
        setSideResult(tr("Stopped waiting"), SideState::Upcoming);
        m_form->focusFirst();
        return;
    }
    setSideResult(tr("Not signed in"), SideState::Failed);
    if (problem.id.startsWith("password.store-"_L1)) {
        // Said at the field; the password can be typed instead.
        m_form->showStoreTrouble(problem);
        return;
    }
    m_form->showAtField(problem);
    Problem shown = problem;
    if (isAboutCertificate(problem)) {
        m_form->askReason(ConnectForm::ReasonFor::Nothing);
        m_certificate->showCertificate(ShownCertificate::of(problem),
                                       findRemembered(m_form->remembered(), m_order.server.shown()));
        // What the card says is not said twice.
        shown.id = problem.id == "connect.certificate"_L1 ? u"ui.certificate"_s : u"ui.certificate-changed"_s;
        shown.causes.clear();
    } else {
        m_certificate->hide();
    }
    if (problem.id == "connect.strict-only"_L1)
        shown.remedies = {u"choose-strict"_s, u"choose-driver"_s};
    showProblem(shown);
}

void ConnectPage::tookFacts(const Connected &connected)
{
    const ServerFacts old = plan().facts;
    const bool other = !old.serverName.isEmpty()
                       && (old.serverName != connected.facts.serverName
                           || (!old.keyGuid.isEmpty() && old.keyGuid != connected.facts.keyGuid));
    run().setSignedIn(true);
    if (!run().procedure().isCommitted() || !other) {
        plan().address = m_order.server.shown();
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
        plan().trust = connected.trust;
        // What the DBA said of the seat holds for the server that it was said of.
        chooseSeat(plan(), other ? std::nullopt : plan().seatChosen);
    }
    m_trust = connected.trust;
    if (m_form->reasonFor() == ConnectForm::ReasonFor::Certificate)
        m_form->askReason(ConnectForm::ReasonFor::Nothing); // decided
    m_facts->hideKeychain();
    m_facts->setTrusted(connected.trust.has_value());
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

// A rehearsal is not remembered: its server is gone when the window closes.
void ConnectPage::keepInMemory(const Connected &connected)
{
    if (run().isPractice())
        return;
    RememberedServer entry;
    entry.server = m_order.server.shown();
    entry.serverName = connected.facts.serverName;
    entry.signIn = m_order.signIn;
    entry.login = m_order.login;
    entry.encryption = m_order.encryption;
    entry.caFile = m_order.caFile;
    entry.nameInCertificate = m_order.nameInCertificate;
    entry.driverName = m_order.driverName;
    entry.loginTimeoutSeconds = m_order.loginTimeoutSeconds;
    entry.trust = connected.trust;
    const RememberedServer *before = findRemembered(m_form->remembered(), entry.server);
    if (before != nullptr)
        entry.server = before->server; // its password lies under the name as it was written first
    const bool wasKept = before != nullptr && before->passwordKept && before->login == entry.login;
    // Of another login of this server: the memory has one entry a server, so nobody would find it again.
    const QString orphan = before != nullptr && before->passwordKept && before->login != entry.login
                               ? keychainName(before->server, before->login)
                               : QString();
    const bool keep = m_form->wantsKeeping();
    // Typed now, and to be kept; empty: the kept one was used and stays.
    const auto typed = std::make_shared<SecretString>(keep ? m_order.password.clone() : SecretString());
    m_order.password = {}; // the field has it still, for a link that is lost
    m_keeping.start(
        run().files(), this,
        [entry, typed, keep, wasKept, orphan](const CancelToken &, const ProgressSink &) -> Result<Kept> {
            Kept kept;
            RememberedServer remembered = entry;
            const QString name = keychainName(entry.server, entry.login);
            CredentialStore store;
            remembered.passwordKept = keep && wasKept;
            if (!orphan.isEmpty())
                if (auto removed = store.remove(orphan); !removed)
                    kept.trouble = removed.error();
            if (wasKept && (!keep || !typed->isEmpty())) {
                auto removed = store.remove(name);
                kept.removed = removed.has_value() && !keep;
                if (!removed)
                    kept.trouble = removed.error();
            }
            if (keep && !typed->isEmpty()) {
                auto written = store.write(name, *typed);
                // Left over from a memory that was cleared: this login's own entry, replaced.
                if (!written && written.error().id == "password.store-exists"_L1 && store.remove(name))
                    written = store.write(name, *typed);
                remembered.passwordKept = written.has_value();
                kept.trouble = written ? std::nullopt : std::optional(written.error());
            }
            kept.kept = remembered.passwordKept;
            keepServer(remembered);
            kept.servers = rememberedServers();
            return kept;
        },
        [this](Result<Kept> kept) {
            if (kept)
                showKept(*kept);
        });
}

void ConnectPage::showKept(const Kept &kept)
{
    m_form->setRemembered(kept.servers);
    m_form->showKept(kept.kept);
    if (kept.trouble)
        m_facts->showKeychain(kept.kept, kept.trouble);
    else if (kept.kept || kept.removed)
        m_facts->showKeychain(kept.kept, {});
}

// Under the name that the memory has: the same server can be written in more than one way.
QString ConnectPage::keychainNameOf(const QString &server, const QString &login) const
{
    const RememberedServer *known = findRemembered(m_form->remembered(), server);
    return keychainName(known == nullptr ? server : known->server, login);
}

void ConnectPage::forgetPassword(const QString &server, const QString &login)
{
    const RememberedServer *known = findRemembered(m_form->remembered(), server);
    RememberedServer entry = known == nullptr ? RememberedServer() : *known;
    m_keeping.start(
        run().files(), this,
        [entry, name = keychainNameOf(server, login)](const CancelToken &, const ProgressSink &) -> Result<Kept> {
            Kept kept;
            RememberedServer remembered = entry;
            const auto removed = CredentialStore().remove(name);
            kept.removed = removed.has_value();
            if (!removed)
                kept.trouble = removed.error();
            remembered.passwordKept = !removed;
            if (!remembered.server.isEmpty())
                keepServer(remembered);
            kept.servers = rememberedServers();
            kept.kept = remembered.passwordKept;
            return kept;
        },
        [this](Result<Kept> kept) {
            if (!kept)
                return;
            showKept(*kept);
            if (kept->trouble)
                m_form->showStoreTrouble(*kept->trouble);
        });
}

// The next sign-in shows the certificate again and asks.
void ConnectPage::forgetTrust()
{
    m_trust.reset();
    m_facts->setTrusted(false);
    showFindings();
    const RememberedServer *known = findRemembered(m_form->remembered(), m_order.server.shown());
    if (known == nullptr)
        return;
    RememberedServer entry = *known;
    entry.trust.reset();
    m_keeping.start(
        run().files(), this,
        [entry](const CancelToken &, const ProgressSink &) -> Result<Kept> {
            keepServer(entry);
            Kept kept;
            kept.servers = rememberedServers();
            return kept;
        },
        [this](Result<Kept> kept) {
            if (kept)
                m_form->setRemembered(kept->servers);
        });
}

} // namespace smk

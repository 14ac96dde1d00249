// "Check now" on Start: signs in where that needs no question, reads the key's dates and ends the session again. The
// page stays; what came of it stands on the card.
#include "connect_page.h"
#include "credential_store.h"
#include "last_backup.h"
#include "same_key.h"
#include "wizard_controller.h"
#include "word_book.h"

#include <QOperatingSystemVersion>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *NeedsPassword = "ui.check-needs-password";

struct Question
{
    QString address;
    std::optional<RememberedServer> known;
    std::optional<ConnectOrder> practice;
};

// (worker) The order that needs no question, or the Problem that says what would have to be asked.
Result<ConnectOrder> orderFor(const Question &question)
{
    if (question.practice)
        return question.practice->clone();
    auto server = parseServerName(question.address);
    if (!server)
        return fail(server.error());
    ConnectOrder order;
    order.server = *server;
    if (!question.known) {
        // Never signed in to from here: the Windows account asks nothing; a login would.
        if (QOperatingSystemVersion::currentType() != QOperatingSystemVersion::Windows)
            return fail(Problem{QString::fromLatin1(NeedsPassword)});
        order.signIn = SignIn::Integrated;
        return order;
    }
    const RememberedServer &known = *question.known;
    order.signIn = known.signIn;
    order.login = known.login;
    order.encryption = known.encryption;
    order.caFile = known.caFile;
    order.nameInCertificate = known.nameInCertificate;
    order.driverName = known.driverName;
    order.loginTimeoutSeconds = known.loginTimeoutSeconds;
    order.remembered = known.trust;
    if (order.signIn == SignIn::Integrated)
        return order;
    if (!known.passwordKept)
        return fail(Problem{QString::fromLatin1(NeedsPassword)});
    auto password = CredentialStore().read(keychainName(known.server, known.login));
    if (!password)
        return fail(password.error());
    order.password = std::move(*password);
    return order;
}

QString date(const QDateTime &time)
{
    return time.date().toString(Qt::ISODate);
}

} // namespace

void WizardController::checkNow(const QString &instance)
{
    auto question = std::make_shared<Question>();
    const RememberedServer *known = findCalled(m_places.remembered, instance);
    question->address = known == nullptr ? instance : known->server;
    if (known != nullptr)
        question->known = *known;
    if (m_run.isPractice() && instance == m_run.practice().server) {
        const PracticeServer &practice = m_run.practice();
        ConnectOrder order;
        if (auto server = parseServerName(practice.server))
            order.server = *server;
        order.login = practice.login;
        order.password = practice.password.clone();
        order.caFile = practice.caFile;
        question->practice = std::move(order);
    }
    m_checks[instance] = {Shape::Arc, tr("Checking…"), tr("reading the key’s dates")};
    m_start->setChecking(true);
    showCards();
    m_checking.start(
        m_checker, this,
        [question](const CancelToken &cancel, const ProgressSink &sink) -> Result<Checked> {
            auto order = orderFor(*question);
            if (!order)
                return fail(order.error());
            auto connected = connectToServer(*order, cancel, sink);
            if (!connected)
                return fail(connected.error());
            (void)withLastBackup(*connected, *order);
            // The session ends here, on the thread that made it.
            return Checked{std::move(connected->facts), std::move(order->lastBackup)};
        },
        [this, instance](Result<Checked> result) { checked(instance, std::move(result)); });
}

void WizardController::checked(const QString &instance, Result<Checked> result)
{
    m_start->setChecking(false);
    CardState &state = m_checks[instance];
    if (!result && isCancelled(result.error())) {
        m_checks.erase(instance);
    } else if (!result) {
        const Wording words = wordingOf(result.error().id, result.error().arguments);
        state = {Shape::DashedDisc, tr("Not checked"), words.title};
    } else {
        const ServerFacts &facts = result->facts;
        const QString changed = date(facts.keyModified);
        if (facts.keyGuid.isEmpty())
            state = {Shape::DashedDisc, tr("Not verified"), tr("this login does not see the key")};
        else if (facts.isRehearsal()) // each has a key of its own
            state = {Shape::Ring, tr("Rehearsal"), tr("key of %1, never compared").arg(changed)};
        else if (!result->last)
            state = {Shape::Triangle, tr("No backup"), tr("key of %1, not in the history").arg(changed)};
        else if (!isSameKey(facts, *result->last))
            state = {Shape::Triangle, tr("Key changed"), tr("on %1, after its backup").arg(changed)};
        else
            state = {Shape::TickDisc, tr("Key unchanged"), tr("since its backup on %1").arg(date(result->last->utc))};
    }
    showCards();
}

void WizardController::addChecks(std::vector<InstanceCard> &cards) const
{
    for (InstanceCard &card : cards)
        if (const auto found = m_checks.find(card.id); found != m_checks.end()) {
            card.stateShape = found->second.shape;
            card.stateWord = found->second.word;
            card.stateText = found->second.text;
        }
}

} // namespace smk

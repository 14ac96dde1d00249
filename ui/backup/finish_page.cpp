#include "finish_page.h"

#include "action_row.h"
#include "drive_card.h"
#include "fact_box.h"
#include "hairline.h"
#include "link_button.h"
#include "rich_text.h"
#include "word_book.h"

#include <QHBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

bool isProved(const std::vector<Proof> &proofs, ProofLevel level)
{
    return std::any_of(proofs.begin(), proofs.end(), [level](const Proof &proof) {
        return proof.level == level && proof.state == ProofState::Proved;
    });
}

QString proofWords(const std::vector<Proof> &proofs)
{
    QStringList parts;
    const bool asRead = std::any_of(proofs.begin(), proofs.end(), [](const Proof &proof) {
        return proof.level == ProofLevel::Identical && proof.reasonId == "verify.cache-not-excluded"_L1;
    });
    parts << (isProved(proofs, ProofLevel::Identical) ? FinishPage::tr("identical")
              : asRead                                ? FinishPage::tr("identical as read")
                                                      : FinishPage::tr("copy not re-read"));
    if (isProved(proofs, ProofLevel::PasswordAsStored))
        parts << FinishPage::tr("password as stored");
    if (isProved(proofs, ProofLevel::OpenedByServer))
        parts << FinishPage::tr("opened by server");
    return parts.join(u", "_s);
}

} // namespace

FinishPage::FinishPage(WizardRun &run, QWidget *parent)
    : RunPage(u"finish"_s, tr("Finish"), run, parent)
{
    setTitle(tr("The key is backed up"));
    setWhy(tr("Receipt saved on the medium and in the history, and re-read."));
    m_facts = new FactBox;
    m_facts->setObjectName(u"finish.facts"_s);
    content()->addWidget(m_facts);
    m_medium = new ActionRow(ObjectIcon::Medium);
    m_print = m_medium->addButton(tr("Print &label"));
    m_print->setObjectName(u"finish.printLabel"_s);
    m_eject = m_medium->addButton(tr("&Eject"));
    m_eject->setObjectName(u"finish.eject"_s);
    content()->addWidget(m_medium);
    content()->addWidget(new Hairline);
    m_password = new ActionRow(ObjectIcon::Password);
    content()->addWidget(m_password);
    content()->addWidget(new Hairline);
    m_next = new ActionRow(ObjectIcon::Calendar);
    content()->addWidget(m_next);
    content()->addWidget(new Hairline);
    auto *links = new QHBoxLayout;
    links->setSpacing(24);
    m_receipt = new LinkButton(tr("Show receipt"));
    m_receipt->setObjectName(u"finish.showReceipt"_s);
    links->addWidget(m_receipt);
    auto *real = new LinkButton(tr("Now do it for real"));
    real->setObjectName(u"finish.real"_s);
    links->addWidget(real);
    links->addStretch();
    content()->addLayout(links);
    content()->addStretch();
    connect(m_eject, &QPushButton::clicked, this, [this] { eject(); });
    connect(m_print, &QPushButton::clicked, this, &FinishPage::printLabelRequested);
    connect(m_receipt, &QAbstractButton::clicked, this, &FinishPage::receiptRequested);
    connect(real, &QAbstractButton::clicked, this, &FinishPage::realRunRequested);
    connect(this, &StepPage::footerChanged, real, [this, real] { real->setVisible(this->run().isRehearsal()); });
}

void FinishPage::reset()
{
    clearBanner();
    m_ejected = false;
    m_eject->setEnabled(true);
}

void FinishPage::enter()
{
    fill();
    Q_EMIT footerChanged();
    focusFirst();
}

void FinishPage::focusFirst()
{
    // Enter stays with what is left to do: ejecting first, then Close.
    if (!m_ejected && m_eject->isEnabled())
        m_eject->setFocus();
    else
        Q_EMIT wantsFooterFocus();
}

void FinishPage::fill()
{
    const RunResults &results = run().results();
    const QString server = run().serverName();
    const bool right =
        isProved(results.proofs, ProofLevel::PasswordAsStored) || isProved(results.proofs, ProofLevel::OpenedByServer);
    // "Proved" takes both: the password, and a copy that was re-read past the cache.
    const bool identical = isProved(results.proofs, ProofLevel::Identical);
    const bool practice = run().isRehearsal();
    QString title;
    if (!right)
        title = practice ? tr("The practice key of %1 is backed up and copied; not proved with the password")
                         : tr("The key of %1 is backed up and copied; not proved with the password");
    else if (!identical)
        title = practice ? tr("The practice key of %1 is backed up and copied; the copy is not verified")
                         : tr("The key of %1 is backed up and copied; the copy is not verified");
    else
        title = practice ? tr("The practice key of %1 is backed up, copied and proved")
                         : tr("The key of %1 is backed up, copied and proved");
    setTitle(title.arg(server));
    m_print->setEnabled(results.papers.has_value());
    setWhy(results.papers
               ? tr("Receipt saved on the medium and in the history, and re-read.")
               : tr("Receipt saved in the history. The papers are not on the medium: write them again from Start."));
    m_facts->clear();
    if (results.copy)
        m_facts->addFact(tr("Check code"), results.copy->hash.checkCode(), true);
    if (!plan().facts.keyGuid.isEmpty())
        m_facts->addFact(tr("Key"), u"…"_s + plan().facts.shortGuid(), true);
    m_facts->addFact(tr("Proof"), proofWords(results.proofs));
    const QString medium = plan().medium ? nameOf(*plan().medium) : tr("the medium");
    const QString place = results.custody && !results.custody->place.isEmpty()
                              ? results.custody->place
                              : tr("a place that is still to be named");
    m_medium->setTexts(tr("The medium: eject, label, hand over"), tr("%1 goes to: %2.").arg(medium, place));
    const QString kept = plan().passwordPlace == PasswordPlace::Paper ? tr("The password: on the paper sheet")
                         : plan().passwordPlace == PasswordPlace::CredentialStore
                             ? tr("The password: in this computer’s credential store")
                             : tr("The password: in the password manager");
    m_password->setTexts(kept, tr("Not with the medium. A second copy fits into a sealed envelope."));
    const QString due = results.custody ? results.custody->nextDue.toString(Qt::ISODate) : QString();
    m_next->setTexts(run().isRehearsal() ? tr("Next: nothing; a rehearsal never counts as a backup")
                                         : tr("Next: %1").arg(due),
                     run().isRehearsal() ? tr("The real key still waits for its backup.")
                                         : tr("Or sooner, when the key, service account, version or machine changes."));
}

void FinishPage::eject()
{
    if (!plan().medium || isBusy())
        return;
    setBusy(true);
    m_eject->setEnabled(false);
    m_medium->setTexts(tr("The medium: being ejected…"), tr("Leave it plugged in until this line says otherwise."));
    const Drive drive = *plan().medium;
    run().fileTask<void>(
        m_ejecting, this,
        [drive](Procedure &, DriveSource &drives, const CancelToken &) { return drives.eject(drive); },
        [this](Result<void> result) {
            setBusy(false);
            if (!result) {
                m_eject->setEnabled(true);
                fill();
                showProblem(result.error());
                return;
            }
            m_ejected = true;
            clearBanner();
            const QString place = run().results().custody ? run().results().custody->place : QString();
            m_medium->setTexts(tr("The medium: safe to unplug"), place.isEmpty()
                                                                     ? tr("Label it and hand it over.")
                                                                     : tr("Label it; it goes to: %1.").arg(place));
            Q_EMIT footerChanged();
            focusFirst();
        });
}

void FinishPage::onRemedy(const QString &id)
{
    if (id == "retry"_L1) {
        clearBanner();
        eject();
        return;
    }
    RunPage::onRemedy(id);
}

void FinishPage::primary()
{
    Q_EMIT closeRequested();
}

Footer FinishPage::footer() const
{
    return {.primaryText = tr("Close"), .backText = {}, .extraText = {}, .cancelText = {}};
}

} // namespace smk

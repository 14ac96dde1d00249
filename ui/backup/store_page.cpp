#include "store_page.h"

#include "clock.h"
#include "finding_list.h"
#include "form_row.h"
#include "labels.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace smk {

using namespace Qt::StringLiterals;

StorePage::StorePage(WizardRun &run, QWidget *parent)
    : RunPage(u"store"_s, tr("Store"), run, parent)
{
    setTitle(tr("Where does the medium go now?"));
    setWhy(tr("Off-site and in known hands is the part that auditors and fires ask about."));
    content()->setSpacing(8);
    addFields();
    addChoices();
    m_findings = new FindingList;
    m_findings->setObjectName(u"store.findings"_s);
    content()->addWidget(m_findings);
    content()->addStretch();
    reset();
}

QLineEdit *StorePage::edit(const QString &label, const QString &name, FormRow *&row)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    edit->setMaxLength(200);
    row = new FormRow(label, edit);
    content()->addWidget(row);
    connect(edit, &QLineEdit::textChanged, this, [this, row] {
        row->clearError();
        judge();
    });
    return edit;
}

void StorePage::addFields()
{
    m_findings = nullptr;
    m_place = edit(tr("P&lace"), u"store.place"_s, m_placeRow);
    m_custodian = edit(tr("C&ustodian"), u"store.custodian"_s, m_custodianRow);
    m_access = edit(tr("Who has &access"), u"store.access"_s, m_accessRow);
    m_accessRow->setHint(tr("Auditors ask for this list by name or role."));
    m_keeper = edit(tr("Password’s keeper"), u"store.keeper"_s, m_keeperRow);
    m_due = new QDateEdit;
    m_due->setObjectName(u"store.due"_s);
    m_due->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_due->setCalendarPopup(true);
    m_due->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *due = new FormRow(tr("Next &due"), m_due);
    due->addToField(secondaryLabel(tr("or sooner, when the key or its server changes")), 1);
    content()->addWidget(due);
    m_reference = edit(tr("Change &ticket"), u"store.reference"_s, m_referenceRow);
    m_reference->setPlaceholderText(tr("optional"));
}

void StorePage::addChoices()
{
    m_offSite = new QCheckBox;
    m_offSite->setObjectName(u"store.offSite"_s);
    content()->addWidget(new FormRow(tr("Off-site"), m_offSite));
    connect(m_offSite, &QCheckBox::toggled, this, [this] { judge(); });

    auto *where = new QButtonGroup(this);
    m_planned = new QRadioButton(tr("is still here, planned"));
    m_planned->setObjectName(u"store.planned"_s);
    m_confirmed = new QRadioButton(tr("is there &now"));
    m_confirmed->setObjectName(u"store.confirmed"_s);
    where->addButton(m_planned);
    where->addButton(m_confirmed);
    auto *arrival = new QWidget;
    auto *column = new QVBoxLayout(arrival);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(
        new ChoiceWithHint(m_planned, tr("Until its arrival is confirmed the receipt says “not confirmed”.")));
    column->addWidget(m_confirmed);
    content()->addWidget(new FormRow(tr("The medium"), arrival));

    auto *file = new QButtonGroup(this);
    m_keep = new QRadioButton(tr("&Keep it, protected"));
    m_keep->setObjectName(u"store.keep"_s);
    m_remove = new QRadioButton(tr("&Remove it"));
    m_remove->setObjectName(u"store.remove"_s);
    file->addButton(m_keep);
    file->addButton(m_remove);
    m_fileRow = new FormRow(tr("File on the server"), m_keep);
    m_fileRow->addToField(m_remove);
    m_fileRow->addStretch();
    content()->addWidget(m_fileRow);
    connect(m_remove, &QRadioButton::toggled, this, [this](bool remove) {
        m_fileRow->setHint(remove ? tr("It is the only other copy until the medium has arrived.") : QString());
    });
}

void StorePage::reset()
{
    m_saving.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_prefilled = false;
    for (QLineEdit *edit : {m_place, m_custodian, m_access, m_keeper, m_reference})
        edit->clear();
    m_due->setDate(nowUtc().date().addYears(1));
    m_offSite->setChecked(false);
    m_planned->setChecked(true);
    m_keep->setChecked(true);
    m_findings->clear();
    setSideResult({}, SideState::Upcoming);
}

void StorePage::prefill(const Custody &custody)
{
    m_place->setText(custody.place);
    m_custodian->setText(custody.custodian);
    m_access->setText(custody.access);
    m_keeper->setText(custody.passwordKeeper);
    m_offSite->setChecked(custody.offSite);
    m_prefilled = true;
}

void StorePage::enter()
{
    m_offSite->setText(tr("This place is &outside the server's building"));
    m_fileRow->setLabelText(tr("File on %1").arg(run().serverName()));
    const std::vector<Proof> &proofs = run().results().proofs;
    const bool identical = std::any_of(proofs.begin(), proofs.end(), [](const Proof &proof) {
        return proof.level == ProofLevel::Identical && proof.state == ProofState::Proved;
    });
    m_remove->setEnabled(identical);
    m_remove->setToolTip(identical ? QString() : tr("Offered once the copy is proved identical."));
    if (!isLocked())
        run().procedure().setCurrent(Step::Store);
    focusFirst();
}

void StorePage::focusFirst()
{
    m_place->setFocus();
}

Custody StorePage::custody() const
{
    Custody custody;
    custody.place = m_place->text().trimmed();
    custody.custodian = m_custodian->text().trimmed();
    custody.access = m_access->text().trimmed();
    custody.passwordKeeper = m_keeper->text().trimmed();
    custody.reference = m_reference->text().trimmed();
    custody.offSite = m_offSite->isChecked();
    custody.arrival = m_confirmed->isChecked() ? Arrival::Confirmed : Arrival::Planned;
    custody.nextDue = m_due->date();
    custody.serverFile = m_remove->isChecked() && m_remove->isEnabled() ? ServerFileWish::Remove : ServerFileWish::Keep;
    return custody;
}

void StorePage::judge()
{
    // Nothing is said before the first word is typed; after that, what an auditor would say.
    if (m_findings == nullptr || m_place->text().isEmpty() || m_custodian->text().isEmpty())
        return;
    Findings said = judgeCustody(custody());
    std::erase_if(said, [](const Finding &finding) {
        return finding.state == FindingState::Fact || finding.state == FindingState::Ok;
    });
    m_findings->setFindings(said);
}

void StorePage::primary()
{
    if (isBusy())
        return;
    const auto missing = [](QLineEdit *edit, FormRow *row, const QString &text) {
        if (!edit->text().trimmed().isEmpty())
            return false;
        row->setError(StorePage::tr("Nothing entered yet."), text);
        edit->setFocus();
        return true;
    };
    if (missing(m_place, m_placeRow, tr("The auditor asks where the medium is; “Later” leaves it planned."))
        || missing(m_custodian, m_custodianRow, tr("The auditor asks in whose hands it is, by role or team.")))
        return;
    save(false);
}

void StorePage::extra()
{
    if (!isBusy())
        save(true);
}

void StorePage::save(bool later)
{
    clearBanner();
    setBusy(true);
    setLoading(tr("Writing the papers and the receipt…"));
    setSideResult(tr("Saving…"), SideState::Running);
    m_later = later;
    Custody what = custody();
    if (later)
        what.arrival = Arrival::Planned;
    run().fileTask<LocalPath>(
        m_saving, this,
        [what](Procedure &procedure, DriveSource &, const CancelToken &cancel) {
            return procedure.store(what, cancel);
        },
        [this](Result<LocalPath> result) { saved(std::move(result)); });
}

void StorePage::saved(Result<LocalPath> result)
{
    setBusy(false);
    clearLoading();
    if (!result) {
        setSideResult(tr("Receipt not saved"), SideState::Failed);
        Problem problem = result.error();
        if (!problem.remedies.contains(u"retry"_s))
            problem.remedies.prepend(u"retry"_s);
        showProblem(problem);
        return;
    }
    const Custody what = custody();
    const QString place = what.place.isEmpty() ? tr("place not named") : what.place;
    if (!run().results().papers)
        setSideResult(tr("Saved here, not on the medium"), SideState::Note);
    else if (what.arrival == Arrival::Confirmed && !m_later)
        setSideResult(place, SideState::Done);
    else
        setSideResult(tr("Planned: %1").arg(place), SideState::NotVerified);
    Q_EMIT stored();
    Q_EMIT goNext();
}

void StorePage::cancelWork()
{
    m_saving.cancel();
    setLoading(tr("Stopping…"));
    giveBackSoon([this] { return m_saving.isRunning(); },
                 [this] {
                     m_saving.forget();
                     setBusy(false);
                     clearLoading();
                     setSideResult(tr("Stopped waiting"), SideState::NotVerified);
                 });
}

void StorePage::onRemedy(const QString &id)
{
    if (id == "retry"_L1) {
        save(m_later);
        return;
    }
    RunPage::onRemedy(id);
}

Footer StorePage::footer() const
{
    return {.primaryText = tr("&Save receipt"),
            .primaryEnabled = !isBusy(),
            .backText = {},
            .extraText = tr("Later"),
            .cancelText = tr("Cancel")};
}

} // namespace smk

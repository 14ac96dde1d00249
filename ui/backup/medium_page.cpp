#include "medium_page.h"

#include "display_text.h"
#include "drive_card.h"
#include "finding_list.h"
#include "form_row.h"
#include "labels.h"
#include "link_button.h"
#include "object_icon.h"
#include "word_book.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;

MediumPage::MediumPage(WizardRun &run, QWidget *parent)
    : RunPage(u"medium"_s, tr("Medium"), run, parent)
    , m_watch(new QTimer(this))
{
    setTitle(tr("Where will the copy travel?"));
    setWhy(tr("A key that burns with its server protects nothing."));
    m_cards = new CardList(CardKind::Choice);
    m_cards->setObjectName(u"medium.cards"_s);
    m_cards->setAccessibleName(tr("Media"));
    content()->addWidget(m_cards);
    m_mount = new LinkButton({});
    m_mount->setObjectName(u"medium.mount"_s);
    m_mount->hide();
    content()->addWidget(m_mount, 0, Qt::AlignLeft);
    content()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new IconLabel(ObjectIcon::Medium, 24));
    m_empty = secondaryLabel(tr("Plug in a drive; it appears here by itself."));
    row->addWidget(m_empty, 1);
    m_lookAgain = new LinkButton(tr("Look again"));
    m_lookAgain->setObjectName(u"medium.lookAgain"_s);
    m_lookAgain->setKeyHint(u"F5"_s);
    row->addWidget(m_lookAgain);
    auto *folder = new LinkButton(tr("Folder on another machine…"));
    folder->setObjectName(u"medium.folder"_s);
    row->addWidget(folder);
    content()->addLayout(row);

    m_folderPath = new QLineEdit;
    m_folderPath->setObjectName(u"medium.folderPath"_s);
    m_folderRow = new FormRow(tr("&Path"), m_folderPath);
    auto *use = new QPushButton(tr("&Use it"));
    use->setObjectName(u"medium.folderUse"_s);
    m_folderRow->addToField(use);
    m_folderRow->setHint(tr("A mounted share or a vault folder, as this computer sees it."));
    m_folderRow->hide();
    content()->addWidget(m_folderRow);
    m_notices = new FindingList;
    m_notices->setObjectName(u"medium.notices"_s);
    m_notices->setAccessibleName(tr("About the drives of this computer"));
    m_notices->hide();
    content()->addSpacing(8);
    content()->addWidget(m_notices);
    content()->addStretch();

    m_watch->setInterval(2000);
    connect(m_watch, &QTimer::timeout, this, [this] { list(false); });
    connect(m_lookAgain, &QAbstractButton::clicked, this, [this] { lookAgain(); });
    connect(folder, &QAbstractButton::clicked, this, [this] {
        m_folderRow->show();
        m_folderPath->setFocus();
    });
    connect(use, &QPushButton::clicked, this, [this] { useFolder(); });
    connect(m_folderPath, &QLineEdit::textEdited, this, [this] { m_folderRow->clearError(); });
    connect(m_cards, &CardList::selected, this, [this] {
        noteChoice();
        noteSelection();
    });
    connect(m_cards, &CardList::looked, this, [this](const QString &id) {
        m_looked = id;
        showMountable();
    });
    connect(m_mount, &QAbstractButton::clicked, this, [this] { mountIt(); });
}

void MediumPage::reset()
{
    m_listing.forget();
    m_folder.forget();
    m_mounting.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_chosen.clear();
    m_looked.clear();
    m_notices->hide();
    m_mount->hide();
    m_entered = false;
    m_everListed = false;
    m_offered.clear();
    m_typed.clear();
    m_cards->select({});
    m_cards->setCards({});
    m_folderPath->clear();
    m_folderRow->hide();
    setSideResult({}, SideState::Upcoming);
}

void MediumPage::prefetch()
{
    list(false);
}

void MediumPage::enter()
{
    m_entered = true;
    list(!m_everListed);
    m_watch->start();
    noteSelection();
    focusFirst();
}

void MediumPage::leave()
{
    m_watch->stop();
    m_goOn = false;
}

void MediumPage::focusFirst()
{
    m_cards->setFocus();
}

void MediumPage::lookAgain()
{
    list(true);
}

void MediumPage::list(bool said)
{
    if (isLocked() || m_mounting.isRunning())
        return;
    if (m_listing.isRunning()) {
        m_againWanted = true;
        return;
    }
    m_againWanted = false;
    if (said)
        setLoading(tr("Looking for drives…"));
    const MediumContext context = run().mediumContext();
    run().fileTask<Listing>(
        m_listing, this,
        [context](Procedure &, DriveSource &drives, const CancelToken &cancel) -> Result<Listing> {
            auto found = drives.list(cancel);
            if (!found)
                return fail(found.error());
            Listing listing;
            listing.preselected = preselected(*found, context);
            for (const Drive &drive : *found)
                listing.offered.push_back({drive, judgeMedium(drive, context)});
            listing.notices = drives.notices();
            return listing;
        },
        [this](Result<Listing> result) { listed(std::move(result)); });
}

void MediumPage::listed(Result<Listing> result)
{
    clearLoading();
    if (!result) {
        m_goOn = false;
        showProblem(result.error());
        return;
    }
    m_offered = std::move(result->offered);
    show();
    Findings said;
    std::copy_if(result->notices.begin(), result->notices.end(), std::back_inserter(said),
                 [](const Finding &notice) { return notice.state != FindingState::Fact; });
    m_notices->setFindings(said);
    m_notices->setVisible(!said.empty());
    follow();
    // What a person chose and pulled out is the chosen one again when it is back, unless another was taken meanwhile.
    if (m_cards->selectedId().isEmpty() && !m_chosen.isEmpty())
        m_cards->select(m_chosen);
    // Preselected only by the first look: what arrives later appears unselected.
    if (!std::exchange(m_everListed, true) && result->preselected && m_cards->selectedId().isEmpty())
        m_cards->select(cardIdOf(m_offered[*result->preselected].drive));
    if (banner()->isShowing() && banner()->problem().id.startsWith("medium."_L1) && selected() != nullptr)
        clearBanner();
    noteSelection();
    if (std::exchange(m_goOn, false))
        primary();
    else if (m_againWanted && m_watch->isActive())
        list(false);
}

// Signals of the drive service and of the kernel's mount table; the timer stays for what neither tells.
void MediumPage::follow()
{
    if (m_follow || !m_watch->isActive())
        return;
    // Made after the first list: the bus has answered on the file thread by then, or is known not to.
    m_follow = watchDrives([this] {
        if (m_watch->isActive())
            list(false);
    });
    if (m_follow->follows())
        m_watch->setInterval(5000);
}

void MediumPage::noteChoice()
{
    if (!m_setting && !m_cards->selectedId().isEmpty())
        m_chosen = m_cards->selectedId();
}

const MediumPage::Offered *MediumPage::mountable() const
{
    const Offered *only = nullptr;
    int count = 0;
    for (const Offered &offered : m_offered) {
        if (offered.verdict.finding.id != "medium.not-mounted"_L1)
            continue;
        if (cardIdOf(offered.drive) == m_looked)
            return &offered;
        only = &offered;
        ++count;
    }
    return count == 1 ? only : nullptr;
}

void MediumPage::showMountable()
{
    const Offered *offered = mountable();
    if (offered != nullptr)
        m_mount->setText(
            tr("Mount %1")
                .arg(nameOf(offered->drive).replace(u'&', u"&&"_s))); // before it is shown, so that it has its width
    m_mount->setVisible(offered != nullptr && !isLocked());
}

void MediumPage::mountIt()
{
    const Offered *offered = mountable();
    if (offered == nullptr || m_mounting.isRunning())
        return;
    clearBanner();
    setLoading(tr("Mounting %1…").arg(nameOf(offered->drive)));
    m_mount->setEnabled(false);
    const Drive drive = offered->drive;
    run().fileTask<Drive>(
        m_mounting, this,
        [drive](Procedure &, DriveSource &drives, const CancelToken &) { return drives.mount(drive); },
        [this](Result<Drive> result) {
            clearLoading();
            m_mount->setEnabled(true);
            if (!result) {
                showProblem(result.error());
                return;
            }
            m_chosen = cardIdOf(*result); // asked for by its name, so it is the chosen one
            m_cards->select({});
            list(true);
        });
}

void MediumPage::show()
{
    std::vector<Card> cards;
    for (const std::vector<Offered> *list : {&m_offered, &m_typed})
        for (const Offered &offered : *list)
            cards.push_back(cardOf(offered.drive, offered.verdict));
    m_setting = true;
    m_cards->setCards(cards);
    m_setting = false;
    m_cards->setVisible(!cards.empty());
    showMountable();
}

const MediumPage::Offered *MediumPage::selected() const
{
    const QString id = m_cards->selectedId();
    for (const std::vector<Offered> *list : {&m_offered, &m_typed})
        for (const Offered &offered : *list)
            if (!id.isEmpty() && cardIdOf(offered.drive) == id)
                return &offered;
    return nullptr;
}

void MediumPage::noteSelection()
{
    if (isLocked() || run().procedure().isCommitted() || !m_entered)
        return;
    const Offered *offered = selected();
    if (offered == nullptr) {
        setSideResult(!m_everListed        ? QString()
                      : m_chosen.isEmpty() ? tr("Nothing chosen yet")
                                           : tr("Pulled out"),
                      SideState::Upcoming);
        return;
    }
    const bool done = plan().medium && plan().medium->identity == offered->drive.identity;
    const QString what =
        offered->drive.encrypted == true ? tr("%1 · encrypted").arg(nameOf(offered->drive)) : nameOf(offered->drive);
    SideState state = SideState::Upcoming;
    if (done)
        state = offered->verdict.state == FindingState::Note          ? SideState::Note
                : offered->verdict.state == FindingState::NotVerified ? SideState::NotVerified
                                                                      : SideState::Done;
    setSideResult(what, state);
}

void MediumPage::primary()
{
    if (m_listing.isRunning() && !m_everListed) {
        m_goOn = true; // it waits, and then goes by itself
        return;
    }
    const Offered *offered = selected();
    if (offered == nullptr) {
        Problem nothing;
        nothing.id = m_offered.empty() ? u"ui.no-medium"_s : u"ui.medium-not-chosen"_s;
        nothing.remedies = {u"look-again"_s, u"medium-folder"_s};
        showProblem(nothing);
        m_cards->setFocus();
        return;
    }
    clearBanner();
    const bool other = plan().medium && !(plan().medium->identity == offered->drive.identity);
    plan().medium = offered->drive;
    plan().mediumFindings = {offered->verdict.finding};
    plan().mediumFindings.front().state = offered->verdict.state;
    plan().mediumFindings.insert(plan().mediumFindings.end(), offered->verdict.more.begin(),
                                 offered->verdict.more.end());
    if (other)
        run().procedure().invalidateAfter(Step::Medium);
    run().procedure().setCurrent(Step::Medium);
    const FindingState state = offered->verdict.state;
    run().procedure().setState(Step::Medium, state == FindingState::Note          ? StepState::DoneWithNote
                                             : state == FindingState::NotVerified ? StepState::NotVerified
                                                                                  : StepState::Done);
    noteSelection();
    if (run().procedure().isCommitted()) {
        // The first medium is gone for good: the key file waits on the server, and only the copy is made again.
        setSideResult(nameOf(offered->drive), state == FindingState::Ok ? SideState::Done : SideState::Note);
        Q_EMIT goTo(u"copy"_s);
        return;
    }
    Q_EMIT chosen();
    Q_EMIT goNext();
}

void MediumPage::useFolder()
{
    const LocalPath path(m_folderPath->text());
    if (path.isEmpty()) {
        m_folderRow->setError(tr("No folder yet."), tr("Type the path of a mounted folder."));
        m_folderPath->setFocus();
        return;
    }
    setLoading(tr("Looking at the folder…"));
    const MediumContext context = run().mediumContext();
    run().fileTask<Listing>(
        m_folder, this,
        [path, context](Procedure &, DriveSource &, const CancelToken &cancel) -> Result<Listing> {
            auto drive = mediumFromFolder(path, cancel);
            if (!drive)
                return fail(drive.error());
            return Listing{{{*drive, judgeMedium(*drive, context)}}, std::nullopt};
        },
        [this](Result<Listing> result) {
            clearLoading();
            if (!result) {
                const Wording words = wordingOf(result.error().id, result.error().arguments);
                m_folderRow->setError(words.title, words.text);
                m_folderPath->setFocus();
                return;
            }
            const Offered &offered = result->offered.front();
            m_typed = {offered};
            show();
            if (offered.verdict.selectable())
                m_cards->select(cardIdOf(offered.drive));
            m_cards->setFocus();
        });
}

void MediumPage::cancelWork()
{
    m_folder.forget();
    m_mounting.forget();
    m_mount->setEnabled(true);
    m_goOn = false;
    clearLoading();
}

void MediumPage::onRemedy(const QString &id)
{
    if (id == "retry"_L1 && mountable() != nullptr) {
        mountIt();
    } else if (id == "look-again"_L1 || id == "retry"_L1) {
        clearBanner();
        list(true);
    } else if (id == "medium-folder"_L1) {
        clearBanner();
        m_folderRow->show();
        m_folderPath->setFocus();
    } else {
        RunPage::onRemedy(id);
    }
}

Footer MediumPage::footer() const
{
    return {.primaryText = tr("&Next"), .backText = tr("&Back"), .extraText = {}, .cancelText = tr("Cancel")};
}

} // namespace smk

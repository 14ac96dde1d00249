#include "medium_page.h"

#include "drive_card.h"
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
    connect(m_cards, &CardList::selected, this, [this] { noteSelection(); });
}

void MediumPage::reset()
{
    m_listing.forget();
    m_folder.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
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
    if (m_listing.isRunning() || isLocked())
        return;
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
    // Preselected only by the first look: what arrives later appears unselected.
    if (!std::exchange(m_everListed, true) && result->preselected && m_cards->selectedId().isEmpty())
        m_cards->select(cardIdOf(m_offered[*result->preselected].drive));
    if (banner()->isShowing() && banner()->problem().id.startsWith("medium."_L1) && selected() != nullptr)
        clearBanner();
    noteSelection();
    if (std::exchange(m_goOn, false))
        primary();
}

void MediumPage::show()
{
    std::vector<Card> cards;
    for (const std::vector<Offered> *list : {&m_offered, &m_typed})
        for (const Offered &offered : *list)
            cards.push_back(cardOf(offered.drive, offered.verdict));
    m_cards->setCards(cards);
    m_cards->setVisible(!cards.empty());
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
        setSideResult(m_everListed ? tr("Nothing chosen yet") : QString(), SideState::Upcoming);
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
    m_goOn = false;
    clearLoading();
}

void MediumPage::onRemedy(const QString &id)
{
    if (id == "look-again"_L1 || id == "retry"_L1) {
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

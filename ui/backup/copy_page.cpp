#include "copy_page.h"

#include "drive_card.h"
#include "form_row.h"
#include "labels.h"
#include "progress_strip.h"
#include "rich_text.h"
#include "seat.h"
#include "status_shape.h"
#include "way_list.h"
#include "word_book.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

Shape shapeOf(WayState state)
{
    switch (state) {
    case WayState::NotTried:
        return Shape::Ring;
    case WayState::Trying:
        return Shape::Arc;
    case WayState::Read:
        return Shape::Tick;
    case WayState::Refused:
        return Shape::Cross;
    case WayState::NotNeeded:
    case WayState::NotPossible:
        break;
    }
    return Shape::Bar;
}

QString labelOf(Way way)
{
    switch (way) {
    case Way::OverSql:
        return CopyPage::tr("Over SQL");
    case Way::Path:
        return CopyPage::tr("Path on this computer");
    case Way::Share:
        return CopyPage::tr("Share");
    case Way::Elevated:
        return CopyPage::tr("With administrator rights");
    case Way::ByHand:
        break;
    }
    return CopyPage::tr("By your own hands");
}

QString outcomeOf(const WayAttempt &attempt)
{
    if (!attempt.reasonId.isEmpty()) {
        // "Over SQL: the connection broke": the way itself stands in the column before.
        const QString reason = wordingOf(attempt.reasonId, attempt.arguments).title;
        return reason.contains(u": "_s) ? reason.section(u": "_s, 1) : reason;
    }
    switch (attempt.state) {
    case WayState::NotTried:
        return CopyPage::tr("only if nothing else works");
    case WayState::Trying:
        return CopyPage::tr("reading…");
    case WayState::Read:
        return CopyPage::tr("read");
    case WayState::Refused:
        return CopyPage::tr("refused");
    case WayState::NotNeeded:
        return CopyPage::tr("not needed");
    case WayState::NotPossible:
        break;
    }
    return CopyPage::tr("not possible here");
}

WayRow rowOf(const WayAttempt &attempt)
{
    return {wayName(attempt.way), shapeOf(attempt.state), labelOf(attempt.way), outcomeOf(attempt),
            attempt.state == WayState::Trying};
}

} // namespace

CopyPage::CopyPage(WizardRun &run, QWidget *parent)
    : RunPage(u"copy"_s, tr("Copy"), run, parent)
{
    setTitle(tr("Copying the key to the medium"));
    setWhy(tr("The file on the server is readable by few; the copy must be whole and durable."));
    m_progress = new ProgressStrip;
    m_progress->setObjectName(u"copy.progress"_s);
    m_progress->setNote(tr("steps 5 to 7"));
    content()->addWidget(m_progress);
    content()->addWidget(sectionLabel(tr("Way to the file")));
    m_ways = new WayList;
    m_ways->setObjectName(u"copy.ways"_s);
    content()->addWidget(m_ways);
    m_targetHead = sectionLabel({});
    content()->addWidget(m_targetHead);
    m_target = new WayList;
    m_target->setObjectName(u"copy.target"_s);
    content()->addWidget(m_target);

    m_byHand = new QWidget;
    auto *hand = new QVBoxLayout(m_byHand);
    hand->setContentsMargins(0, 0, 0, 0);
    hand->setSpacing(8);
    m_command = bodyLabel({});
    m_command->setObjectName(u"copy.command"_s);
    hand->addWidget(m_command);
    m_byHandPath = new QLineEdit;
    m_byHandPath->setObjectName(u"copy.byHandPath"_s);
    m_byHandRow = new FormRow(tr("&Brought file"), m_byHandPath);
    auto *use = new QPushButton(tr("&Use it"));
    use->setObjectName(u"copy.byHandUse"_s);
    m_byHandRow->addToField(use);
    m_byHandRow->setHint(tr(
        "Where you put the key file on this computer. It is compared with the server’s own hash where there is one."));
    hand->addWidget(m_byHandRow);
    m_byHand->hide();
    content()->addWidget(m_byHand);
    banner()->setShieldRemedies({u"copy-elevated"_s});

    auto *locked = new QHBoxLayout;
    locked->setSpacing(12);
    locked->addWidget(new ShapeLabel(Shape::Padlock, 16));
    locked->addWidget(
        secondaryLabel(tr(
            "Step 5 is done and can no longer be changed. The key file is safe in its folder until this is finished.")),
        1);
    content()->addLayout(locked);
    content()->addStretch();
    connect(use, &QPushButton::clicked, this, [this] {
        if (m_byHandPath->text().isEmpty()) {
            m_byHandRow->setError(tr("No file yet."), tr("Type its path on this computer."));
            m_byHandPath->setFocus();
            return;
        }
        start(LocalPath(m_byHandPath->text()));
    });
    connect(m_byHandPath, &QLineEdit::textEdited, this, [this] { m_byHandRow->clearError(); });
}

void CopyPage::reset()
{
    m_copying.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_done = false;
    m_byHand->hide();
    m_byHandPath->clear();
    setSideResult({}, SideState::Upcoming);
}

void CopyPage::enter()
{
    if (plan().medium)
        m_targetHead->setText(tr("On %1").arg(nameOf(*plan().medium)));
    if (!m_done && !isBusy() && !isLocked())
        start();
}

void CopyPage::primary()
{
    if (m_done)
        Q_EMIT goNext();
    else if (!isBusy())
        start();
}

void CopyPage::start(std::optional<LocalPath> byHand, bool elevate)
{
    clearBanner();
    run().procedure().setCurrent(Step::Copy);
    setBusy(true);
    setSideResult(tr("Reading…"), SideState::Running);
    m_progress->show();
    m_progress->start(tr("Reading the key file…"));
    m_progress->setProgress(0, 0);
    std::vector<WayRow> ways;
    for (const Way way : waysOf(seatOf(plan()))) {
        WayAttempt untried;
        untried.way = way;
        ways.push_back(rowOf(untried));
    }
    m_ways->setWays(ways);
    m_target->setWays({{u"write"_s, Shape::Ring, tr("Write under a temporary name, hash while writing")},
                       {u"flush"_s, Shape::Ring, tr("Flush, give it its name, flush the folder")}});
    QPointer<CopyPage> self(this);
    run().sqlTask<WrittenFile>(
        m_copying, this,
        [self, byHand, elevate](ServerSession *session, Procedure &procedure, DriveSource &drives,
                                const CancelToken &cancel, const ProgressSink &) {
            const auto sink = [self](const WayAttempt &attempt) {
                onGuiThread([self, attempt] {
                    if (self)
                        self->tried(attempt);
                });
            };
            return procedure.copy(session, drives, byHand, cancel, sink, elevate);
        },
        [this](Result<WrittenFile> result) { done(std::move(result)); });
}

void CopyPage::tried(const WayAttempt &attempt)
{
    m_ways->setWay(rowOf(attempt));
    if (attempt.state == WayState::Read) {
        m_progress->setText(tr("Writing on the medium…"));
        m_target->setWay({u"write"_s, Shape::Arc, tr("Write under a temporary name, hash while writing"), {}, true});
    }
}

void CopyPage::showWays()
{
    for (const WayAttempt &attempt : run().results().ways)
        m_ways->setWay(rowOf(attempt));
}

void CopyPage::done(Result<WrittenFile> result)
{
    setBusy(false);
    m_progress->stop();
    m_progress->hide();
    showWays();
    if (!result) {
        setSideResult(isCancelled(result.error()) ? tr("Stopped; the server’s file stays") : tr("Stopped · not copied"),
                      SideState::Failed);
        Problem problem = result.error();
        if (isCancelled(problem)) {
            problem.id = u"ui.copy-stopped"_s;
            problem.outcome = Outcome::None;
            problem.remedies = {u"retry"_s};
        }
        if (!problem.remedies.contains(u"retry"_s))
            problem.remedies << u"retry"_s;
        const bool medium = problem.id.startsWith("medium."_L1) || problem.id.startsWith("files."_L1);
        if (!medium && !problem.remedies.contains(u"copy-by-hand"_s))
            problem.remedies << u"copy-by-hand"_s;
        showProblem(problem);
        Q_EMIT footerChanged();
        return;
    }
    m_done = true;
    clearBanner();
    m_byHand->hide();
    m_target->setWay(
        {u"write"_s, Shape::Tick, tr("Write under a temporary name, hash while writing"), sizeText(result->size)});
    m_target->setWay({u"flush"_s, result->flushed ? Shape::Tick : Shape::DashedDisc,
                      tr("Flush, give it its name, flush the folder"),
                      result->flushed ? tr("done") : tr("not verified: no flush here")});
    const auto &key = run().results().keyBytes;
    const QString way = key ? labelOf(key->way) : QString();
    setSideResult(way.isEmpty() ? sizeText(result->size)
                                : u"%1 · %2"_s.arg(sizeText(result->size), way.toLower().replace(u"sql"_s, u"SQL"_s)),
                  result->flushed ? SideState::Done : SideState::NotVerified);
    Q_EMIT copied();
    Q_EMIT goNext();
}

void CopyPage::offerByHand()
{
    const ReadOrder order = readOrderOf(plan(), plan().file());
    const LocalPath home(QDir::home().filePath(plan().fileName));
    m_byHandPath->setFocus();
    if (order.seat == Seat::Container)
        setMarkup(m_command, tr("On the container’s host: %1\nIn Kubernetes: %2")
                                 .arg(fixed(byHandCommand(order, home)), fixed(podCommand(order, home))));
    else
        setMarkup(m_command,
                  tr("On %1, as an administrator: %2")
                      .arg(run().serverName(), fixed(byHandCommand(order, LocalPath(u"/tmp/"_s + plan().fileName)))));
    m_byHand->show();
    m_byHandPath->setFocus();
}

void CopyPage::cancelWork()
{
    m_copying.cancel();
    run().interrupt();
    m_progress->setText(tr("Stopping…"));
    giveBackSoon([this] { return m_copying.isRunning(); },
                 [this] {
                     m_copying.forget();
                     done(fail(Problem{u"copy.cancelled"_s}));
                 });
}

void CopyPage::reconnected()
{
    clearBanner();
    if (!m_done && !isBusy())
        start();
}

void CopyPage::onRemedy(const QString &id)
{
    if (id == "retry"_L1 || id == "copy-again"_L1) {
        start();
    } else if (id == "copy-elevated"_L1 || id == "run-elevated"_L1) {
        start({}, true);
    } else if (id == "copy-by-hand"_L1 || id == "by-hand"_L1) {
        clearBanner();
        offerByHand();
    } else {
        RunPage::onRemedy(id);
    }
}

Footer CopyPage::footer() const
{
    return {.primaryText = m_done     ? tr("&Next")
                           : isBusy() ? QString()
                                      : tr("Try &again"),
            .backText = {},
            .extraText = {},
            .cancelText = tr("Cancel")};
}

} // namespace smk

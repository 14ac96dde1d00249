// Level 2 on the Verify page: offered beside the copy's own line, never forced, and stopped at any time without loss.
#include "verify_page.h"

#include "drive_card.h"
#include "labels.h"
#include "link_button.h"
#include "rich_text.h"
#include "status_shape.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>

namespace smk {

using namespace Qt::StringLiterals;

void VerifyPage::addReplug(QVBoxLayout *column)
{
    m_replugRow = new QWidget;
    auto *row = new QHBoxLayout(m_replugRow);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    m_replugShape = new ShapeLabel(Shape::Ring, 16);
    row->addWidget(m_replugShape, 0, Qt::AlignTop);
    m_replugState = bodyLabel({});
    m_replugState->setObjectName(u"verify.replugState"_s);
    row->addWidget(m_replugState, 1);
    m_replugRow->hide();
    column->addWidget(m_replugRow);
    m_replug = new LinkButton(tr("Unplug and plug in again…"));
    m_replug->setObjectName(u"verify.replug"_s);
    m_replug->setToolTip(tr("The only proof against the drive’s own cache."));
    m_replug->hide();
    column->addWidget(m_replug, 0, Qt::AlignLeft);
    m_plugIn = new LinkButton(tr("Plug the practice medium in"));
    m_plugIn->setObjectName(u"verify.plugIn"_s);
    m_plugIn->hide();
    column->addWidget(m_plugIn, 0, Qt::AlignLeft);
    connect(m_replug, &QAbstractButton::clicked, this, [this] { replug(); });
    connect(m_plugIn, &QAbstractButton::clicked, this, [this] { plugIn(); });
}

void VerifyPage::replug()
{
    if (isBusy() || m_checking.isRunning() || !m_copyOk)
        return;
    clearBanner();
    setBusy(true);
    m_replugging = true;
    m_replug->hide();
    m_replugRow->show();
    replugTold(ReplugState::Ejecting);
    Q_EMIT footerChanged();
    QPointer<VerifyPage> self(this);
    run().fileTask<Proof>(
        m_replugTask, this,
        [self](Procedure &procedure, DriveSource &drives, const CancelToken &cancel) {
            return procedure.verifyReplugged(drives, cancel, [self](ReplugState state) {
                onGuiThread([self, state] {
                    if (self && self->m_replugging)
                        self->replugTold(state);
                });
            });
        },
        [this](Result<Proof> result) { replugged(std::move(result)); });
}

void VerifyPage::replugTold(ReplugState state)
{
    const QString medium = plan().medium ? nameOf(*plan().medium) : tr("the medium");
    m_replugShape->setShape(Shape::Arc);
    switch (state) {
    case ReplugState::Ejecting:
        setMarkup(m_replugState, tr("Ejecting %1; leave it plugged in until this line says otherwise.").arg(medium));
        break;
    case ReplugState::UnplugNow:
        setMarkup(m_replugState, tr("**Unplug %1 now.** The system has released it.").arg(medium));
        break;
    case ReplugState::PlugInAgain:
        setMarkup(m_replugState, tr("**Plug %1 in again.** It is recognised by itself.").arg(medium));
        m_plugIn->setVisible(plan().medium && plan().medium->practice);
        break;
    case ReplugState::Mounting:
        setMarkup(m_replugState, tr("%1 is back; it is being read…").arg(medium));
        break;
    case ReplugState::MountByHand:
        setMarkup(m_replugState,
                  tr("**%1 is back and could not be mounted.** Unlock or mount it in your desktop; it is then read.")
                      .arg(medium));
        break;
    }
}

void VerifyPage::plugIn()
{
    m_plugIn->hide();
    const Drive drive = *plan().medium;
    // The file thread waits for the drive; the other one plays the hand.
    run().sqlTask<Drive>(
        m_plugging, this,
        [drive](ServerSession *, Procedure &, DriveSource &drives, const CancelToken &, const ProgressSink &) {
            return drives.mount(drive);
        },
        [this](Result<Drive> result) {
            if (!result)
                showProblem(result.error());
        });
}

void VerifyPage::replugged(Result<Proof> result)
{
    setBusy(false);
    m_replugging = false;
    m_plugIn->hide();
    Q_EMIT footerChanged();
    if (!result) {
        // The copy stays as it was proved before; this one level was not reached.
        m_replugShape->setShape(Shape::DashedDisc);
        setMarkup(m_replugState,
                  tr("**Not verified:** not unplugged and plugged in again. The copy stays as read before."));
        m_replug->show();
        if (!isCancelled(result.error()))
            showProblem(result.error());
        return;
    }
    const bool proved = result->state == ProofState::Proved;
    if (!proved) {
        m_copyOk = false;
        m_replugRow->hide();
        copyChecked(CopyCheck{*result, ReadMethod::Plain});
        return;
    }
    for (const Proof &proof : run().results().proofs)
        if (proof.level == ProofLevel::Identical)
            showIdentical(proof);
    m_replugShape->setShape(Shape::TickDisc);
    setMarkup(m_replugState, tr("**Identical after plugging in again.** The drive’s own cache is excluded too."));
    setSideResult(tr("Replugged; password next"), SideState::Upcoming);
    focusFirst();
}

} // namespace smk

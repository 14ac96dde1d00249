// What the Folder page does when a button is pressed: browse, another seat, create, give a right, the request.
#include "directory_page.h"

#include "copy_text.h"
#include "finding_list.h"
#include "request_text.h"
#include "seat.h"
#include "server_folder_dialog.h"

#include <QApplication>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace smk {

using namespace Qt::StringLiterals;

void DirectoryPage::browse()
{
    const auto take = [this](const QString &path, bool created) {
        m_folder->setText(path);
        m_folder->setFocus(); // else Enter would open the dialog once more
        m_createdHere = created;
        look();
    };
    if (!isFolderHere(plan())) {
        auto *dialog = new ServerFolderDialog(run(), m_folder->text(), this);
        connect(dialog, &QDialog::accepted, this,
                [take, dialog] { take(dialog->chosen(), dialog->hasMade(dialog->chosen())); });
        dialog->open();
        return;
    }
    auto *dialog = new QFileDialog(this, tr("Folder on %1").arg(run().serverName()), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [take](const QString &path) { take(path, false); });
    dialog->open();
}

// Where the server is: found, shown, and the DBA's to say otherwise.
void DirectoryPage::changeSeat()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"directory.seatMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString &text, std::optional<Seat> seat) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(plan().seatChosen == seat);
        connect(action, &QAction::triggered, this, [this, seat] { setSeat(seat); });
    };
    add(tr("As &found"), std::nullopt);
    add(tr("On &this computer"), Seat::OnServer);
    add(tr("On &another computer"), Seat::OtherMachine);
    add(tr("In a &container"), Seat::Container);
    menu->popup(m_findings->mapToGlobal(QPoint(m_findings->width() / 2, 24)));
}

void DirectoryPage::setSeat(std::optional<Seat> seat)
{
    if (isLocked() || run().procedure().isCommitted())
        return;
    chooseSeat(plan(), seat);
    m_look.reset();
    showLook();
    look();
}

void DirectoryPage::copyRequest()
{
    if (!m_look)
        return;
    BackupPlan with = plan();
    with.directory = directory();
    // By the link here, or a banner's button, of another page too: the one that was pressed has the focus.
    QWidget *pressed = QApplication::focusWidget();
    copyText(requestText(with, *m_look), pressed != nullptr ? pressed : window());
}

void DirectoryPage::onRemedy(const QString &id)
{
    if (id == "run-elevated"_L1 || id == "retry"_L1) {
        clearBanner();
        createNow();
    } else if (id == "copy-request"_L1) {
        copyRequest();
    } else if (id == "choose-folder"_L1) {
        clearBanner();
        m_folder->setFocus();
        m_folder->selectAll();
    } else {
        RunPage::onRemedy(id);
    }
}

void DirectoryPage::createNow()
{
    if (isBusy() || !m_look || !showFieldErrors())
        return;
    clearBanner();
    setBusy(true);
    m_create->setEnabled(false);
    setLoading(tr("Creating the folder…"));
    const ServerPath path = directory();
    const auto done = [this](Result<CreatedDirectory> result) { created(std::move(result)); };
    if (m_look->canCreateHere || m_look->canElevate || m_look->canGrant) {
        run().fileTask<CreatedDirectory>(
            m_creating, this,
            [path, context = context(), act = m_look->canGrant ? ElevatedAct::Grant : ElevatedAct::Create,
             elevated = !m_look->canCreateHere && !m_look->canGrant, key = m_look->serviceKey](
                Procedure &, DriveSource &, const CancelToken &cancel) -> Result<CreatedDirectory> {
                if (act == ElevatedAct::Grant)
                    return grantOrAsk(path, context, cancel);
                return elevated ? actElevated(act, path, key, context, cancel) : createProtected(path, context, cancel);
            },
            done);
        return;
    }
    run().sqlTask<CreatedDirectory>(
        m_creating, this,
        [path](ServerSession *session, Procedure &, DriveSource &, const CancelToken &,
               const ProgressSink &) -> Result<CreatedDirectory> {
            if (session == nullptr)
                return fail(linkLost());
            if (auto made = createOverSql(*session, path); !made)
                return fail(made.error());
            return CreatedDirectory{};
        },
        done);
}

void DirectoryPage::created(Result<CreatedDirectory> result)
{
    setBusy(false);
    clearLoading();
    m_create->setEnabled(true);
    if (!result) {
        showProblem(result.error());
        return;
    }
    m_createdHere = m_look ? m_look->mustCreate : true;
    m_undo = result->undoCommand;
    m_look.reset();
    showLook();
    look(); // the rights are read back
    Q_EMIT wantsFooterFocus();
}

} // namespace smk

#include "directory_page.h"

#include "clock.h"
#include "copy_text.h"
#include "finding_list.h"
#include "form_row.h"
#include "labels.h"
#include "link_button.h"
#include "medium_disk.h"
#include "rich_text.h"
#include "rights_table.h"
#include "seat.h"
#include "status_shape.h"
#include "theme.h"
#include "word_book.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString rightsText(const AccessEntry *entry)
{
    if (entry == nullptr)
        return QCoreApplication::translate("DirectoryPage", "none");
    const QString word = wordingOf(u"directory.rights."_s + rightsWord(entry->rights)).title;
    const QString shown = word.startsWith("directory."_L1) ? rightsWord(entry->rights) : word;
    return entry->inherited ? QCoreApplication::translate("DirectoryPage", "%1, inherited").arg(shown) : shown;
}

const AccessEntry *entryOf(const std::vector<AccessEntry> &entries, const QString &id)
{
    const auto found = std::find_if(entries.begin(), entries.end(), [&id](const AccessEntry &entry) {
        return entry.principal.id == id && entry.allow;
    });
    return found == entries.end() ? nullptr : &*found;
}

std::vector<RightsRow> rightsRows(const std::vector<AccessEntry> &before, const std::vector<AccessEntry> &after)
{
    std::vector<RightsRow> rows;
    QStringList seen;
    for (const std::vector<AccessEntry> *list : {&after, &before})
        for (const AccessEntry &entry : *list) {
            if (!entry.allow || seen.contains(entry.principal.id))
                continue;
            seen << entry.principal.id;
            const AccessEntry *old = entryOf(before, entry.principal.id);
            const AccessEntry *fresh = entryOf(after, entry.principal.id);
            rows.push_back(
                {entry.principal.shown, rightsText(old), rightsText(fresh), rightsText(old) != rightsText(fresh)});
        }
    return rows;
}

} // namespace

DirectoryPage::DirectoryPage(WizardRun &run, QWidget *parent)
    : RunPage(u"directory"_s, tr("Folder"), run, parent)
    , m_pause(new QTimer(this))
{
    setTitle(tr("Where may SQL Server write the key file?"));
    setWhy(tr(
        "SQL Server writes on its own machine, as its own account; until it is copied, that folder guards the key."));
    addFields();
    content()->addSpacing(8);
    m_findings = new FindingList;
    m_findings->setObjectName(u"directory.findings"_s);
    m_findings->setAccessibleName(tr("What was found about the folder"));
    content()->addWidget(m_findings);
    content()->addSpacing(8);
    addRights();
    content()->addStretch();
    m_pause->setSingleShot(true);
    m_pause->setInterval(400);
    connect(m_pause, &QTimer::timeout, this, [this] { look(); });
}

void DirectoryPage::addFields()
{
    m_folder = new QLineEdit;
    m_folder->setObjectName(u"directory.folder"_s);
    m_folder->setFont(fixedFont());
    m_folderRow = new FormRow(tr("&Folder on the server"), m_folder);
    m_browse = new QPushButton(tr("Bro&wse…"));
    m_browse->setObjectName(u"directory.browse"_s);
    m_folderRow->addToField(m_browse);
    content()->addWidget(m_folderRow);
    m_name = new QLineEdit;
    m_name->setObjectName(u"directory.fileName"_s);
    m_name->setFont(fixedFont());
    m_nameRow = new FormRow(tr("File na&me"), m_name);
    content()->addWidget(m_nameRow);
    for (QLineEdit *edit : {m_folder, m_name})
        connect(edit, &QLineEdit::textEdited, this, [this] {
            m_folderRow->clearError();
            m_nameRow->clearError();
            m_createdHere = false;
            m_look.reset();
            showLook();
            m_pause->start();
        });
    connect(m_browse, &QPushButton::clicked, this, [this] { browse(); });
}

void DirectoryPage::addRights()
{
    m_rightsBlock = new QWidget;
    auto *block = new QVBoxLayout(m_rightsBlock);
    block->setContentsMargins(28, 0, 0, 0);
    block->setSpacing(16);
    m_rights = new RightsTable;
    m_rights->setObjectName(u"directory.rights"_s);
    m_rights->setHeads(tr("If only created"), tr("Created and protected"));
    block->addWidget(m_rights);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_create = new QPushButton(tr("Create and &protect"));
    m_create->setObjectName(u"directory.create"_s);
    row->addWidget(m_create);
    m_createHint = smallLabel({});
    row->addWidget(m_createHint, 1);
    block->addLayout(row);
    content()->addWidget(m_rightsBlock);

    m_commandBlock = new QWidget;
    auto *command = new QHBoxLayout(m_commandBlock);
    command->setContentsMargins(28, 0, 0, 0);
    command->setSpacing(8);
    m_command = bodyLabel({});
    m_command->setObjectName(u"directory.command"_s);
    command->addWidget(m_command, 1);
    auto *copy = new LinkButton(tr("Copy command"));
    copy->setObjectName(u"directory.copyCommand"_s);
    command->addWidget(copy, 0, Qt::AlignTop);
    content()->addWidget(m_commandBlock);
    m_rightsBlock->hide();
    m_commandBlock->hide();
    m_request = new LinkButton(tr("Copy request"));
    m_request->setObjectName(u"directory.copyRequest"_s);
    m_request->setAccessibleDescription(tr("For an administrator: the command, the reason and the way back"));
    command->addWidget(m_request, 0, Qt::AlignTop);
    connect(m_request, &QAbstractButton::clicked, this, [this] { copyRequest(); });
    banner()->setShieldRemedies({u"run-elevated"_s});
    connect(m_findings, &FindingList::linkChosen, this, [this](const QString &id) {
        if (id.startsWith("procedure.seat."_L1))
            return changeSeat();
        for (const Finding &finding : allFindings())
            if (finding.id == id)
                m_findings->copyOf(id, finding.command);
    });
    connect(m_create, &QPushButton::clicked, this, [this] { createNow(); });
    connect(copy, &QAbstractButton::clicked, this, [this, copy] {
        if (m_look)
            copyText(m_look->command, copy);
    });
}

void DirectoryPage::reset()
{
    m_looking.forget();
    m_proposing.forget();
    m_creating.forget();
    setBusy(false);
    clearLoading();
    clearBanner();
    m_entered = false;
    m_proposedFor.clear();
    m_folder->clear();
    m_name->clear();
    m_look.reset();
    m_createdHere = false;
    m_undo.clear();
    showLook();
    setSideResult({}, SideState::Upcoming);
}

ServerPath DirectoryPage::directory() const
{
    return ServerPath(m_folder->text());
}

QString DirectoryPage::fileName() const
{
    return m_name->text();
}

// As the plan would be with what stands in the field.
DirectoryContext DirectoryPage::context() const
{
    WizardRun &wizard = const_cast<DirectoryPage *>(this)->run();
    BackupPlan with = wizard.plan();
    with.directory = directory();
    DirectoryContext context = wizard.directoryContext();
    context.seat = seatOf(with);
    return context;
}

bool DirectoryPage::offersCreate() const
{
    return m_look && ((m_look->mustCreate && !m_createdHere) || m_look->canGrant);
}

void DirectoryPage::proposeAndLook()
{
    m_folderRow->setLabelText(tr("&Folder on %1").arg(run().serverName()));
    // A new sign-in finds the seat again; what the DBA said of this server still holds.
    if (std::exchange(m_shownSeatOf, plan().facts.serverName) != plan().facts.serverName)
        plan().seatChosen.reset();
    chooseSeat(plan(), plan().seatChosen);
    if (m_proposedFor == plan().facts.serverName && (m_proposing.isRunning() || !m_folder->text().isEmpty())) {
        if (!m_look && !m_looking.isRunning() && !m_proposing.isRunning())
            look();
        return;
    }
    m_proposedFor = plan().facts.serverName;
    m_createdHere = false;
    m_look.reset();
    m_name->setText(proposeFileName(plan().facts.serverName, nowUtc()));
    // A free name is looked for on the disk: not on this thread.
    run().fileTask<ServerPath>(
        m_proposing, this,
        [context = context()](Procedure &, DriveSource &, const CancelToken &) -> Result<ServerPath> {
            return proposeDirectory(context);
        },
        [this](Result<ServerPath> folder) {
            if (folder && m_folder->text().isEmpty())
                m_folder->setText(folder->text());
            showLook();
            look();
        });
}

void DirectoryPage::renewFileName()
{
    m_usedNames << fileName();
    m_name->setText(proposeFileName(plan().facts.serverName, nowUtc(), m_usedNames));
    plan().fileName = fileName();
    m_look.reset();
}

void DirectoryPage::prefetch()
{
    if (run().procedure().isCommitted())
        return;
    proposeAndLook();
}

void DirectoryPage::enter()
{
    m_entered = true;
    proposeAndLook();
    showLook();
    focusFirst();
}

void DirectoryPage::focusFirst()
{
    if (m_create->isVisible())
        m_create->setFocus();
    else
        m_folder->setFocus();
}

void DirectoryPage::reconnected()
{
    clearBanner();
    look();
}

void DirectoryPage::lookAgain()
{
    look();
}

Findings DirectoryPage::textFindings() const
{
    Findings findings = checkDirectoryText(directory(), context());
    const Findings name = checkFileName(fileName(), const_cast<DirectoryPage *>(this)->plan().facts.platform);
    findings.insert(findings.end(), name.begin(), name.end());
    return findings;
}

Findings DirectoryPage::allFindings() const
{
    Findings findings = textFindings();
    if (m_look)
        findings.insert(findings.end(), m_look->verdict.findings.begin(), m_look->verdict.findings.end());
    return findings;
}

void DirectoryPage::look()
{
    m_pause->stop();
    if (isLocked() || run().procedure().isCommitted())
        return;
    if (m_folder->text().isEmpty() || hasState(textFindings(), FindingState::Blocker)) {
        m_looking.forget();
        clearLoading();
        showLook();
        return;
    }
    setLoading(tr("Asking the server…"));
    run().sqlTask<DirectoryLook>(
        m_looking, this,
        [directory = directory(), name = fileName(), context = context(), medium = mediumBesideFolder(plan())](
            ServerSession *session, Procedure &, DriveSource &, const CancelToken &cancel, const ProgressSink &) {
            auto look = lookAtDirectory(session, directory, name, context, cancel);
            if (look)
                refuseMediumsDisk(*look, directory, medium);
            return look;
        },
        [this](Result<DirectoryLook> result) { looked(std::move(result)); });
}

void DirectoryPage::looked(Result<DirectoryLook> result)
{
    clearLoading();
    if (!result) {
        m_goOn = false;
        showLook();
        showProblem(result.error());
        return;
    }
    const bool wasFilled = filledButton() != nullptr;
    m_look = std::move(*result);
    showLook();
    if (!wasFilled && filledButton() != nullptr && isVisible() && !m_folder->isModified() && !m_name->isModified())
        m_create->setFocus();
    if (std::exchange(m_goOn, false))
        primary();
}

void DirectoryPage::showLook()
{
    BackupPlan with = plan();
    with.directory = directory();
    m_findings->clear();
    if (!m_folder->text().isEmpty()) {
        FindingRow seat = rowOf(seatFinding(with));
        if (!isLocked() && seatOf(with) != Seat::ThirdHost)
            seat.linkText = tr("Change…");
        m_findings->addRow(seat);
        for (Finding finding : allFindings()) {
            if (m_look && finding.command == m_look->command)
                finding.command.clear(); // it stands below, once
            m_findings->addRow(rowOf(finding));
        }
    }
    const bool create = offersCreate();
    const bool table = m_look && (!m_look->ifOnlyCreated.empty() || !m_look->whenProtected.empty());
    m_rightsBlock->setVisible(create || (table && m_look->mustCreate));
    m_rights->setVisible(table && !(m_look && m_look->canGrant));
    m_create->setVisible(create);
    m_createHint->setVisible(create);
    if (m_look) {
        const bool shield = m_look->canElevate || m_look->canGrant;
        m_rights->setRows(rightsRows(m_look->ifOnlyCreated, m_look->whenProtected));
        m_create->setText(m_look->canGrant                              ? tr("&Give it the right")
                          : m_look->canCreateHere || m_look->canElevate ? tr("Create and &protect")
                                                                        : tr("Create over S&QL"));
        m_create->setIcon(shield ? shieldIcon(m_create) : QIcon());
        setMarkup(
            m_createHint,
            m_look->canGrant ? tr(
                "Adds one entry for the service account and takes nothing from anybody; a line to undo it is kept.")
            : m_look->canElevate ? tr("Asks once for administrator rights. The rights are read back afterwards; a line "
                                      "to undo them is kept.")
            : m_look->canCreateHere
                ? tr("The rights are read back afterwards; a line to undo them is kept.")
                : tr("Over SQL a folder can be created but not protected; its rights stay *not verified*.")
                      .remove(u'*'));
    }
    m_create->setAccessibleDescription((m_create->icon().isNull() ? QString() : shapeWords(Shape::Shield) + u". "_s)
                                       + m_createHint->accessibleName());
    const QString host = shareOf(directory(), plan().facts.platform).host;
    const QString command = m_look ? m_look->command : QString();
    m_commandBlock->setVisible(!command.isEmpty());
    m_request->setVisible(m_look && !m_look->undo.isEmpty());
    setMarkup(m_command, command.isEmpty() ? QString()
                         : host.isEmpty()
                             ? tr("To see or set the rights on %1, run: %2").arg(run().serverName(), fixed(command))
                             : tr("At %1, as an administrator: %2").arg(host, fixed(command)));
    updateSide(false);
    Q_EMIT footerChanged();
}

QPushButton *DirectoryPage::filledButton() const
{
    return offersCreate() && !isLocked() && m_create->isEnabled() ? m_create : nullptr;
}

bool DirectoryPage::showFieldErrors()
{
    m_folderRow->clearError();
    m_nameRow->clearError();
    if (m_folder->text().isEmpty()) {
        m_folderRow->setError(tr("No folder yet."), tr("Type a folder on the server."));
        m_folder->setFocus();
        return false;
    }
    const auto blockedBy = [](const Findings &findings) -> const Finding * {
        const auto found = std::find_if(findings.begin(), findings.end(),
                                        [](const Finding &f) { return f.state == FindingState::Blocker; });
        return found == findings.end() ? nullptr : &*found;
    };
    const Findings folder = checkDirectoryText(directory(), context());
    if (const Finding *finding = blockedBy(folder)) {
        const Wording words = wordingOf(finding->id, finding->arguments);
        m_folderRow->setError(words.title, words.text);
        m_folder->setFocus();
        return false;
    }
    const Findings name = checkFileName(fileName(), plan().facts.platform);
    if (const Finding *finding = blockedBy(name)) {
        const Wording words = wordingOf(finding->id, finding->arguments);
        m_nameRow->setError(words.title, words.text);
        m_name->setFocus();
        return false;
    }
    return true;
}

void DirectoryPage::primary()
{
    if (isBusy() || (!m_proposing.isRunning() && !showFieldErrors()))
        return;
    if (m_pause->isActive())
        look();
    if (m_looking.isRunning() || m_proposing.isRunning()) {
        m_goOn = true; // it waits, and then goes by itself
        return;
    }
    if (!m_look) {
        if (!run().isSignedIn())
            showProblem(linkLost());
        else
            look();
        m_goOn = run().isSignedIn();
        return;
    }
    if (m_look->mustCreate && !m_createdHere) {
        m_folderRow->setError(tr("This folder is not there yet."), tr("Create it first, or choose one that exists."));
        m_create->setFocus();
        return;
    }
    for (const Finding &finding : m_look->verdict.findings)
        if (finding.state == FindingState::Blocker) {
            const Wording words = wordingOf(finding.id, finding.arguments);
            m_folderRow->setError(words.title, words.text);
            m_folder->setFocus();
            return;
        }
    accept();
}

void DirectoryPage::accept()
{
    clearBanner();
    plan().directory = directory();
    plan().fileName = fileName();
    plan().directoryVerdict = m_look->verdict;
    plan().directoryVerdict.findings = allFindings();
    plan().directoryCreated = m_createdHere;
    plan().directoryUndo = m_undo;
    plan().writesAs = m_look->network.account;
    plan().directoryVerdict.findings.insert(plan().directoryVerdict.findings.begin(), seatFinding(plan()));
    const Findings &findings = plan().directoryVerdict.findings;
    run().procedure().setCurrent(Step::Directory);
    run().procedure().setState(Step::Directory, hasState(findings, FindingState::Note) ? StepState::DoneWithNote
                                                : hasState(findings, FindingState::NotVerified) ? StepState::NotVerified
                                                                                                : StepState::Done);
    updateSide(true);
    Q_EMIT goNext();
}

void DirectoryPage::updateSide(bool done)
{
    if (isLocked() || run().procedure().isCommitted() || !m_entered)
        return;
    if (!m_look) {
        setSideResult({}, SideState::Upcoming);
        return;
    }
    const Findings findings = allFindings();
    const SideState state = hasState(findings, FindingState::Blocker)       ? SideState::Failed
                            : hasState(findings, FindingState::Note)        ? SideState::Note
                            : hasState(findings, FindingState::NotVerified) ? SideState::NotVerified
                                                                            : SideState::Done;
    const QString last = directory().fileName(plan().facts.platform);
    if (m_look->mustCreate && !m_createdHere)
        setSideResult(tr("to be created"), state == SideState::Done ? SideState::Upcoming : state);
    else if (m_createdHere && m_look->rights && !m_look->rights->protectionUntold && !m_look->verdict.broad)
        setSideResult(tr("%1 · protected").arg(last), done || state != SideState::Done ? state : SideState::Upcoming);
    else
        setSideResult(m_look->verdict.broad ? tr("%1 · broad readers").arg(last) : last,
                      done || state != SideState::Done ? state : SideState::Upcoming);
}

void DirectoryPage::cancelWork()
{
    m_goOn = false;
    run().interrupt();
    m_looking.forget();
    m_creating.cancel();
    clearLoading();
}

Footer DirectoryPage::footer() const
{
    return {.primaryText = tr("&Next"),
            .primaryFilled = filledButton() == nullptr,
            .backText = tr("&Back"),
            .extraText = {},
            .cancelText = tr("Cancel")};
}

} // namespace smk

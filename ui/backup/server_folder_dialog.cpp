#include "server_folder_dialog.h"

#include "accessible_role.h"
#include "directory_step.h"
#include "labels.h"
#include "rich_text.h"
#include "word_book.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int PathRole = Qt::UserRole;
constexpr int LoadedRole = Qt::UserRole + 1;

QString pathOf(const QTreeWidgetItem *item)
{
    return item ? item->data(0, PathRole).toString() : QString();
}

} // namespace

ServerFolderDialog::ServerFolderDialog(WizardRun &run, const QString &start, QWidget *parent)
    : QDialog(parent)
    , m_run(run)
    , m_start(start)
    , m_tree(new QTreeWidget)
{
    setWindowTitle(tr("Folder on %1").arg(run.serverName()));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(520, 480);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(
        bodyLabel(tr("Folders of %1, as the account of SQL Server sees them.").arg(bold(run.serverName()))));
    m_tree->setObjectName(u"browse.tree"_s);
    m_tree->setAccessibleName(tr("Folders on %1").arg(run.serverName()));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    column->addWidget(m_tree, 1);
    m_status = smallLabel({});
    m_status->setObjectName(u"browse.status"_s);
    column->addWidget(m_status);
    addButtons(column);
    connect(m_tree, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *item) {
        if (!item->data(0, LoadedRole).toBool())
            ask(pathOf(item));
    });
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, [this] { select(); });
    select();
    ask({});
    m_tree->setFocus();
}

ServerFolderDialog::~ServerFolderDialog()
{
    if (m_asking.isRunning()) // nobody waits any longer; looking changes nothing
        m_run.interrupt();
}

void ServerFolderDialog::addButtons(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_newName = new QLineEdit;
    m_newName->setObjectName(u"browse.newName"_s);
    m_newName->setPlaceholderText(tr("Name of a new folder in there"));
    m_newName->setAccessibleName(tr("Name of a new folder"));
    row->addWidget(m_newName, 1);
    m_create = new QPushButton(tr("Cr&eate"));
    m_create->setObjectName(u"browse.create"_s);
    m_create->setAutoDefault(false);
    row->addWidget(m_create);
    column->addLayout(row);
    auto *buttons = new QDialogButtonBox;
    m_choose = buttons->addButton(tr("&Choose"), QDialogButtonBox::AcceptRole);
    m_choose->setObjectName(u"browse.choose"_s);
    m_choose->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(u"browse.cancel"_s);
    column->addWidget(buttons);
    connect(m_create, &QPushButton::clicked, this, [this] { create(); });
    connect(m_newName, &QLineEdit::returnPressed, this, [this] { create(); });
    connect(m_newName, &QLineEdit::textChanged, this, [this] {
        // Enter makes the folder while one types its name, and chooses otherwise.
        m_choose->setDefault(m_newName->text().isEmpty());
        select();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (!chosen().isEmpty() && m_newName->text().isEmpty())
            accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

// What was answered; a reader hears it too.
void ServerFolderDialog::say(const QString &markup)
{
    setMarkup(m_status, markup);
    if (!markup.isEmpty())
        alertReader(m_status);
}

QString ServerFolderDialog::chosen() const
{
    return pathOf(m_tree->currentItem());
}

void ServerFolderDialog::select()
{
    m_choose->setEnabled(!chosen().isEmpty());
    m_create->setEnabled(!chosen().isEmpty() && !m_newName->text().isEmpty() && !m_creating.isRunning());
}

void ServerFolderDialog::ask(const QString &path)
{
    if (std::find(m_waiting.begin(), m_waiting.end(), path) == m_waiting.end())
        m_waiting.push_back(path);
    next();
}

void ServerFolderDialog::next()
{
    if (m_waiting.empty() || m_asking.isRunning())
        return;
    const QString path = m_waiting.front();
    m_waiting.pop_front();
    setMarkup(m_status, tr("Asking the server…"));
    m_run.sqlTask<ServerListing>(
        m_asking, this,
        [path, platform = m_run.plan().facts.platform](ServerSession *session, Procedure &, DriveSource &,
                                                       const CancelToken &,
                                                       const ProgressSink &) -> Result<ServerListing> {
            if (session == nullptr)
                return fail(linkLost());
            return path.isEmpty() ? listServerRoots(*session, platform)
                                  : listServerFolder(*session, ServerPath(path), platform);
        },
        [this, path](Result<ServerListing> listing) { answered(path, std::move(listing)); });
}

void ServerFolderDialog::answered(const QString &path, Result<ServerListing> listing)
{
    QTreeWidgetItem *item = path.isEmpty() ? m_tree->invisibleRootItem() : itemOf(path);
    if (!listing) {
        const Wording words = wordingOf(listing.error().id, listing.error().arguments);
        say(u"%1 %2"_s.arg(words.title, words.remedy));
        if (item && !path.isEmpty())
            item->setExpanded(false); // opened again it is asked again
    } else if (item) {
        item->setData(0, LoadedRole, true);
        addChildren(item, *listing);
        say(listing->cut               ? tr("There are more folders than shown; type the path instead.")
            : listing->folders.empty() ? tr("No folders in there.")
                                       : QString());
        if (m_following)
            followStart(path);
    }
    select();
    next();
}

void ServerFolderDialog::addChildren(QTreeWidgetItem *parent, const ServerListing &listing)
{
    qDeleteAll(parent->takeChildren());
    for (const ServerFolder &folder : listing.folders) {
        auto *item = new QTreeWidgetItem(parent, {folder.name});
        item->setData(0, PathRole, folder.path.text());
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        if (folder.hidden) {
            item->setForeground(0, palette().brush(QPalette::Disabled, QPalette::Text));
            item->setData(0, Qt::AccessibleTextRole, tr("%1, hidden").arg(folder.name));
        }
    }
    if (!m_tree->currentItem() && m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
}

// The folder in the field is shown, as far as it is there: each part is opened when the one above has answered.
void ServerFolderDialog::followStart(const QString &path)
{
    const Platform platform = m_run.plan().facts.platform;
    // Already somewhere else: who opened or chose a folder meanwhile is not led away from it.
    if (!path.isEmpty() && chosen() != path) {
        m_following = false;
        return;
    }
    QTreeWidgetItem *parent = path.isEmpty() ? m_tree->invisibleRootItem() : itemOf(path);
    for (int i = 0; parent && i < parent->childCount(); ++i) {
        const QString child = pathOf(parent->child(i));
        const QString with = child.endsWith(u'/') || child.endsWith(u'\\')
                                 ? child
                                 : ServerPath(child).child(u"x"_s, platform).text().chopped(1);
        const bool same = m_start.compare(child, Qt::CaseInsensitive) == 0;
        if (!same && !m_start.startsWith(with, Qt::CaseInsensitive))
            continue;
        m_tree->setCurrentItem(parent->child(i));
        if (!same)
            parent->child(i)->setExpanded(true);
        return;
    }
}

QTreeWidgetItem *ServerFolderDialog::itemOf(const QString &path) const
{
    for (QTreeWidgetItemIterator at(m_tree); *at; ++at)
        if (pathOf(*at) == path)
            return *at;
    return nullptr;
}

void ServerFolderDialog::create()
{
    if (!m_create->isEnabled())
        return;
    const Platform platform = m_run.plan().facts.platform;
    const ServerPath parent(chosen());
    const ServerPath folder = parent.child(m_newName->text(), platform);
    Findings findings = checkDirectoryText(folder, m_run.directoryContext());
    const Findings name = checkFileName(m_newName->text(), platform);
    findings.insert(findings.end(), name.begin(), name.end());
    for (const Finding &finding : findings)
        if (finding.state == FindingState::Blocker) {
            say(wordingOf(finding.id, finding.arguments).text);
            m_newName->setFocus();
            return;
        }
    setMarkup(m_status, tr("Creating the folder…"));
    m_run.sqlTask<ServerListing>(
        m_creating, this,
        [folder, parent, platform](ServerSession *session, Procedure &, DriveSource &, const CancelToken &,
                                   const ProgressSink &) -> Result<ServerListing> {
            if (session == nullptr)
                return fail(linkLost());
            if (const Result<void> made = createOverSql(*session, folder); !made)
                return fail(made.error());
            return listServerFolder(*session, parent, platform);
        },
        [this, parent, folder](Result<ServerListing> listing) { created(parent, folder, std::move(listing)); });
    select();
}

void ServerFolderDialog::created(const ServerPath &parent, const ServerPath &folder, Result<ServerListing> listing)
{
    if (!listing) {
        const Wording words = wordingOf(listing.error().id, listing.error().arguments);
        say(u"%1 %2"_s.arg(words.title, words.text));
        select();
        return;
    }
    m_made.push_back(folder.text());
    // The one in which it was made: another one may have been chosen meanwhile.
    if (QTreeWidgetItem *item = itemOf(parent.text())) {
        item->setData(0, LoadedRole, true);
        addChildren(item, *listing);
        item->setExpanded(true);
    }
    if (QTreeWidgetItem *item = itemOf(folder.text()))
        m_tree->setCurrentItem(item);
    m_newName->clear();
    say(tr("Created. Who may read it is not verified; the Folder page shows the command."));
    m_tree->setFocus();
    select();
}

} // namespace smk

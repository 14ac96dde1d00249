// Choosing a folder of the server's machine, as the server's own account sees it: a tree that asks over SQL when a
// folder is opened, never on this thread; what the server refuses to show is said, and the path can be typed instead.
// Object names: browse.tree, browse.status, browse.newName, browse.create, browse.choose, browse.cancel.
#pragma once

#include "server_browse.h"
#include "wizard_run.h"

#include <QDialog>

#include <deque>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace smk {

class ServerFolderDialog : public QDialog
{
    Q_OBJECT
public:
    // Opens at `start` where it is a folder below a root that is seen.
    ServerFolderDialog(WizardRun &run, const QString &start, QWidget *parent = nullptr);
    ~ServerFolderDialog() override;
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] bool hasMade(const QString &path) const { return m_made.contains(path); }

private:
    void addButtons(class QVBoxLayout *column);
    void ask(const QString &path); // empty: the roots
    void next();
    void answered(const QString &path, Result<ServerListing> listing);
    void addChildren(QTreeWidgetItem *parent, const ServerListing &listing);
    void followStart(const QString &path);
    void create();
    void created(const ServerPath &parent, const ServerPath &folder, Result<ServerListing> listing);
    void say(const QString &markup);
    void select();
    [[nodiscard]] QTreeWidgetItem *itemOf(const QString &path) const;
    WizardRun &m_run;
    QString m_start;
    bool m_following = true; // until somebody chooses for himself
    QStringList m_made;
    QTreeWidget *m_tree;
    QLabel *m_status;
    QLineEdit *m_newName;
    QPushButton *m_create;
    QPushButton *m_choose;
    std::deque<QString> m_waiting; // asked one after the other
    Task<ServerListing> m_asking;
    Task<ServerListing> m_creating;
};

} // namespace smk

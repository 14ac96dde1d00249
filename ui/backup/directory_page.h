// Step 4: where SQL Server may write the key file, who could read it there, and Create and protect.
// Object names: directory.folder, directory.browse, directory.fileName, directory.findings, directory.seatMenu,
// directory.rights, directory.create, directory.command, directory.copyCommand, directory.copyRequest.
#pragma once

#include "run_page.h"

class QLabel;
class QLineEdit;
class QTimer;

namespace smk {

class FindingList;
class FormRow;
class LinkButton;
class RightsTable;

class DirectoryPage : public RunPage
{
    Q_OBJECT
public:
    explicit DirectoryPage(WizardRun &run, QWidget *parent = nullptr);
    // While the DBA is on Password: a proposal is looked at, so that the page opens already filled.
    void prefetch();
    // After a failed try: a new name, never an overwrite.
    void renewFileName();
    void enter() override;
    void primary() override;
    void lookAgain() override;
    void cancelWork() override;
    void focusFirst() override;
    void reset() override;
    void reconnected() override;
    [[nodiscard]] Footer footer() const override;
    [[nodiscard]] QPushButton *filledButton() const override;
    void looked(Result<DirectoryLook> result); // the answer of a look at the folder in the fields
    void copyRequest();                        // to the clipboard: what an administrator is asked for

protected:
    void onRemedy(const QString &id) override;

private:
    void addFields();
    void addRights();
    void proposeAndLook();
    void look();
    void showLook();
    void createNow();
    void browse();
    void changeSeat();
    void setSeat(std::optional<Seat> seat);
    [[nodiscard]] DirectoryContext context() const;
    [[nodiscard]] bool offersCreate() const; // a folder to be made, or a right to be given
    void created(Result<CreatedDirectory> result);
    void accept();
    [[nodiscard]] Findings textFindings() const;
    [[nodiscard]] Findings allFindings() const;
    [[nodiscard]] ServerPath directory() const;
    [[nodiscard]] QString fileName() const;
    [[nodiscard]] bool showFieldErrors();
    void updateSide(bool done);
    FormRow *m_folderRow;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    FormRow *m_nameRow;
    QLineEdit *m_name;
    QStringList m_usedNames; // the server may have seen them: a later try has another, also within the same second
    FindingList *m_findings;
    QWidget *m_rightsBlock;
    RightsTable *m_rights;
    QPushButton *m_create;
    QLabel *m_createHint;
    QWidget *m_commandBlock;
    QLabel *m_command;
    LinkButton *m_request;
    QTimer *m_pause;
    std::optional<DirectoryLook> m_look;
    QString m_proposedFor; // server whose proposal stands in the fields
    bool m_createdHere = false;
    QString m_undo;
    bool m_entered = false; // the side list says nothing of a page that was not opened yet
    bool m_goOn = false;
    QString m_shownSeatOf; // server whose seat the DBA may have chosen
    Task<DirectoryLook> m_looking;
    Task<ServerPath> m_proposing;
    Task<CreatedDirectory> m_creating;
};

} // namespace smk

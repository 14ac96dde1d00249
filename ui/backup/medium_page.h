// Step 3: where the copy travels. Watches what is plugged in; a selection never jumps by itself.
// Object names: medium.cards, medium.notices, medium.mount, medium.lookAgain, medium.folder, medium.folderPath,
// medium.folderUse.
#pragma once

#include "drive_watch.h"
#include "run_page.h"

class QLabel;
class QLineEdit;
class QTimer;

namespace smk {

class CardList;
class FindingList;
class FormRow;
class LinkButton;

class MediumPage : public RunPage
{
    Q_OBJECT
public:
    explicit MediumPage(WizardRun &run, QWidget *parent = nullptr);
    // While the DBA is on Password: the page opens already filled.
    void prefetch();
    void enter() override;
    void leave() override;
    void primary() override;
    void lookAgain() override;
    void cancelWork() override;
    void focusFirst() override;
    void reset() override;
    [[nodiscard]] Footer footer() const override;

Q_SIGNALS:
    void chosen();

protected:
    void onRemedy(const QString &id) override;

private:
    // What the list shows: the drive, and what was thought of it on the file thread (it may read the drive).
    struct Offered
    {
        Drive drive;
        MediumVerdict verdict;
    };
    struct Listing
    {
        std::vector<Offered> offered;
        std::optional<std::size_t> preselected;
        Findings notices = {}; // a drive service that is broken, a policy
    };
    void list(bool said);
    void listed(Result<Listing> result);
    void show();
    void useFolder();
    void noteSelection();
    void noteChoice();
    void follow();
    void showMountable();
    void mountIt();
    [[nodiscard]] const Offered *selected() const;
    // The plugged-in drive that the mount button means: the card looked at, else the only one. Null: none.
    [[nodiscard]] const Offered *mountable() const;
    CardList *m_cards;
    FindingList *m_notices;
    LinkButton *m_mount;
    QLabel *m_empty;
    LinkButton *m_lookAgain;
    FormRow *m_folderRow;
    QLineEdit *m_folderPath;
    std::vector<Offered> m_offered;
    std::vector<Offered> m_typed; // folders given by hand
    QTimer *m_watch;
    std::unique_ptr<DriveWatch> m_follow;
    QString m_chosen;           // by a person; chosen again when it was pulled out and came back
    QString m_looked;           // the card looked at
    bool m_setting = false;     // cards are being set: what changes now is no choice
    bool m_againWanted = false; // something came or went while the list was being read
    bool m_everListed = false;
    bool m_entered = false; // the side list says nothing of a page that was not opened yet
    bool m_goOn = false;    // Next was pressed while the list was being read
    Task<Listing> m_listing;
    Task<Listing> m_folder;
    Task<Drive> m_mounting;
};

} // namespace smk

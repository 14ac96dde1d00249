// The program behind the window: makes the pages, leads from one to the other, keeps Start and History true, starts a
// rehearsal, takes up an interrupted run, and brings the DBA back to where the link was lost.
#pragma once

#include "connect_memory.h"
#include "receipt_folder.h"
#include "rehearse_page.h"
#include "start_page.h"
#include "wizard_run.h"

#include <map>

namespace smk {

class ConnectPage;
class CopyPage;
class DirectoryPage;
class ExecutePage;
class FinishPage;
class HelpDialog;
class HistoryPage;
class MediumPage;
class PasswordPage;
class RunPage;
class SecretClipboard;
class Shell;
class StorePage;
class VerifyPage;

// Starts the practice server in a process of its own; main() brings it, since nothing of the rehearsal is linked here.
struct PracticeHost
{
    std::function<void(const QString &scenario, std::function<void(Result<PracticeServer>)> ready)> start;
    std::function<void()> stop;
    std::function<std::unique_ptr<DriveSource>(const LocalPath &root)> medium;
    std::vector<ScenarioRow> scenarios;
};

struct WizardOptions
{
    QString program; // "smk-wizard 0.1.0", for the receipt
    QString server;  // --server: page 1 is opened with it
    bool rehearsal = false;
    QString scenario;     // of --rehearsal
    LocalPath rootPrefix; // where local instances are looked for (tests)
};

class WizardController : public QObject
{
    Q_OBJECT
public:
    WizardController(WizardOptions options, PracticeHost practice, QObject *parent = nullptr);
    ~WizardController() override;
    [[nodiscard]] Shell *shell() const { return m_shell.get(); }
    void start();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // wizard_controller.cpp
    void makePages();
    void wirePages();
    void wireCommit();
    void wireFinish();
    void pageShown(const QString &name);
    void cancel(const QString &name);
    void answer(const QString &page, const QString &remedy);
    void reconnect(const QString &pageName);
    void backTo(const QString &pageName);
    void signedIn();
    [[nodiscard]] RunPage *runPage(const QString &name) const;
    [[nodiscard]] bool isAtRisk() const; // committed, and no proved copy yet
    // wizard_places.cpp
    void wirePlaces();
    void readPlaces();
    struct Places
    {
        std::vector<InstanceCard> instances;
        History history;
        RememberedServers remembered;
        std::optional<HistoryEntry> interrupted;
        Findings left; // what the interrupted run left where
        std::optional<HistoryEntry> papersMissing;
    };
    void showPlaces(Result<Places> places);
    void showCards();
    void backUp(const QString &instance);
    void beginRun(const QString &server);
    void resetPages();
    void startPractice(const QString &scenario);
    void practiceReady(Result<PracticeServer> practice);
    void interruptedAnswer(const QString &remedy);
    void resumeRun();
    void resumed(Result<std::unique_ptr<Procedure>> procedure);
    void setAside();
    void writePapers();
    // wizard_check.cpp
    void checkNow(const QString &instance);
    struct Checked
    {
        ServerFacts facts;
        std::optional<LastBackup> last; // of that server, from the history
    };
    void checked(const QString &instance, Result<Checked> result);
    void addChecks(std::vector<InstanceCard> &cards) const;
    // wizard_papers.cpp
    void showReceiptOf(const LocalPath &file);
    void showReceipt(const QByteArray &json);
    void printLabel(const PaperFacts &facts);
    void showHelp(const QString &topic);

    WizardOptions m_options;
    PracticeHost m_practice;
    WizardRun m_run;
    std::unique_ptr<Shell> m_shell;
    SecretClipboard *m_clipboard;
    StartPage *m_start;
    RehearsePage *m_rehearse;
    HistoryPage *m_history;
    ConnectPage *m_connect;
    PasswordPage *m_password;
    MediumPage *m_medium;
    DirectoryPage *m_directory;
    ExecutePage *m_execute;
    CopyPage *m_copy;
    VerifyPage *m_verify;
    StorePage *m_store;
    FinishPage *m_finish;
    Places m_places;
    QString m_runServer;        // what the present run was begun for
    bool m_practiceRun = false; // the run is on the practice server
    bool m_goWhenReady = false; // Start's button was pressed before the practice server was there
    bool m_copyProved = false;
    bool m_leaving = false;
    QString m_lostAt; // page that waits for the link
    HelpDialog *m_help = nullptr;
    struct CardState // what Check now found, until the window closes
    {
        Shape shape = Shape::None;
        QString word;
        QString text;
    };
    std::map<QString, CardState> m_checks; // by the card's id
    // Check now has a thread of its own: its Stop leaves the thread alone, and a run's session lives on that of
    // WizardRun.
    Worker m_checker;
    Task<Checked> m_checking;
    Task<Places> m_reading;
    Task<std::unique_ptr<Procedure>> m_resuming;
    Task<void> m_settingAside;
    Task<QByteArray> m_papers;
    Task<MediumPapers> m_writingPapers;
    Task<void> m_printing;
};

} // namespace smk

// Step 1: which server's key. First the form; signed in: what the server says of itself and what is thought of it.
// Object names: those of connect_form.h, connect.readAgain, connect.change, connect.findings.
#pragma once

#include "run_page.h"

class QStackedLayout;

namespace smk {

class ConnectForm;
class FindingList;
class LinkButton;
class SummaryBox;

class ConnectPage : public RunPage
{
    Q_OBJECT
public:
    explicit ConnectPage(WizardRun &run, QWidget *parent = nullptr);
    void setServers(const QStringList &servers);
    // Chosen on Start: filled in; `connectNow` where everything that is needed is known.
    void prepare(const QString &server, bool connectNow);
    // After a lost link: signs in again with what was typed, then emits reconnectedTo().
    void reconnectFor(const QString &pageName) { resumeAt(pageName, true); }
    // The same for an interrupted run; `connectNow` where what is typed is known.
    void resumeAt(const QString &pageName, bool connectNow);

    void enter() override;
    void primary() override;
    void cancelWork() override;
    void lookAgain() override;
    [[nodiscard]] Footer footer() const override;
    void focusFirst() override;
    void reset() override;
    void setLocked(bool locked) override;

Q_SIGNALS:
    void signedIn(bool otherServer);
    // Signed in again: `pageName` goes on where it stood.
    void reconnectedTo(const QString &pageName);

protected:
    void onRemedy(const QString &id) override;

private:
    void addSignedIn();
    void signIn();
    void signInDone(Result<Connected> result);
    void tookFacts(const Connected &connected);
    void showForm();
    void showSignedIn();
    void showFindings();
    void readAgain();
    ConnectForm *m_form;
    QWidget *m_card;
    SummaryBox *m_box;
    FindingList *m_findings;
    LinkButton *m_readAgain;
    QString m_returnPage;
    bool m_connectAtEntry = false;
    bool m_goOn = false; // Next was pressed while the server was being asked
    bool m_driversAsked = false;
    ConnectOrder m_order;
    Task<Connected> m_connecting;
    Task<QStringList> m_drivers;
    struct Reread
    {
        ServerFacts facts;
        Findings findings;
    };
    Task<Reread> m_reading;
};

} // namespace smk

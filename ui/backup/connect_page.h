// Step 1: which server's key. First the form; signed in: what the server says of itself and what is thought of it.
// Object names: those of connect_form.h, connect_facts.h and certificate_card.h.
#pragma once

#include "connect_form.h"
#include "local_instances.h"
#include "run_page.h"

namespace smk {

class CertificateCard;
class ConnectFacts;

class ConnectPage : public RunPage
{
    Q_OBJECT
public:
    explicit ConnectPage(WizardRun &run, QWidget *parent = nullptr);
    void setChoices(const ServerChoices &choices, const RememberedServers &remembered);
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
    // connect_page.cpp
    void showForm();
    void showSignedIn();
    void showFindings();
    void readAgain();
    void lookForDrivers();
    void lookForAccount();
    void askInstances(const QString &host);
    // connect_sign_in.cpp
    void signIn();
    [[nodiscard]] std::optional<ConnectOrder> orderWithTrust();
    void sayStage(const Progress &progress);
    void tellStage();
    void signInDone(Result<Connected> result);
    void showRefused(const Problem &problem);
    void tookFacts(const Connected &connected);
    void keepInMemory(const Connected &connected);
    [[nodiscard]] QString keychainNameOf(const QString &server, const QString &login) const;
    void forgetPassword(const QString &server, const QString &login);
    void forgetTrust();

    struct Kept // what became of the keychain and of the memory
    {
        RememberedServers servers;
        bool kept = false;
        bool removed = false;
        std::optional<Problem> trouble;
    };
    void showKept(const Kept &kept);

    ConnectForm *m_form;
    CertificateCard *m_certificate;
    ConnectFacts *m_facts;
    QString m_returnPage;
    bool m_connectAtEntry = false;
    bool m_goOn = false; // Next was pressed while the server was being asked
    bool m_driversAsked = false;
    ConnectOrder m_order;
    std::optional<TrustDecision> m_trust; // accepted in this window; a rehearsal remembers none beyond it
    QString m_stage;
    QElapsedTimer m_clock;
    QTimer *m_ticking;
    Task<Connected> m_connecting;
    Task<DriverChoice> m_drivers;
    Task<IntegratedAccount> m_account;
    Task<std::vector<FoundInstance>> m_asking;
    Task<Kept> m_keeping;
    struct Reread
    {
        ServerFacts facts;
        Findings findings;
    };
    Task<Reread> m_reading;
};

} // namespace smk

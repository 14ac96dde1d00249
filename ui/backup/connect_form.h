// The form of the Connect page: server, sign-in, and what is folded under Advanced. Only fields and their own checks.
// Object names: connect.server, connect.serverEdit, connect.instances, connect.windows, connect.sqlLogin,
// connect.login, connect.password, connect.keep, connect.forget, connect.reason, connect.advanced, and those of
// connect_advanced.h.
#pragma once

#include "connect_advanced.h"

#include "kerberos_ticket.h"

class QCheckBox;
class QRadioButton;

namespace smk {

// What the list of servers offers, in this order with a line between.
struct ServerChoices
{
    QStringList local;  // instances of this computer
    QStringList recent; // signed in to before
    QStringList past;   // of the history
};

class ConnectForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectForm(QWidget *parent = nullptr);
    void setChoices(const ServerChoices &choices, RememberedServers remembered);
    // As written after a sign-in: nothing in the fields changes.
    void setRemembered(RememberedServers servers);
    [[nodiscard]] const RememberedServers &remembered() const { return m_remembered; }
    // Of a run that begins: nothing of the one before stays; what is remembered of the server is filled in.
    void setServer(const QString &server);
    [[nodiscard]] QString server() const;
    void fillIn(const QString &login, const SecretString &password, const LocalPath &caFile);
    // Whom the Windows sign-in would be of, or why it cannot be.
    void setAccount(const Result<IntegratedAccount> &account);
    void askAccount();
    void setDrivers(const DriverChoice &choice) { m_advanced->setDrivers(choice); }
    // All fields checked; the first wrong one gets the focus and says why. Nothing where a field is wrong.
    [[nodiscard]] std::optional<ConnectOrder> order();
    // Shows a Problem of the sign-in at the field it belongs to; false: it belongs to none.
    bool showAtField(const Problem &problem);

    // The login's password in the keychain.
    [[nodiscard]] bool wantsKeeping() const; // the box is ticked
    [[nodiscard]] bool takesKept() const;    // nothing typed: the kept one is read at sign-in
    void offerKeeping(bool offered);         // not in a rehearsal
    void showKept(bool kept);                // for the server and login that stand there
    void showStoreTrouble(const Problem &problem);

    // The reason box: why a certificate is trusted without proof, or a line that can be read is used.
    enum class ReasonFor { Nothing, Certificate, Line };
    void askReason(ReasonFor what);
    [[nodiscard]] ReasonFor reasonFor() const { return m_reasonFor; }
    [[nodiscard]] QString reason() const;

    // Instances of the typed host, asked on demand.
    void setAsking(const QString &host); // empty: no longer
    void offerInstances(const QString &host, const QStringList &names);
    void showNoInstances(const Problem &problem);

    void openAdvanced(ConnectAdvanced::Field field);
    void useStrict();
    void useNameInCertificate(const QString &name);
    void focusFirst();
    enum class Field { Server, Login, Password };
    void focusField(Field field); // Login: with the SQL login chosen
    void clearErrors();

Q_SIGNALS:
    void edited();
    void instancesWanted(const QString &host);
    void instancesUnwanted();
    void forgetWanted(const QString &server, const QString &login);
    void driversWanted();
    void accountWanted(); // whose ticket an integrated sign-in would show

private:
    [[nodiscard]] QString address() const; // with the port of Advanced; empty: no server's name
    [[nodiscard]] const RememberedServer *known() const { return findRemembered(m_remembered, address()); }
    [[nodiscard]] bool knowsPassword() const; // of this server and login
    void clearSignIn(bool all);
    void addServer(QVBoxLayout *column);
    void addSignIn(QVBoxLayout *column);
    void addKeeping(QVBoxLayout *column);
    void addAdvanced(QVBoxLayout *column);
    void fillList();
    void recall();
    void refresh();
    ServerChoices m_choices;
    RememberedServers m_remembered;
    QString m_belongsTo;     // the server for which the fields below it were filled in
    bool m_recalled = false; // from what is remembered of it
    QString m_asking;
    QString m_account; // the hint under "Windows account"; empty: not known yet
    ReasonFor m_reasonFor = ReasonFor::Nothing;
    bool m_kept = false;
    bool m_keepingOffered = true;
    QComboBox *m_server;
    FormRow *m_serverRow;
    LinkButton *m_instances;
    QRadioButton *m_windows;
    QRadioButton *m_sqlLogin;
    FormRow *m_signInRow;
    QLineEdit *m_login;
    FormRow *m_loginRow;
    QLineEdit *m_password;
    FormRow *m_passwordRow;
    QCheckBox *m_keep;
    LinkButton *m_forget;
    FormRow *m_keepRow;
    QLineEdit *m_reason;
    FormRow *m_reasonRow;
    LinkButton *m_fold;
    QLabel *m_summary;
    ConnectAdvanced *m_advanced;
};

} // namespace smk

// The form of the Connect page: server, sign-in, and what is folded under Advanced. Only fields and their own checks.
// Object names: connect.server, connect.windows, connect.sqlLogin, connect.login, connect.password, connect.advanced,
// connect.encryption, connect.nameInCertificate, connect.caFile, connect.driver, connect.trust, connect.reason.
#pragma once

#include "connect_step.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace smk {

class FormRow;
class LinkButton;

class ConnectForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectForm(QWidget *parent = nullptr);
    void setServers(const QStringList &servers);
    void setServer(const QString &server);
    [[nodiscard]] QString server() const;
    void fillIn(const QString &login, const SecretString &password, const LocalPath &caFile);
    void setDrivers(const QStringList &names);
    // All fields checked; the first wrong one gets the focus and says why. Nothing where a field is wrong.
    [[nodiscard]] std::optional<ConnectOrder> order();
    // Shows a Problem of the sign-in at the field it belongs to; false: it belongs to none.
    bool showAtField(const Problem &problem);
    void openAdvanced();
    void offerTrust();  // the certificate could not be proven: trust once, with a reason
    void offerReason(); // the line is readable: go on with a reason
    void setTrusted();
    void focusFirst();
    enum class Field { Server, Login };
    void focusField(Field field); // Login: with the SQL login chosen
    void clearErrors();

Q_SIGNALS:
    void edited();

private:
    void addAdvanced(QVBoxLayout *column);
    void refresh();
    QComboBox *m_server;
    FormRow *m_serverRow;
    QRadioButton *m_windows;
    QRadioButton *m_sqlLogin;
    QLineEdit *m_login;
    FormRow *m_loginRow;
    QLineEdit *m_password;
    FormRow *m_passwordRow;
    LinkButton *m_advanced;
    QLabel *m_summary;
    QWidget *m_folded;
    QComboBox *m_encryption;
    QLineEdit *m_nameInCertificate;
    QLineEdit *m_caFile;
    QComboBox *m_driver;
    QCheckBox *m_trust;
    FormRow *m_trustRow;
    QLineEdit *m_reason;
    FormRow *m_reasonRow;
};

} // namespace smk

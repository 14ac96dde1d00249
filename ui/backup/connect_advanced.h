// What is folded under Advanced on the Connect page. Object names: connect.port, connect.driver, connect.installDriver,
// connect.encryption, connect.caFile, connect.chooseCa, connect.nameInCertificate, connect.loginTimeout.
#pragma once

#include "connect_memory.h"
#include "driver_choice.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace smk {

class FormRow;
class LinkButton;

class ConnectAdvanced : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectAdvanced(QWidget *parent = nullptr);
    void setDrivers(const DriverChoice &choice); // found on a worker
    // Which driver will be used depends on these too.
    void setSignIn(const QString &host, SignIn signIn);
    void recall(const RememberedServer &server);
    void forgetServer(); // what is about one server alone
    [[nodiscard]] quint16 port() const;
    void setCaFile(const LocalPath &file);
    void setEncryption(Encryption encryption);
    void setNameInCertificate(const QString &name);
    // Into the order; false: a field is wrong, has the focus and says why.
    [[nodiscard]] bool addTo(ConnectOrder &order);
    [[nodiscard]] QString summary() const; // one line while folded
    void clearErrors();
    void showCaError(const QString &title, const QString &text);
    enum class Field { Port, Driver, Encryption, CaFile, NameInCertificate };
    void focusField(Field field);

Q_SIGNALS:
    void changed();
    void driversWanted(); // look again: one was installed meanwhile

private:
    void addDriver(QVBoxLayout *column);
    void addCertificate(QVBoxLayout *column);
    void chooseCaFile();
    void choose(const QString &driver);
    void refresh();
    QLineEdit *m_port;
    FormRow *m_portRow;
    QComboBox *m_driver;
    FormRow *m_driverRow;
    QWidget *m_install;
    QLabel *m_installCommand;
    QComboBox *m_encryption;
    FormRow *m_encryptionRow;
    QLineEdit *m_caFile;
    FormRow *m_caRow;
    QLineEdit *m_nameInCertificate;
    QSpinBox *m_timeout;
    std::vector<Driver> m_installed;
    QString m_host;
    SignIn m_signIn = SignIn::SqlLogin;
    QString m_command;
    bool m_looked = false;
};

} // namespace smk

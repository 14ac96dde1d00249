#include "connect_advanced.h"

#include "copy_text.h"
#include "driver_wish.h"
#include "form_row.h"
#include "labels.h"
#include "link_button.h"
#include "rich_text.h"
#include "word_book.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestLoginTimeout = 120;

} // namespace

ConnectAdvanced::ConnectAdvanced(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_port = new QLineEdit;
    m_port->setObjectName(u"connect.port"_s);
    m_port->setMaxLength(12);
    m_portRow = new FormRow(tr("Por&t"), m_port);
    m_portRow->setHint(tr("Empty: 1433, or asked of SQL Server Browser for a named instance."));
    column->addWidget(m_portRow);
    addDriver(column);
    m_encryption = new QComboBox;
    m_encryption->setObjectName(u"connect.encryption"_s);
    m_encryption->addItems({tr("required"), tr("strict (TDS 8.0)"), tr("optional, as the server likes")});
    m_encryptionRow = new FormRow(tr("&Encryption"));
    m_encryptionRow->addToField(m_encryption);
    m_encryptionRow->addStretch();
    column->addWidget(m_encryptionRow);
    addCertificate(column);
    m_timeout = new QSpinBox;
    m_timeout->setObjectName(u"connect.loginTimeout"_s);
    m_timeout->setRange(1, longestLoginTimeout);
    m_timeout->setValue(RememberedServer().loginTimeoutSeconds);
    m_timeout->setSuffix(tr(" s"));
    auto *timeout = new FormRow(tr("Login time-o&ut"));
    timeout->addToField(m_timeout);
    timeout->addStretch();
    column->addWidget(timeout);

    for (QComboBox *combo : {m_encryption, m_driver})
        connect(combo, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
    for (QLineEdit *edit : {m_caFile, m_port, m_nameInCertificate})
        connect(edit, &QLineEdit::textChanged, this, [this] {
            clearErrors();
            refresh();
        });
    refresh();
}

void ConnectAdvanced::addDriver(QVBoxLayout *column)
{
    m_driver = new QComboBox;
    m_driver->setObjectName(u"connect.driver"_s);
    m_driver->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_driver->addItem(tr("the best installed"));
    m_driverRow = new FormRow(tr("&Driver"));
    m_driverRow->addToField(m_driver);
    m_driverRow->addStretch();
    m_install = new QWidget;
    auto *row = new QHBoxLayout(m_install);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(16);
    m_installCommand = bodyLabel({});
    m_installCommand->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_installCommand->setObjectName(u"connect.installCommand"_s);
    row->addWidget(m_installCommand, 1);
    auto *copy = new LinkButton(tr("Copy command"));
    copy->setObjectName(u"connect.installDriver"_s);
    row->addWidget(copy, 0, Qt::AlignTop);
    auto *again = new LinkButton(tr("Look again"));
    again->setObjectName(u"connect.lookForDrivers"_s);
    row->addWidget(again, 0, Qt::AlignTop);
    m_install->hide();
    column->addWidget(m_driverRow);
    m_driverRow->setHint(u" "_s); // the hint's place comes before what is added below
    m_driverRow->addBelow(m_install);
    connect(copy, &QAbstractButton::clicked, this, [this, copy] { copyText(m_command, copy); });
    connect(again, &QAbstractButton::clicked, this, &ConnectAdvanced::driversWanted);
}

void ConnectAdvanced::addCertificate(QVBoxLayout *column)
{
    m_caFile = new QLineEdit;
    m_caFile->setObjectName(u"connect.caFile"_s);
    m_caRow = new FormRow(tr("CA certificate &file"), m_caFile);
    auto *choose = new QPushButton(tr("C&hoose…"));
    choose->setObjectName(u"connect.chooseCa"_s);
    choose->setAccessibleName(tr("Choose the CA certificate file"));
    m_caRow->addToField(choose);
    m_caRow->setHint(tr("The issuer’s certificate in PEM form. Empty: the issuers that this computer trusts."));
    column->addWidget(m_caRow);
    m_nameInCertificate = new QLineEdit;
    m_nameInCertificate->setObjectName(u"connect.nameInCertificate"_s);
    auto *name = new FormRow(tr("Name in &certificate"), m_nameInCertificate);
    name->setHint(tr("Empty: the server’s name as typed above."));
    column->addWidget(name);
    connect(choose, &QAbstractButton::clicked, this, [this] { chooseCaFile(); });
}

void ConnectAdvanced::chooseCaFile()
{
    // Not modal to the thread: open() returns at once and the window goes on.
    auto *dialog = new QFileDialog(window(), tr("CA certificate file"), QFileInfo(m_caFile->text()).path(),
                                   tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    dialog->setObjectName(u"connect.caDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        m_caFile->setText(file);
        m_caFile->setFocus();
    });
    dialog->open();
}

void ConnectAdvanced::setDrivers(const DriverChoice &choice)
{
    const QString chosen = m_driver->currentData().toString();
    m_installed.clear();
    m_looked = true;
    m_command = choice.installCommand;
    const QSignalBlocker quiet(m_driver);
    m_driver->clear();
    m_driver->addItem(choice.entries.empty() ? tr("none installed")
                                             : tr("%1, the best installed").arg(choice.entries.front().driver.name));
    for (const DriverEntry &entry : choice.entries) {
        m_installed.push_back(entry.driver);
        m_driver->addItem(entry.driver.name, entry.driver.name);
        m_driver->setItemData(m_driver->count() - 1, wordingOf(entry.kindId).title, Qt::ToolTipRole);
    }
    choose(chosen);
    setMarkup(m_installCommand, fixed(m_command));
    m_install->setVisible(m_installed.empty() && !m_command.isEmpty());
    refresh();
}

void ConnectAdvanced::setSignIn(const QString &host, SignIn signIn)
{
    if (host == m_host && signIn == m_signIn)
        return;
    m_host = host;
    m_signIn = signIn;
    refresh();
}

// Remembered, and gone meanwhile: it stays in the list, and signing in says so in words.
void ConnectAdvanced::choose(const QString &driver)
{
    int at = driver.isEmpty() ? 0 : m_driver->findData(driver);
    if (at < 0) {
        m_driver->addItem(driver, driver);
        at = m_driver->count() - 1;
    }
    m_driver->setCurrentIndex(at);
}

void ConnectAdvanced::recall(const RememberedServer &server)
{
    m_port->clear();
    m_encryption->setCurrentIndex(static_cast<int>(server.encryption));
    m_caFile->setText(server.caFile.text());
    m_nameInCertificate->setText(server.nameInCertificate);
    m_timeout->setValue(server.loginTimeoutSeconds);
    choose(server.driverName);
}

quint16 ConnectAdvanced::port() const
{
    return m_port->text().trimmed().toUShort(); // 0: none, or none that could be one
}

void ConnectAdvanced::forgetServer()
{
    m_port->clear();
    m_nameInCertificate->clear();
}

void ConnectAdvanced::setCaFile(const LocalPath &file)
{
    m_caFile->setText(file.text());
}

void ConnectAdvanced::setEncryption(Encryption encryption)
{
    m_encryption->setCurrentIndex(static_cast<int>(encryption));
}

void ConnectAdvanced::setNameInCertificate(const QString &name)
{
    m_nameInCertificate->setText(name);
}

bool ConnectAdvanced::addTo(ConnectOrder &order)
{
    if (const QString digits = m_port->text().trimmed(); !digits.isEmpty()) {
        bool isNumber = false;
        const uint port = digits.toUInt(&isNumber);
        if (!isNumber || port < 1 || port > 65535) {
            m_portRow->setError(tr("This is no port."), tr("A port is a number from 1 to 65535."));
            focusField(Field::Port);
            return false;
        }
        if (order.server.port != 0 && order.server.port != port) {
            m_portRow->setError(tr("Two ports."),
                                tr("The server’s name has the port %1 already.").arg(order.server.port));
            focusField(Field::Port);
            return false;
        }
        order.server.port = static_cast<quint16>(port);
    }
    order.encryption = static_cast<Encryption>(m_encryption->currentIndex());
    order.caFile = LocalPath(m_caFile->text().trimmed());
    order.nameInCertificate = m_nameInCertificate->text().trimmed();
    order.loginTimeoutSeconds = m_timeout->cleanText().toInt();
    order.driverName = m_driver->currentData().toString();
    return true;
}

QString ConnectAdvanced::summary() const
{
    const QString port = m_port->text().isEmpty() ? tr("port as found") : tr("port %1").arg(m_port->text());
    const QString certificate = m_encryption->currentIndex() == static_cast<int>(Encryption::Optional)
                                    ? tr("certificate not checked")
                                : m_caFile->text().isEmpty() ? tr("certificate checked")
                                                             : tr("certificate checked with a CA file");
    return u"%1 · %2 · %3 · %4"_s.arg(port, m_driver->currentText(),
                                      tr("encryption %1").arg(m_encryption->currentText()), certificate);
}

void ConnectAdvanced::clearErrors()
{
    m_portRow->clearError();
    m_caRow->clearError();
}

void ConnectAdvanced::showCaError(const QString &title, const QString &text)
{
    m_caRow->setError(title, text);
    focusField(Field::CaFile);
}

void ConnectAdvanced::focusField(Field field)
{
    QWidget *widget = m_nameInCertificate;
    switch (field) {
    case Field::Port:
        widget = m_port;
        break;
    case Field::Driver:
        widget = m_driver;
        break;
    case Field::Encryption:
        widget = m_encryption;
        break;
    case Field::CaFile:
        widget = m_caFile;
        break;
    case Field::NameInCertificate:
        break;
    }
    widget->setFocus(Qt::OtherFocusReason);
}

void ConnectAdvanced::refresh()
{
    const auto hints = std::to_array<QString>(
        {tr("Encrypted, and the server must prove who it is."),
         tr("Encrypted from the first byte; the certificate must be good. SQL Server 2022 and Microsoft’s driver 18."),
         tr("The key’s password travels in the statement: a line that can be read needs a reason.")});
    const int at = std::clamp(m_encryption->currentIndex(), 0, static_cast<int>(hints.size()) - 1);
    m_encryptionRow->setHint(hints.at(static_cast<std::size_t>(at)));
    ConnectOrder order;
    order.server.host = m_host;
    order.signIn = m_signIn;
    order.driverName = m_driver->currentData().toString();
    order.encryption = static_cast<Encryption>(at);
    order.nameInCertificate = m_nameInCertificate->text().trimmed();
    const DriverChoice choice = chooseDriver(m_installed, wishOf(order));
    const Wording reason = wordingOf(choice.reason.id, choice.reason.arguments);
    QString hint = reason.text.isEmpty() ? reason.title : reason.text;
    if (choice.chosen && !choice.entries.at(*choice.chosen).lackId.isEmpty())
        hint += u' ' + wordingOf(choice.entries.at(*choice.chosen).lackId).title;
    m_driverRow->setHint(m_looked ? hint : tr("Looking for drivers…"));
    Q_EMIT changed();
}

} // namespace smk

#include "connect_form.h"

#include "form_row.h"
#include "hairline.h"
#include "labels.h"
#include "link_button.h"
#include "masked_field.h"
#include "word_book.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *namedEdit(const QString &name)
{
    auto *edit = new QLineEdit;
    edit->setObjectName(name);
    return edit;
}

// Which field a Problem is about; the ids are the rooms' own.
bool isAboutServer(const QString &id)
{
    return id.startsWith("connect.name-"_L1) || id == "connect.unreachable"_L1 || id == "connect.unknown-host"_L1;
}

} // namespace

ConnectForm::ConnectForm(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);

    m_server = new QComboBox;
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setObjectName(u"connect.server"_s);
    m_server->lineEdit()->setObjectName(u"connect.serverEdit"_s);
    m_serverRow = new FormRow(tr("&Server"), m_server);
    m_serverRow->setHint(tr("Name, name\\instance or name,port. For a group: the replica, not its listener."));
    column->addWidget(m_serverRow);
    column->addSpacing(8);

    m_windows = new QRadioButton(tr("&Windows account"));
    m_windows->setObjectName(u"connect.windows"_s);
    m_sqlLogin = new QRadioButton(tr("SQL Server &login"));
    m_sqlLogin->setObjectName(u"connect.sqlLogin"_s);
    m_sqlLogin->setChecked(true);
    auto *signIn = new FormRow(tr("Sign in as"), m_sqlLogin);
    signIn->addToField(m_windows);
    signIn->addStretch();
    column->addWidget(signIn);

    m_login = namedEdit(u"connect.login"_s);
    m_loginRow = new FormRow(tr("L&ogin"), m_login);
    column->addWidget(m_loginRow);
    m_password = newPasswordEdit();
    m_password->setObjectName(u"connect.password"_s);
    m_passwordRow = new FormRow(tr("&Password"), m_password);
    m_passwordRow->addToField(showWhileHeldButton(m_password));
    column->addWidget(m_passwordRow);
    addAdvanced(column);
    column->addStretch();

    connect(m_server, &QComboBox::editTextChanged, this, [this] {
        m_serverRow->clearError();
        Q_EMIT edited();
    });
    connect(m_windows, &QRadioButton::toggled, this, [this] { refresh(); });
    connect(m_login, &QLineEdit::textEdited, this, [this] { m_loginRow->clearError(); });
    connect(m_password, &QLineEdit::textEdited, this, [this] { m_passwordRow->clearError(); });
    refresh();
}

void ConnectForm::addAdvanced(QVBoxLayout *column)
{
    m_trust = new QCheckBox(tr("&Trust this server’s certificate this time; it goes on the receipt"));
    m_trust->setObjectName(u"connect.trust"_s);
    m_trustRow = new FormRow(tr("Certificate"), m_trust);
    m_trustRow->hide();
    column->addWidget(m_trustRow);
    m_reason = namedEdit(u"connect.reason"_s);
    m_reasonRow = new FormRow(tr("&Reason"), m_reason);
    m_reasonRow->setHint(tr("Why a line that can be read is accepted here. It goes on the receipt."));
    m_reasonRow->hide();
    column->addWidget(m_reasonRow);

    column->addSpacing(8);
    column->addWidget(new Hairline);
    column->addSpacing(8);
    m_advanced = new LinkButton(tr("&Advanced"));
    m_advanced->setFolding(true);
    m_advanced->setObjectName(u"connect.advanced"_s);
    column->addWidget(m_advanced, 0, Qt::AlignLeft);
    m_summary = smallLabel({});
    m_summary->setContentsMargins(24, 0, 0, 0);
    column->addWidget(m_summary);

    m_folded = new QWidget;
    auto *folded = new QVBoxLayout(m_folded);
    folded->setContentsMargins(0, 0, 0, 0);
    folded->setSpacing(8);
    m_encryption = new QComboBox;
    m_encryption->setObjectName(u"connect.encryption"_s);
    m_encryption->addItems({tr("required"), tr("strict (TDS 8.0)"), tr("as the server likes")});
    auto *encryption = new FormRow(tr("&Encryption"), m_encryption);
    encryption->addStretch();
    folded->addWidget(encryption);
    m_nameInCertificate = namedEdit(u"connect.nameInCertificate"_s);
    folded->addWidget(new FormRow(tr("Name in &certificate"), m_nameInCertificate));
    m_caFile = namedEdit(u"connect.caFile"_s);
    folded->addWidget(new FormRow(tr("C&A certificate file"), m_caFile));
    m_driver = new QComboBox;
    m_driver->setObjectName(u"connect.driver"_s);
    m_driver->addItem(tr("the best installed"));
    auto *driver = new FormRow(tr("&Driver"), m_driver);
    driver->addStretch();
    folded->addWidget(driver);
    m_folded->hide();
    column->addWidget(m_folded);

    connect(m_advanced, &LinkButton::toggled, this, [this](bool open) {
        m_folded->setVisible(open);
        m_summary->setVisible(!open);
    });
    for (QComboBox *combo : {m_encryption, m_driver})
        connect(combo, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
    connect(m_caFile, &QLineEdit::textChanged, this, [this] { refresh(); });
    connect(m_reason, &QLineEdit::textEdited, this, [this] { m_reasonRow->clearError(); });
}

void ConnectForm::refresh()
{
    const bool sql = m_sqlLogin->isChecked();
    m_loginRow->setVisible(sql);
    m_passwordRow->setVisible(sql);
    m_windows->setText(tr("&Windows account"));
    setMarkup(m_summary, tr("Driver: %1 · encryption: %2 · %3")
                             .arg(m_driver->currentText(), m_encryption->currentText(),
                                  m_caFile->text().isEmpty() ? tr("certificate checked")
                                                             : tr("certificate checked with a CA file")));
}

void ConnectForm::setServers(const QStringList &servers)
{
    const QString typed = server();
    m_server->clear();
    m_server->addItems(servers);
    m_server->setEditText(typed);
}

void ConnectForm::setServer(const QString &server)
{
    m_server->setEditText(server);
}

QString ConnectForm::server() const
{
    return m_server->currentText();
}

void ConnectForm::fillIn(const QString &login, const SecretString &password, const LocalPath &caFile)
{
    m_sqlLogin->setChecked(true);
    m_login->setText(login);
    QString shown = password.revealed();
    m_password->setText(shown);
    wipe(shown);
    m_caFile->setText(caFile.text());
}

void ConnectForm::setDrivers(const QStringList &names)
{
    const QString chosen = m_driver->currentIndex() > 0 ? m_driver->currentText() : QString();
    m_driver->clear();
    m_driver->addItem(names.isEmpty() ? tr("none installed") : tr("%1, the best installed").arg(names.front()));
    m_driver->addItems(names);
    if (const int at = m_driver->findText(chosen); !chosen.isEmpty() && at > 0)
        m_driver->setCurrentIndex(at);
    refresh();
}

std::optional<ConnectOrder> ConnectForm::order()
{
    clearErrors();
    ConnectOrder order;
    auto address = parseServerName(server());
    if (!address) {
        showAtField(address.error());
        return std::nullopt;
    }
    order.server = *address;
    order.signIn = m_sqlLogin->isChecked() ? SignIn::SqlLogin : SignIn::Integrated;
    if (order.signIn == SignIn::SqlLogin) {
        order.login = m_login->text();
        if (const auto checked = checkLogin(order.login); !checked) {
            const Wording words = wordingOf(checked.error().id, checked.error().arguments);
            m_loginRow->setError(words.title, words.text);
            m_login->setFocus();
            return std::nullopt;
        }
        if (m_password->text().isEmpty()) {
            m_passwordRow->setError(tr("No password yet."), tr("It is used to sign in and is not kept."));
            m_password->setFocus();
            return std::nullopt;
        }
        QString typed = m_password->text();
        typed.detach(); // the field keeps its own: after a lost link it is used again
        order.password = SecretString::takeFrom(typed);
    }
    if (!m_reasonRow->isHidden() && m_reason->text().trimmed().isEmpty()) {
        m_reasonRow->setError(tr("No reason yet."), tr("Without one the line is not used."));
        m_reason->setFocus();
        return std::nullopt;
    }
    order.encryption = static_cast<Encryption>(m_encryption->currentIndex());
    order.caFile = LocalPath(m_caFile->text());
    order.nameInCertificate = m_nameInCertificate->text();
    order.trustServerCertificate = !m_trustRow->isHidden() && m_trust->isChecked();
    order.readableLineReason = m_reasonRow->isHidden() ? QString() : m_reason->text().trimmed();
    if (m_driver->currentIndex() > 0)
        order.driverName = m_driver->currentText();
    return order;
}

bool ConnectForm::showAtField(const Problem &problem)
{
    const Wording words = wordingOf(problem.id, problem.arguments);
    if (isAboutServer(problem.id)) {
        m_serverRow->setError(words.title, words.text);
        m_server->setFocus();
        return true;
    }
    return false;
}

void ConnectForm::openAdvanced()
{
    m_advanced->setChecked(true);
}

void ConnectForm::offerTrust()
{
    m_trustRow->show();
}

void ConnectForm::setTrusted()
{
    m_trustRow->show();
    m_trust->setChecked(true);
}

void ConnectForm::offerReason()
{
    m_reasonRow->show();
    m_reason->setFocus();
}

void ConnectForm::focusFirst()
{
    if (server().isEmpty())
        m_server->setFocus();
    else if (!m_loginRow->isHidden() && m_login->text().isEmpty())
        m_login->setFocus();
    else if (!m_loginRow->isHidden() && m_password->text().isEmpty())
        m_password->setFocus();
    else
        m_server->setFocus();
}

void ConnectForm::focusField(Field field)
{
    if (field == Field::Server) {
        m_server->setFocus();
        return;
    }
    m_sqlLogin->setChecked(true);
    m_login->setFocus();
    m_login->selectAll();
}

void ConnectForm::clearErrors()
{
    for (FormRow *row : {m_serverRow, m_loginRow, m_passwordRow, m_reasonRow})
        row->clearError();
}

} // namespace smk

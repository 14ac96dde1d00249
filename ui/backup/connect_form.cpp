#include "connect_form.h"

#include "form_row.h"
#include "hairline.h"
#include "labels.h"
#include "link_button.h"
#include "masked_field.h"
#include "rich_text.h"
#include "word_book.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReason = 400;

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
    , m_advanced(new ConnectAdvanced)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    // Next to what it is asked for: the certificate, or the banner that was there.
    m_reason = namedEdit(u"connect.reason"_s);
    m_reason->setMaxLength(longestReason);
    m_reasonRow = new FormRow(tr("&Reason"), m_reason);
    m_reasonRow->hide();
    column->addWidget(m_reasonRow);
    addServer(column);
    column->addSpacing(8);
    addSignIn(column);
    addKeeping(column);
    addAdvanced(column);
    column->addStretch();
    connect(m_reason, &QLineEdit::textEdited, this, [this] { m_reasonRow->clearError(); });
    refresh();
}

void ConnectForm::addServer(QVBoxLayout *column)
{
    m_server = new QComboBox;
    m_server->setEditable(true);
    m_server->setInsertPolicy(QComboBox::NoInsert);
    m_server->setObjectName(u"connect.server"_s);
    m_server->lineEdit()->setObjectName(u"connect.serverEdit"_s);
    m_serverRow = new FormRow(tr("Ser&ver"), m_server);
    m_instances = new LinkButton(tr("&Instances"));
    m_instances->setObjectName(u"connect.instances"_s);
    m_instances->setAccessibleDescription(tr("Asks SQL Server Browser on the typed machine which instances it has."));
    m_serverRow->addToField(m_instances);
    column->addWidget(m_serverRow);
    connect(m_server, &QComboBox::editTextChanged, this, [this] {
        m_serverRow->clearError();
        if (m_reasonFor != ReasonFor::Nothing)
            askReason(ReasonFor::Nothing); // a decision is about one server
        refresh();
        Q_EMIT edited();
    });
    connect(m_server, &QComboBox::activated, this, [this] { recall(); });
    connect(m_server->lineEdit(), &QLineEdit::editingFinished, this, [this] { recall(); });
    connect(m_instances, &QAbstractButton::clicked, this, [this] {
        if (!m_asking.isEmpty()) {
            Q_EMIT instancesUnwanted();
            return;
        }
        const auto address = parseServerName(server().trimmed().isEmpty() ? u"localhost"_s : server());
        if (address)
            Q_EMIT instancesWanted(address->host);
        else
            showAtField(address.error());
    });
}

void ConnectForm::addSignIn(QVBoxLayout *column)
{
    m_sqlLogin = new QRadioButton(tr("SQL Server &login"));
    m_sqlLogin->setObjectName(u"connect.sqlLogin"_s);
    m_sqlLogin->setChecked(true);
    m_windows = new QRadioButton(tr("&Windows account"));
    m_windows->setObjectName(u"connect.windows"_s);
    m_signInRow = new FormRow(tr("Sign in as"), m_sqlLogin);
    m_signInRow->addToField(m_windows);
    m_signInRow->addStretch();
    column->addWidget(m_signInRow);
    m_login = namedEdit(u"connect.login"_s);
    m_loginRow = new FormRow(tr("L&ogin"), m_login);
    column->addWidget(m_loginRow);
    m_password = newPasswordEdit();
    m_password->setObjectName(u"connect.password"_s);
    m_passwordRow = new FormRow(tr("&Password"), m_password);
    m_passwordRow->addToField(showWhileHeldButton(m_password));
    column->addWidget(m_passwordRow);
    connect(m_windows, &QRadioButton::toggled, this, [this] {
        refresh();
        askAccount();
    });
    connect(m_login, &QLineEdit::textEdited, this, [this] {
        m_loginRow->clearError();
        showKept(knowsPassword());
    });
    connect(m_password, &QLineEdit::textEdited, this, [this] {
        m_passwordRow->clearError();
        refresh();
    });
}

void ConnectForm::addKeeping(QVBoxLayout *column)
{
    m_keep = new QCheckBox(tr("&Keep it in this computer’s credential store"));
    m_keep->setObjectName(u"connect.keep"_s);
    m_forget = new LinkButton(tr("For&get it"));
    m_forget->setObjectName(u"connect.forget"_s);
    m_forget->setAccessibleDescription(tr("Takes the login’s password out of the credential store."));
    m_keepRow = new FormRow(QString());
    m_keepRow->addToField(m_keep);
    m_keepRow->addToField(m_forget);
    m_keepRow->addStretch();
    m_keep->setAccessibleName(tr("Keep the login’s password in this computer’s credential store"));
    column->addWidget(m_keepRow);
    connect(m_keep, &QCheckBox::toggled, this, [this] { m_keepRow->clearError(); });
    connect(m_forget, &QAbstractButton::clicked, this, [this] { Q_EMIT forgetWanted(address(), m_login->text()); });
}

void ConnectForm::addAdvanced(QVBoxLayout *column)
{
    column->addSpacing(8);
    column->addWidget(new Hairline);
    column->addSpacing(8);
    m_fold = new LinkButton(tr("&Advanced"));
    m_fold->setFolding(true);
    m_fold->setObjectName(u"connect.advanced"_s);
    column->addWidget(m_fold, 0, Qt::AlignLeft);
    m_summary = smallLabel({});
    m_summary->setContentsMargins(24, 0, 0, 0);
    column->addWidget(m_summary);
    m_advanced->hide();
    column->addWidget(m_advanced);
    connect(m_fold, &LinkButton::toggled, this, [this](bool open) {
        m_advanced->setVisible(open);
        m_summary->setVisible(!open);
    });
    connect(m_advanced, &ConnectAdvanced::changed, this, [this] {
        // Another port is another server: its password is another one.
        if (m_kept && !knowsPassword())
            showKept(false);
        setMarkup(m_summary, m_advanced->summary());
    });
    connect(m_advanced, &ConnectAdvanced::driversWanted, this, &ConnectForm::driversWanted);
}

void ConnectForm::refresh()
{
    const bool sql = m_sqlLogin->isChecked();
    const auto named = parseServerName(server());
    m_advanced->setSignIn(named ? named->host : QString(), sql ? SignIn::SqlLogin : SignIn::Integrated);
    m_loginRow->setVisible(sql);
    m_passwordRow->setVisible(sql);
    m_keepRow->setVisible(sql && m_keepingOffered);
    m_signInRow->setHint(sql                   ? QString()
                         : m_account.isEmpty() ? tr(
                               "As the user who runs this program; elsewhere than on Windows with a Kerberos ticket.")
                                               : m_account);
    m_password->setPlaceholderText(m_kept ? tr("kept in the credential store") : QString());
    m_forget->setVisible(m_kept);
    m_instances->setText(m_asking.isEmpty() ? tr("&Instances") : tr("Stop ask&ing"));
    m_serverRow->setHint(!m_asking.isEmpty()
                             ? tr("Asking %1 for its instances…").arg(m_asking)
                             : tr("Name, name\\instance or name,port. For a group: the replica, not its listener."));
    setMarkup(m_summary, m_advanced->summary());
}

// Asked each time: a ticket may have been got, or have expired, since.
void ConnectForm::askAccount()
{
    if (m_windows->isChecked())
        Q_EMIT accountWanted();
}

void ConnectForm::setAccount(const Result<IntegratedAccount> &account)
{
    if (!account) {
        const Wording words = wordingOf(account.error().id, account.error().arguments);
        m_account =
            tr("**%1** %2")
                .arg(words.title, account.error().command.isEmpty()
                                      ? QString()
                                      : tr("Get one with %1, then try again.").arg(fixed(account.error().command)));
    } else if (account->name.isEmpty()) {
        m_account.clear();
    } else if (account->expiresUtc.isValid()) {
        m_account = tr("As %1. The Kerberos ticket is good until %2.")
                        .arg(fixed(account->name), account->expiresUtc.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s));
    } else {
        m_account = tr("As %1, who runs this program.").arg(fixed(account->name));
    }
    refresh();
}

void ConnectForm::setChoices(const ServerChoices &choices, RememberedServers remembered)
{
    m_choices = choices;
    m_remembered = std::move(remembered);
    fillList();
    // What is remembered may have been read after the server was filled in; what was typed meanwhile stays.
    if (m_login->text().isEmpty() && m_password->text().isEmpty()) {
        m_belongsTo.clear();
        recall();
    }
}

void ConnectForm::setRemembered(RememberedServers servers)
{
    m_remembered = std::move(servers);
    for (const RememberedServer &entry : m_remembered)
        if (!m_choices.recent.contains(entry.server, Qt::CaseInsensitive))
            m_choices.recent.prepend(entry.server);
    fillList();
}

void ConnectForm::offerKeeping(bool offered)
{
    m_keepingOffered = offered;
    refresh();
}

void ConnectForm::fillList()
{
    const QString typed = server();
    const QSignalBlocker quiet(m_server);
    m_server->clear();
    for (const QStringList &group : {m_choices.local, m_choices.recent, m_choices.past}) {
        bool first = m_server->count() > 0;
        for (const QString &name : group) {
            if (m_server->findText(name, Qt::MatchFixedString) >= 0)
                continue;
            if (std::exchange(first, false))
                m_server->insertSeparator(m_server->count());
            m_server->addItem(name);
        }
    }
    m_server->setCurrentIndex(-1); // so that the arrow keys begin at the first one
    m_server->setEditText(typed);
}

void ConnectForm::setServer(const QString &server)
{
    m_server->setEditText(server);
    clearSignIn(true);
    m_belongsTo.clear();
    recall();
}

QString ConnectForm::server() const
{
    return m_server->currentText();
}

QString ConnectForm::address() const
{
    auto address = parseServerName(server());
    if (!address)
        return {};
    if (address->port == 0)
        address->port = m_advanced->port();
    return address->shown();
}

bool ConnectForm::knowsPassword() const
{
    const RememberedServer *found = known();
    return found != nullptr && found->passwordKept && found->login == m_login->text();
}

void ConnectForm::clearSignIn(bool all)
{
    m_password->clear();
    m_advanced->forgetServer();
    if (all) {
        m_sqlLogin->setChecked(true);
        m_login->clear();
        m_advanced->recall(RememberedServer());
    }
    showKept(false);
}

// A password goes to the server for which it was typed and to no other. What is no secret stays where it was typed.
void ConnectForm::recall()
{
    const auto named = parseServerName(server());
    if (!named || named->shown().compare(m_belongsTo, Qt::CaseInsensitive) == 0)
        return; // half typed, or a slip: nobody is signed in to so
    const bool other = !m_belongsTo.isEmpty();
    m_belongsTo = named->shown();
    if (other)
        clearSignIn(std::exchange(m_recalled, false));
    const RememberedServer *found = findRemembered(m_remembered, m_belongsTo);
    if (found == nullptr)
        return;
    m_recalled = true;
    (found->signIn == SignIn::SqlLogin ? m_sqlLogin : m_windows)->setChecked(true);
    m_login->setText(found->login);
    m_password->clear();
    m_advanced->recall(*found);
    showKept(found->passwordKept);
}

void ConnectForm::fillIn(const QString &login, const SecretString &password, const LocalPath &caFile)
{
    m_sqlLogin->setChecked(true);
    m_login->setText(login);
    QString shown = password.revealed();
    m_password->setText(shown);
    wipe(shown);
    m_advanced->setCaFile(caFile);
    m_recalled = true;
    showKept(false);
}

std::optional<ConnectOrder> ConnectForm::order()
{
    recall(); // Enter in the server's field leads here before the field was left
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
        if (m_password->text().isEmpty() && !takesKept()) {
            m_passwordRow->setError(tr("No password yet."),
                                    tr("It is used to sign in and is not kept unless you ask."));
            m_password->setFocus();
            return std::nullopt;
        }
        QString typed = m_password->text();
        typed.detach(); // the field keeps its own: after a lost link it is used again
        order.password = SecretString::takeFrom(typed);
    }
    if (m_reasonFor != ReasonFor::Nothing && reason().isEmpty()) {
        m_reasonRow->setError(tr("No reason yet."), m_reasonFor == ReasonFor::Line
                                                        ? tr("Without one the line is not used.")
                                                        : tr("Without one the certificate is not trusted."));
        m_reason->setFocus();
        return std::nullopt;
    }
    if (!m_advanced->addTo(order)) {
        m_fold->setChecked(true);
        return std::nullopt;
    }
    if (m_reasonFor == ReasonFor::Line)
        order.readableLineReason = reason();
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
    if (problem.id == "connect.ca-file"_L1) {
        m_fold->setChecked(true);
        m_advanced->showCaError(words.title, words.remedy);
        return true;
    }
    return false;
}

bool ConnectForm::wantsKeeping() const
{
    return m_keepingOffered && m_keep->isChecked() && m_sqlLogin->isChecked();
}

bool ConnectForm::takesKept() const
{
    return m_kept && m_sqlLogin->isChecked() && m_password->text().isEmpty();
}

void ConnectForm::showKept(bool kept)
{
    m_kept = kept;
    m_keep->setChecked(kept);
    m_keepRow->clearError();
    refresh();
}

void ConnectForm::showStoreTrouble(const Problem &problem)
{
    const Wording words = wordingOf(problem.id, problem.arguments);
    m_keepRow->setError(words.title, words.remedy);
    if (problem.id == "password.store-no-entry"_L1)
        m_kept = false;
    refresh();
    m_password->setFocus();
}

void ConnectForm::askReason(ReasonFor what)
{
    m_reasonFor = what;
    m_reason->clear();
    m_reasonRow->clearError();
    m_reasonRow->setVisible(what != ReasonFor::Nothing);
    m_reasonRow->setHint(what == ReasonFor::Line
                             ? tr("Why a line that can be read is accepted here. It goes on the receipt.")
                             : tr("Why this certificate is trusted without proof. It goes on the receipt and is "
                                  "remembered for this server; another certificate asks again."));
    if (what != ReasonFor::Nothing)
        m_reason->setFocus(Qt::OtherFocusReason);
}

QString ConnectForm::reason() const
{
    return m_reason->text().trimmed();
}

void ConnectForm::setAsking(const QString &host)
{
    m_asking = host;
    refresh();
}

void ConnectForm::offerInstances(const QString &host, const QStringList &names)
{
    setAsking({});
    for (const QString &name : names)
        if (!m_choices.local.contains(name, Qt::CaseInsensitive))
            m_choices.local << name;
    fillList();
    m_serverRow->setHint(
        tr("%n instance(s) on %1: choose in the list.", nullptr, static_cast<int>(names.size())).arg(host));
    m_server->setFocus(Qt::OtherFocusReason);
    m_server->showPopup();
}

void ConnectForm::showNoInstances(const Problem &problem)
{
    setAsking({});
    const Wording words = wordingOf(problem.id, problem.arguments);
    m_serverRow->setError(words.title, words.remedy.isEmpty() ? words.text : words.remedy);
}

void ConnectForm::openAdvanced(ConnectAdvanced::Field field)
{
    m_fold->setChecked(true);
    m_advanced->focusField(field);
}

void ConnectForm::useStrict()
{
    m_advanced->setEncryption(Encryption::Strict);
    openAdvanced(ConnectAdvanced::Field::Encryption);
}

void ConnectForm::useNameInCertificate(const QString &name)
{
    m_advanced->setNameInCertificate(name);
    openAdvanced(ConnectAdvanced::Field::NameInCertificate);
}

void ConnectForm::focusFirst()
{
    if (server().isEmpty())
        m_server->setFocus();
    else if (!m_loginRow->isHidden() && m_login->text().isEmpty())
        m_login->setFocus();
    else if (!m_loginRow->isHidden() && m_password->text().isEmpty() && !m_kept)
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
    QLineEdit *edit = field == Field::Login ? m_login : m_password;
    edit->setFocus();
    edit->selectAll();
}

void ConnectForm::clearErrors()
{
    for (FormRow *row : {m_serverRow, m_loginRow, m_passwordRow, m_keepRow, m_reasonRow})
        row->clearError();
    m_advanced->clearErrors();
}

} // namespace smk

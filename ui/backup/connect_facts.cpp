#include "connect_facts.h"

#include "fact_box.h"
#include "link_button.h"
#include "object_icon.h"
#include "rich_text.h"
#include "word_book.h"

#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *keychainRow = "connect.keychain";

bool isAboutLine(const QString &id)
{
    return id.startsWith("connect.line."_L1);
}

bool isAboutKey(const Finding &finding)
{
    return finding.id.startsWith("connect.key"_L1);
}

} // namespace

ConnectFacts::ConnectFacts(QWidget *parent)
    : QWidget(parent)
    , m_box(new SummaryBox)
    , m_list(new FindingList)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    auto *again = new LinkButton(tr("Look again"));
    again->setObjectName(u"connect.readAgain"_s);
    again->setKeyHint(u"F5"_s);
    m_box->addRight(again);
    auto *change = new LinkButton(tr("Change…"));
    change->setObjectName(u"connect.change"_s);
    m_box->addRight(change);
    column->addWidget(m_box);
    m_list->setObjectName(u"connect.findings"_s);
    m_list->setAccessibleName(tr("What was found on the server"));
    column->addWidget(m_list);
    connect(again, &QAbstractButton::clicked, this, &ConnectFacts::readAgainWanted);
    connect(change, &QAbstractButton::clicked, this, &ConnectFacts::changeWanted);
    connect(m_list, &FindingList::linkChosen, this, &ConnectFacts::chosen);
}

void ConnectFacts::showFacts(const ServerFacts &facts, const Findings &findings)
{
    m_facts = facts;
    m_findings = findings;
    rebuild();
}

void ConnectFacts::rebuild()
{
    // "SQL" goes without saying.
    const QString account = tr("%1  signed in as %2").arg(bold(m_facts.serverName), fixed(m_facts.login));
    const bool ticket = m_facts.authScheme.compare("KERBEROS"_L1, Qt::CaseInsensitive) == 0;
    const bool ntlm = m_facts.authScheme.compare("NTLM"_L1, Qt::CaseInsensitive) == 0;
    m_box->setText(static_cast<int>(ObjectIcon::Server), ticket ? tr("%1 (Kerberos)").arg(account)
                                                         : ntlm ? tr("%1 (NTLM)").arg(account)
                                                                : account);
    m_list->clear();
    bool line = false;
    for (const Finding &finding : m_findings) {
        // Above the line what is true of the server, below it what is true of its key.
        if (!line && isAboutKey(finding) && m_list->count() > 0) {
            // What became of the password is seen without scrolling: it may not have been kept.
            if (m_keychain)
                m_list->addRow(*m_keychain);
            m_list->addHairline();
            line = true;
        }
        FindingRow row = rowOf(finding);
        if (finding.id == "connect.key"_L1 && !m_facts.keyGuid.isEmpty()) {
            row.value = keyGuidMarkup(m_facts.keyGuid);
            row.second = tr("made %1, last changed %2")
                             .arg(m_facts.keyCreated.date().toString(Qt::ISODate),
                                  m_facts.keyModified.date().toString(Qt::ISODate));
        }
        if (m_trusted && isAboutLine(finding.id))
            row.linkText = tr("Ask again");
        m_list->addRow(row);
    }
    if (m_keychain && !line)
        m_list->addRow(*m_keychain);
}

void ConnectFacts::showKeychain(bool kept, const std::optional<Problem> &trouble)
{
    FindingRow row{QString::fromLatin1(keychainRow), Shape::None, tr("Sign-in password"),
                   tr("No longer in this computer’s credential store.")};
    if (trouble) {
        const Wording words = wordingOf(trouble->id, trouble->arguments);
        row.shape = Shape::Triangle;
        row.value = kept ? tr("**Still kept.** %1").arg(words.title) : tr("**Not kept.** %1").arg(words.title);
        row.second = words.text;
    } else if (kept) {
        row.value = tr("Kept in this computer’s credential store.");
        row.linkText = tr("Forget it");
    }
    m_keychain = row;
    rebuild();
}

void ConnectFacts::chosen(const QString &id)
{
    if (id == QLatin1String(keychainRow)) {
        Q_EMIT forgetWanted();
        return;
    }
    if (m_trusted && isAboutLine(id)) {
        Q_EMIT forgetTrustWanted();
        return;
    }
    for (const Finding &finding : m_findings)
        if (finding.id == id && !finding.command.isEmpty()) {
            m_list->copyOf(id, finding.command);
            return;
        }
    Q_EMIT helpWanted(id);
}

} // namespace smk

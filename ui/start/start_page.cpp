#include "start_page.h"

#include "labels.h"
#include "link_button.h"
#include "word_book.h"

#include <QLabel>

namespace smk {

StartPage::StartPage(QWidget *parent)
    : StepPage(QStringLiteral("start"), tr("Back up a key"), parent)
    , m_localHead(sectionLabel(tr("On this computer")))
    , m_local(new CardList(CardKind::Instance))
    , m_pastHead(sectionLabel(tr("From the history")))
    , m_past(new CardList(CardKind::Instance))
    , m_empty(bodyLabel(tr("No SQL Server on this computer. Type a server name on the next page.")))
    , m_check(new QPushButton(tr("&Check now")))
    , m_checkHint(smallLabel({}))
    , m_other(new LinkButton(tr("&Other server…")))
{
    m_check->setObjectName(QStringLiteral("start.check"));
    setTitle(tr("Keep this server’s key safe"));
    setWhy(tr("The service master key opens linked-server logins, credentials and database master keys. "
              "A backup of master alone may not open it on another machine."));
    m_local->setAccessibleName(m_localHead->text());
    m_past->setAccessibleName(m_pastHead->text());
    content()->addWidget(m_empty);
    content()->addWidget(m_localHead);
    content()->addWidget(m_local);
    content()->addSpacing(8);
    content()->addWidget(m_pastHead);
    content()->addWidget(m_past);
    content()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_check);
    row->addWidget(m_checkHint, 1);
    row->addWidget(m_other, 0, Qt::AlignRight | Qt::AlignVCenter);
    content()->addLayout(row);
    content()->addStretch(1);
    connect(m_local, &CardList::selected, this, [this](const QString &id) { chosen(m_local, m_past, id); });
    connect(m_past, &CardList::selected, this, [this](const QString &id) { chosen(m_past, m_local, id); });
    connect(m_check, &QPushButton::clicked, this, [this] {
        if (m_checking)
            Q_EMIT checkStopRequested();
        else
            Q_EMIT checkRequested(m_selected);
    });
    connect(m_other, &LinkButton::clicked, this, [this] { Q_EMIT backUpRequested({}); });
    setInstances({});
}

void StartPage::setInstances(const std::vector<InstanceCard> &instances, const QString &selected)
{
    m_instances = instances;
    std::vector<Card> local;
    std::vector<Card> past;
    for (const InstanceCard &instance : instances) {
        Card card{instance.id, instance.local ? ObjectIcon::Server : ObjectIcon::NetworkServer, instance.name};
        card.facts = instance.facts;
        card.shape = instance.stateShape;
        card.word = instance.stateWord;
        card.sentence = instance.stateText;
        (instance.local ? local : past).push_back(card);
    }
    const QString before = m_selected;
    m_local->setCards(local);
    m_past->setCards(past);
    for (QWidget *widget : {static_cast<QWidget *>(m_localHead), static_cast<QWidget *>(m_local)})
        widget->setVisible(!local.empty());
    for (QWidget *widget : {static_cast<QWidget *>(m_pastHead), static_cast<QWidget *>(m_past)})
        widget->setVisible(!past.empty());
    m_empty->setVisible(instances.empty());
    QString choose = selected.isEmpty() ? before : selected;
    if (nameOf(choose).isEmpty() && !instances.empty())
        choose = instances.front().id;
    m_local->select(choose);
    m_past->select(choose);
    refresh();
}

void StartPage::chosen(CardList *, CardList *other, const QString &id)
{
    if (id.isEmpty()) {
        if (other->selectedId().isEmpty())
            m_selected.clear();
    } else {
        m_selected = id;
        other->select({});
    }
    refresh();
}

QString StartPage::nameOf(const QString &id) const
{
    for (const InstanceCard &instance : m_instances) {
        if (instance.id == id)
            return instance.name;
    }
    return {};
}

QString StartPage::selectedInstance() const
{
    return m_selected;
}

void StartPage::refresh()
{
    const QString name = nameOf(m_selected);
    m_check->setVisible(!name.isEmpty());
    m_checkHint->setVisible(!name.isEmpty());
    m_check->setText(m_checking ? tr("Sto&p checking") : tr("&Check now"));
    setMarkup(m_checkHint, m_checking ? tr("Reading the key’s dates…")
                                      : tr("Signs in to %1 and reads the key’s dates. Only when you ask.").arg(name));
    m_check->setAccessibleDescription(m_checkHint->accessibleName());
    Q_EMIT footerChanged();
}

void StartPage::setChecking(bool checking)
{
    m_checking = checking;
    refresh();
}

Footer StartPage::footer() const
{
    Footer footer;
    QString name = nameOf(m_selected);
    constexpr qsizetype longest = 32; // its card has it in full
    if (name.size() > longest)
        name = name.left(longest / 2 - 1) + QChar(0x2026) + name.right(longest / 2);
    footer.primaryText = name.isEmpty() ? tr("&Back up a key")
                                        : tr("&Back up %1").arg(QString(name).replace(u'&', QStringLiteral("&&")));
    footer.cancelText = tr("Close");
    return footer;
}

void StartPage::primary()
{
    Q_EMIT backUpRequested(m_selected);
}

void StartPage::enter()
{
    refresh();
}

void StartPage::focusFirst()
{
    // The shell then puts the focus on Back up: one key, Enter, goes on.
    if (banner()->isShowing())
        banner()->setFocus();
}

void StartPage::setInterrupted(const Problem &problem)
{
    setBanner(problem, BannerKind::Note);
}

void StartPage::clearInterrupted()
{
    clearBanner();
}

} // namespace smk

#include "help_dialog.h"

#include "link_button.h"
#include "step.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

// The pages are in a static library: without this the linker leaves them out. Must stand outside of a namespace.
static void bringHelpPages()
{
    Q_INIT_RESOURCE(smk_help);
}

namespace smk {

using namespace Qt::StringLiterals;

HelpDialog::HelpDialog(QWidget *parent)
    : QDialog(parent)
    , m_topics(new QComboBox)
    , m_text(new QTextBrowser)
{
    bringHelpPages();
    setWindowTitle(tr("Help – SMK Backup Wizard"));
    resize(640, 520);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(16);
    m_topics->setObjectName(u"help.topics"_s);
    m_topics->setAccessibleName(tr("Help page"));
    for (const Step step : AllSteps)
        m_topics->addItem(QCoreApplication::translate("words", titleOf(step)), roomOf(step));
    m_topics->addItem(tr("Fifteen questions"), u"questions"_s);
    column->addWidget(m_topics);
    m_text->setObjectName(u"help.text"_s);
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_text, 1);
    auto *buttons = new QDialogButtonBox;
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(u"help.close"_s);
    column->addWidget(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::hide);
    connect(m_topics, &QComboBox::currentIndexChanged, this,
            [this](int index) { load(m_topics->itemData(index).toString()); });
}

void HelpDialog::showTopic(const QString &topic)
{
    int at = m_topics->findData(topic.section(u'.', 0, 0));
    if (at < 0)
        at = m_topics->findData(u"questions"_s);
    m_topics->setCurrentIndex(at);
    load(m_topics->itemData(at).toString());
    show();
    raise();
    activateWindow();
    m_text->setFocus();
}

void HelpDialog::load(const QString &file)
{
    QFile page(u":/help/%1.md"_s.arg(file)); // within the program: no disk is touched
    m_text->setMarkdown(page.open(QIODevice::ReadOnly) ? QString::fromUtf8(page.readAll())
                                                       : tr("There is no help page for this."));
}

} // namespace smk

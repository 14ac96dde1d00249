// What is read rather than pressed: the receipt, the label, the help.
#include "durable_file.h"
#include "finish_page.h"
#include "help_dialog.h"
#include "shell.h"
#include "start_page.h"
#include "theme.h"
#include "wizard_controller.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QVBoxLayout>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 ReceiptLimit = 4 * 1024 * 1024;

} // namespace

void WizardController::showReceiptOf(const LocalPath &file)
{
    m_papers.start(
        m_run.files(), this,
        [file](const CancelToken &, const ProgressSink &) { return readWhole(file, ReceiptLimit); },
        [this](Result<QByteArray> json) {
            if (json)
                showReceipt(*json);
        });
}

void WizardController::showReceipt(const QByteArray &json)
{
    auto *dialog = new QDialog(m_shell.get());
    dialog->setObjectName(u"receipt"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Receipt"));
    dialog->resize(680, 520);
    auto *column = new QVBoxLayout(dialog);
    auto *text = new QPlainTextEdit(QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented)));
    text->setObjectName(u"receipt.text"_s);
    text->setReadOnly(true);
    text->setFont(fixedFont());
    column->addWidget(text);
    auto *buttons = new QDialogButtonBox;
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setObjectName(u"receipt.close"_s);
    column->addWidget(buttons);
    connect(close, &QPushButton::clicked, dialog, &QDialog::reject);
    dialog->open();
}

void WizardController::printLabel(const PaperFacts &facts)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setFullPage(true); // the label has its own margins
    printer->setDocName(tr("Label of %1").arg(facts.serverName));
    auto *dialog = new QPrintDialog(printer.get(), m_shell.get());
    dialog->setObjectName(u"printLabel"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer, facts] {
        m_printing.start(
            m_run.files(), this,
            [printer, facts](const CancelToken &, const ProgressSink &) { return drawLabel(*printer, facts); },
            [this, printer](Result<void> printed) {
                if (!printed)
                    m_finish->ask(printed.error());
            });
    });
    dialog->open();
}

void WizardController::showHelp(const QString &topic)
{
    if (m_help == nullptr)
        m_help = new HelpDialog(m_shell.get());
    m_help->showTopic(topic);
}

} // namespace smk

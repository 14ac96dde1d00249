#include "request_text.h"

#include "words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace smk {

QString requestText(const BackupPlan &plan, const DirectoryLook &look)
{
    const Words *words = wordsOf(u"directory.request"_s);
    if (!words || look.command.isEmpty() || look.undo.isEmpty())
        return {};
    const QString host = shareOf(plan.directory, plan.facts.platform).host;
    const QString account = !look.network.account.isEmpty()        ? look.network.account
                            : !plan.facts.serviceAccount.isEmpty() ? plan.facts.serviceAccount
                                                                   : u"its service account"_s;
    return fill(QCoreApplication::translate("words", words->text),
                {host.isEmpty() ? plan.facts.machineName : host, look.command, plan.facts.serverName,
                 plan.directory.text(), account, look.undo});
}

} // namespace smk

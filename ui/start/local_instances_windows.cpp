#include "local_instances.h"

#include "thread_rule.h"

#include <QCoreApplication>
#include <QSettings>
#include <QSysInfo>

namespace smk {

using namespace Qt::StringLiterals;

std::vector<InstanceCard> localInstances(const LocalPath &)
{
    aboutToBlock("localInstances");
    const QSettings names(u"HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\Instance Names\\SQL"_s,
                          QSettings::Registry64Format);
    std::vector<InstanceCard> cards;
    const QStringList instances = names.childKeys();
    for (const QString &instance : instances) {
        const bool standard = instance.compare("MSSQLSERVER"_L1, Qt::CaseInsensitive) == 0;
        InstanceCard card;
        card.id = standard ? u"(local)"_s : u"(local)\\%1"_s.arg(instance);
        card.name = standard ? QSysInfo::machineHostName() : u"%1\\%2"_s.arg(QSysInfo::machineHostName(), instance);
        card.facts = standard ? QCoreApplication::translate("LocalInstances", "Default instance")
                              : QCoreApplication::translate("LocalInstances", "Named instance");
        cards.push_back(card);
    }
    return cards;
}

} // namespace smk

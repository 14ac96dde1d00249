// For tests: a descriptor a line, as hex digits, from standard input; a line of JSON each, what this program reads in
// it.
#include "ntfs_descriptor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <iostream>
#include <string>

using namespace smk;
using namespace Qt::StringLiterals;

int main()
{
    for (std::string line; std::getline(std::cin, line);) {
        QJsonObject told;
        if (const auto list = decodeNtfsDescriptor(QByteArray::fromHex(QByteArray::fromStdString(line)))) {
            QJsonArray entries;
            for (const AccessEntry &entry : list->entries)
                entries.append(QJsonObject{{u"sid"_s, entry.principal.id},
                                           {u"rights"_s, qint64(entry.rights)},
                                           {u"allow"_s, entry.allow},
                                           {u"inherited"_s, entry.inherited},
                                           {u"inheritOnly"_s, entry.inheritOnly},
                                           {u"inheritable"_s, entry.inheritable}});
            told = {{u"owner"_s, list->owner.id},
                    {u"protected"_s, list->isProtected},
                    {u"missing"_s, list->missing},
                    {u"entries"_s, entries}};
        }
        std::cout << QJsonDocument(told).toJson(QJsonDocument::Compact).constData() << std::endl;
    }
}

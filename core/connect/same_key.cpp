#include "same_key.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString minuteOf(const QDateTime &time)
{
    return time.toString(u"yyyy-MM-dd HH:mm"_s); // as written: the server's own clock, in whatever zone
}

} // namespace

bool isSameKey(const ServerFacts &facts, const LastBackup &last)
{
    return last.keyGuid.compare(facts.keyGuid, Qt::CaseInsensitive) == 0
           && minuteOf(last.keyModified) == minuteOf(facts.keyModified);
}

} // namespace smk

#include "uncached_read.h"

namespace smk {

QString readMethodName(ReadMethod method)
{
    switch (method) {
    case ReadMethod::Direct:
        return QStringLiteral("direct");
    case ReadMethod::DroppedCache:
        return QStringLiteral("dropped-cache");
    case ReadMethod::Remounted:
        return QStringLiteral("remounted");
    case ReadMethod::Plain:
        break;
    }
    return QStringLiteral("plain");
}

bool excludesCache(ReadMethod method)
{
    return method != ReadMethod::Plain;
}

} // namespace smk

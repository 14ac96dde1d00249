// What a rehearsal server hands over to whoever started it, in one file of mode 0600.
#pragma once

#include "server_access.h"

namespace smk {

struct HandOver
{
    quint16 port = 0;
    QString login;
    SecretString password;
    LocalPath caFile;
    QString serverName;
    QString scenario;
    QString serverUser;
    RehearsalPlaces places;
    [[nodiscard]] ServerAccess access() const;
};

// Nothing: not there yet, or not whole.
[[nodiscard]] std::optional<HandOver> readHandOver(const QString &path);

} // namespace smk

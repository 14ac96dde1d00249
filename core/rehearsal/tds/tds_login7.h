// LOGIN7 (MS-TDS 2.2.6.4).
#pragma once

#include "secret_string.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace smk::tds {

struct Login7
{
    std::uint32_t tdsVersion = 0;
    int packetSize = 0;
    bool integrated = false;
    bool changesPassword = false;
    QString host;
    QString user;
    SecretString password; // compared strictly: a trailing NUL is another password, as on a real server
    QString application;
    QString server;
    QString library;
    QString language;
    QString database;
    QByteArray sspi;                    // the first blob of an integrated sign-in
    std::vector<std::uint8_t> features; // ids of FeatureExt
};

// Nothing: malformed (17832 and closed). The payload's password bytes are the caller's to wipe.
[[nodiscard]] std::optional<Login7> parseLogin7(const QByteArray &payload);

} // namespace smk::tds

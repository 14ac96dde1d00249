// What SQL Server Browser answers (MC-SQLR 2.2): bytes in, bytes out, no socket.
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

namespace smk::tds {

struct BrowserInstance
{
    QString name = {};
    std::uint16_t port = 0; // 0: TCP is switched off, a pipe alone
    bool hidden = false;
};

struct BrowserHost
{
    QString name = {};    // of the machine, without instance
    QString version = {}; // a real Browser often tells the one that was installed first
    std::vector<BrowserInstance> instances = {};
};

// Nothing: silence, as a real one keeps for what is unknown, hidden or malformed.
[[nodiscard]] QByteArray browserAnswer(const QByteArray &request, const BrowserHost &host);

} // namespace smk::tds

#include "volume_windows.h"

#include "patient_call.h"

#include <winnetwk.h>

#ifndef WNNC_NET_TERMSRV
#define WNNC_NET_TERMSRV 0x00360000
#endif

namespace smk {

namespace {

QStringList enumerated()
{
    wchar_t provider[256] = {};
    DWORD size = 255;
    if (WNetGetProviderNameW(WNNC_NET_TERMSRV, provider, &size) != NO_ERROR)
        return {};
    wchar_t host[] = L"\\\\tsclient";
    NETRESOURCEW client = {};
    client.dwScope = RESOURCE_GLOBALNET;
    client.dwType = RESOURCETYPE_DISK;
    client.dwUsage = RESOURCEUSAGE_CONTAINER;
    client.lpRemoteName = host;
    client.lpProvider = provider;
    HANDLE search = nullptr;
    if (WNetOpenEnumW(RESOURCE_GLOBALNET, RESOURCETYPE_DISK, 0, &client, &search) != NO_ERROR)
        return {};
    QStringList shares;
    QByteArray room(64 * 1024, '\0');
    for (;;) {
        DWORD count = DWORD(-1);
        DWORD bytes = DWORD(room.size());
        if (WNetEnumResourceW(search, &count, room.data(), &bytes) != NO_ERROR)
            break;
        const auto *found = reinterpret_cast<const NETRESOURCEW *>(room.constData());
        for (DWORD i = 0; i < count; ++i)
            if (found[i].lpRemoteName)
                shares << QString::fromWCharArray(found[i].lpRemoteName);
    }
    WNetCloseEnum(search);
    return shares;
}

// Where the provider does not enumerate, the letters are tried: the names that clients of Windows give.
QStringList tried()
{
    QStringList shares;
    for (char16_t letter = u'A'; letter <= u'Z'; ++letter) {
        const QString share = QStringLiteral("\\\\tsclient\\") + QChar(letter);
        if (GetFileAttributesW(wideText(share)) != INVALID_FILE_ATTRIBUTES)
            shares << share;
    }
    return shares;
}

} // namespace

QStringList redirectedShares()
{
    if (!GetSystemMetrics(SM_REMOTESESSION))
        return {};
    return answerInTime<QStringList>(QStringLiteral("tsclient"),
                                     [] {
                                         const QuietErrors quiet;
                                         const QStringList shares = enumerated();
                                         return shares.isEmpty() ? tried() : shares;
                                     })
        .value_or(QStringList());
}

} // namespace smk

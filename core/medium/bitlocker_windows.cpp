#include "volume_windows.h"

#include <objbase.h>
#include <propsys.h>
#include <propvarutil.h>
#include <shobjidl.h>

namespace smk {

namespace {

// The thread may be one of Qt's, already initialised another way: then it is usable as it is.
class ComThread
{
public:
    ComThread()
        : m_mine(SUCCEEDED(CoInitializeEx(nullptr, COINIT_MULTITHREADED)))
    {
    }
    ~ComThread()
    {
        if (m_mine)
            CoUninitialize();
    }
    ComThread(const ComThread &) = delete;
    ComThread &operator=(const ComThread &) = delete;

private:
    bool m_mine;
};

} // namespace

// The shell's property needs no administrator, unlike manage-bde and its WMI class.
BitLocker bitLockerOf(const QString &letter)
{
    const ComThread com;
    PROPERTYKEY key = {};
    if (FAILED(PSGetPropertyKeyFromName(L"System.Volume.BitLockerProtection", &key)))
        return BitLocker::Unknown;
    IShellItem2 *item = nullptr;
    const QString root = letter + QLatin1Char('\\');
    if (FAILED(SHCreateItemFromParsingName(wideText(root), nullptr, IID_PPV_ARGS(&item))) || !item)
        return BitLocker::Unknown;
    int state = 0;
    const HRESULT told = item->GetInt32(key, reinterpret_cast<INT *>(&state));
    item->Release();
    return SUCCEEDED(told) ? decodeBitLocker(state) : BitLocker::Unknown;
}

} // namespace smk

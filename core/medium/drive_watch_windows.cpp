#include "drive_watch.h"

#include <qt_windows.h>

#include <dbt.h>

namespace smk {

namespace {

constexpr wchar_t className[] = L"SmkDriveWatch";

// Volumes that arrive and leave are told to every top-level window; one for messages alone would not hear of them.
class WindowWatch : public DriveWatch
{
public:
    explicit WindowWatch(std::function<void()> changed)
        : m_changed(std::move(changed))
    {
        WNDCLASSW kind = {};
        kind.lpfnWndProc = &WindowWatch::hear;
        kind.hInstance = GetModuleHandleW(nullptr);
        kind.lpszClassName = className;
        RegisterClassW(&kind); // the second time it is there already
        m_window = CreateWindowExW(WS_EX_TOOLWINDOW, className, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr,
                                   kind.hInstance, nullptr);
        if (m_window)
            SetWindowLongPtrW(m_window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    }
    ~WindowWatch() override
    {
        if (m_window)
            DestroyWindow(m_window);
    }
    WindowWatch(const WindowWatch &) = delete;
    WindowWatch &operator=(const WindowWatch &) = delete;
    bool follows() const override { return m_window != nullptr; }

private:
    static LRESULT CALLBACK hear(HWND window, UINT message, WPARAM what, LPARAM which)
    {
        const auto *watch = reinterpret_cast<const WindowWatch *>(GetWindowLongPtrW(window, GWLP_USERDATA));
        const bool drives =
            what == DBT_DEVICEARRIVAL || what == DBT_DEVICEREMOVECOMPLETE || what == DBT_DEVNODES_CHANGED;
        if (message == WM_DEVICECHANGE && watch && drives)
            watch->m_changed();
        return DefWindowProcW(window, message, what, which);
    }

    std::function<void()> m_changed;
    HWND m_window = nullptr;
};

} // namespace

std::unique_ptr<DriveWatch> watchDrives(std::function<void()> changed)
{
    return std::make_unique<WindowWatch>(std::move(changed));
}

} // namespace smk

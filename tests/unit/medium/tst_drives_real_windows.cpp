// The drives of the machine the test runs on, and a removable one where the test was given it (SMK_TEST_DRIVE=E:).
#include "drive_list.h"
#include "drive_watch.h"
#include "test_main.h"

#include <QDir>

#include <qt_windows.h>

#include <dbt.h>

using namespace smk;
using namespace Qt::StringLiterals;

class DrivesRealWindowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void windowsFolderIsOnTheSystemDisk()
    {
        const Result<std::vector<Drive>> drives = systemDrives()->list({});
        QVERIFY_RESULT(drives);
        wchar_t folder[MAX_PATH + 1] = {};
        QVERIFY(GetSystemWindowsDirectoryW(folder, MAX_PATH));
        const QString letter = QString::fromWCharArray(folder, 2);
        const auto found = std::find_if(drives->begin(), drives->end(),
                                        [&](const Drive &drive) { return drive.deviceName == letter; });
        QVERIFY(found != drives->end());
        QVERIFY(found->systemDisk);
        QCOMPARE(judgeDrive(*found, {}).finding.id, u"medium.system-disk"_s);
        QCOMPARE(sameDisk(*found, LocalPath(QDir::fromNativeSeparators(QString::fromWCharArray(folder)))),
                 std::optional<bool>(true));
    }
    void removableDriveOfTheTest()
    {
        const QString letter = qEnvironmentVariable("SMK_TEST_DRIVE");
        if (letter.isEmpty())
            return; // windows_integration gives one
        const Result<std::vector<Drive>> drives = systemDrives()->list({});
        QVERIFY_RESULT(drives);
        const auto found = std::find_if(drives->begin(), drives->end(),
                                        [&](const Drive &drive) { return drive.deviceName == letter; });
        QVERIFY(found != drives->end());
        QVERIFY(found->kind == MediumKind::RemovableDrive);
        QVERIFY(judgeDrive(*found, {}).selectable());
        // Asked to let it go. Wine has nothing that could: refused with the system's words, and the drive is still
        // there. Windows lets an unused one go, and then nothing is in it any more.
        const Result<void> ejected = systemDrives()->eject(*found);
        const Result<std::vector<Drive>> after = systemDrives()->list({});
        QVERIFY_RESULT(after);
        const bool there = std::any_of(after->begin(), after->end(), [&](const Drive &drive) {
            return drive.deviceName == letter && isSameDrive(drive, *found) && drive.holdsMedium;
        });
        if (GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version")) {
            QVERIFY(!ejected);
            QCOMPARE(ejected.error().id, u"medium.eject-refused"_s);
            QCOMPARE(ejected.error().arguments.value(0), shownName(*found));
            QVERIFY(!ejected.error().arguments.value(1).isEmpty());
            QVERIFY(there);
        } else {
            QVERIFY_RESULT(ejected);
            QVERIFY(!there);
        }
    }
    void nothingIsNoDrive()
    {
        QCOMPARE(mediumFromFolder(LocalPath(u"relative"_s), {}).error().id, u"medium.folder-not-absolute"_s);
        QCOMPARE(mediumFromFolder(LocalPath(u"C:/no such folder"_s), {}).error().id, u"medium.folder-missing"_s);
        // Other names of this machine's folders are no folder of another host, and "C:name" is no whole path.
        for (const char *path : {"//?/C:/windows", "//./C:/windows", "\\\\?\\C:\\windows", "C:windows", "1:/windows"})
            QCOMPARE(mediumFromFolder(LocalPath(QString::fromLatin1(path)), {}).error().id,
                     u"medium.folder-not-absolute"_s);
        QCOMPARE(systemDrives()->eject(Drive{}).error().id, u"medium.eject-not-possible"_s);
    }
    void arrivalAndRemovalAreHeard()
    {
        int heard = 0;
        const std::unique_ptr<DriveWatch> watch = watchDrives([&heard] { ++heard; });
        // Without a display no window can be made, and the watch must say that it hears nothing (Wine without X).
        const HWND any = CreateWindowExW(0, L"STATIC", L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr,
                                         GetModuleHandleW(nullptr), nullptr);
        QCOMPARE(watch->follows(), any != nullptr);
        if (!any) {
            qInfo("not verified here: plug-events; no window can be made");
            return;
        }
        DestroyWindow(any);
        const HWND window = FindWindowW(L"SmkDriveWatch", nullptr);
        QVERIFY(window);
        DEV_BROADCAST_VOLUME volume = {};
        volume.dbcv_size = sizeof volume;
        volume.dbcv_devicetype = DBT_DEVTYP_VOLUME;
        volume.dbcv_unitmask = 1 << 4;
        for (const WPARAM what : {WPARAM(DBT_DEVICEARRIVAL), WPARAM(DBT_DEVICEREMOVECOMPLETE)})
            SendMessageW(window, WM_DEVICECHANGE, what, reinterpret_cast<LPARAM>(&volume));
        SendMessageW(window, WM_DEVICECHANGE, DBT_DEVICEQUERYREMOVE, reinterpret_cast<LPARAM>(&volume));
        QCOMPARE(heard, 2);
    }
};

SMK_TEST(DrivesRealWindowsTest)
#include "tst_drives_real_windows.moc"

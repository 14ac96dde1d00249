// "Unplug and plug in again" on a source that plays hand and system, and what the modprobe rules say.
#include "drive_list.h"
#include "removable_policy.h"
#include "replug.h"
#include "test_main.h"

#include <thread>

using namespace smk;

namespace {

using namespace std::chrono_literals;

Drive stick(const QString &volume = QStringLiteral("A"), const QString &mounted = QStringLiteral("/m/a"))
{
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.identity = {QStringLiteral("4C53"), 16, volume};
    drive.label = QStringLiteral("KEYS");
    drive.mountPoint = LocalPath(mounted);
    return drive;
}

// Answers list() after list() by a script; the last entry stays.
class Scripted : public DriveSource
{
public:
    std::vector<Result<std::vector<Drive>>> script;
    std::optional<Problem> refusal;
    std::optional<Problem> mountRefusal;
    int mounts = 0;
    std::size_t at = 0;
    Result<std::vector<Drive>> list(const CancelToken &) override { return script[std::min(at++, script.size() - 1)]; }
    Result<void> eject(const Drive &) override
    {
        if (refusal)
            return fail(*refusal);
        return {};
    }
    Result<Drive> mount(const Drive &drive) override
    {
        ++mounts;
        if (mountRefusal)
            return fail(*mountRefusal);
        Drive mounted = drive;
        mounted.mountPoint = LocalPath(QStringLiteral("/m/b"));
        return mounted;
    }
};

Result<Drive> run(Scripted &source, std::vector<ReplugState> *states = nullptr, std::chrono::milliseconds limit = 60ms)
{
    return replug(source, stick(), {},
                  [&](ReplugState state) {
                      if (states)
                          states->push_back(state);
                  },
                  {1ms, limit});
}

} // namespace

class ReplugTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void awayAndBack()
    {
        Scripted source;
        source.script = {std::vector{stick(QStringLiteral("A"), {})}, std::vector<Drive>{}, std::vector<Drive>{},
                         std::vector{stick(QStringLiteral("A"), {})}};
        std::vector<ReplugState> states;
        const auto back = run(source, &states);
        QVERIFY_RESULT(back);
        QCOMPARE(back->mountPoint.text(), QStringLiteral("/m/b"));
        QCOMPARE(source.mounts, 1);
        QVERIFY((states
                 == std::vector{ReplugState::Ejecting, ReplugState::UnplugNow, ReplugState::PlugInAgain,
                                ReplugState::Mounting}));
    }
    void theDesktopMountedIt()
    {
        Scripted source;
        source.script = {std::vector<Drive>{}, std::vector{stick(QStringLiteral("A"), QStringLiteral("/m/c"))}};
        QCOMPARE(run(source)->mountPoint.text(), QStringLiteral("/m/c"));
        QCOMPARE(source.mounts, 0);
    }
    void mountedByHandAfterARefusal()
    {
        Scripted source;
        source.mountRefusal = Problem{.id = QStringLiteral("medium.not-authorized"), .arguments = {}};
        const std::vector<Drive> locked{stick(QStringLiteral("A"), {})};
        source.script = {std::vector<Drive>{}, locked, locked, locked,
                         std::vector{stick(QStringLiteral("A"), QStringLiteral("/m/c"))}};
        std::vector<ReplugState> states;
        const auto back = run(source, &states);
        QVERIFY_RESULT(back);
        QCOMPARE(back->mountPoint.text(), QStringLiteral("/m/c"));
        QCOMPARE(source.mounts, 1);
        QVERIFY((states
                 == std::vector{ReplugState::Ejecting, ReplugState::UnplugNow, ReplugState::PlugInAgain,
                                ReplugState::Mounting, ReplugState::MountByHand}));
    }
    void refusedAgainEachTimeItIsPluggedIn()
    {
        Scripted source;
        source.mountRefusal = Problem{.id = QStringLiteral("medium.not-authorized"), .arguments = {}};
        const std::vector<Drive> locked{stick(QStringLiteral("A"), {})};
        source.script = {std::vector<Drive>{}, locked, std::vector<Drive>{}, locked};
        QCOMPARE(run(source, nullptr, 15ms).error().id,
                 QStringLiteral("medium.not-authorized")); // never mounted by anybody
        QCOMPARE(source.mounts, 2);
    }
    void whatIsNoReturn()
    {
        struct Row
        {
            const char *why;
            std::vector<Result<std::vector<Drive>>> script;
        };
        Drive slot = stick();
        slot.holdsMedium = false;
        const std::vector<Row> rows{
            {"never pulled", {std::vector{stick()}}},
            {"never back", {std::vector<Drive>{}}},
            {"another one came", {std::vector<Drive>{}, std::vector{stick(QStringLiteral("B"))}}},
            {"the reader without its card", {std::vector{slot}}},
            {"a list that fails is no news",
             {fail(Problem{.id = QStringLiteral("medium.list-failed"), .arguments = {}}), std::vector{stick()}}},
        };
        for (const Row &row : rows) {
            Scripted source;
            source.script = row.script;
            const auto back = run(source, nullptr, 15ms);
            QVERIFY2(!back && back.error().id == QStringLiteral("medium.replug-waited"), row.why);
        }
        smk::test::expectCaseCount("no return", int(rows.size()), 5);
    }
    void twinsCameBack()
    {
        Drive twin = stick();
        twin.twin = true;
        Scripted source;
        source.script = {std::vector<Drive>{}, std::vector{twin, twin}};
        QCOMPARE(run(source).error().id, QStringLiteral("medium.two-alike"));
    }
    void refusedAndCancelled()
    {
        Scripted source;
        source.script = {std::vector<Drive>{}};
        source.refusal = Problem{.id = QStringLiteral("medium.busy"), .arguments = {}};
        QCOMPARE(run(source).error().id, QStringLiteral("medium.busy"));
        source.refusal.reset();
        std::stop_source stop;
        std::thread later([&] {
            std::this_thread::sleep_for(20ms);
            stop.request_stop();
        });
        const auto back = replug(source, stick(), stop.get_token(), {}, {5ms, 30s});
        later.join();
        QCOMPARE(back.error().id, QStringLiteral("medium.cancelled"));
    }
    void modprobeRules()
    {
        struct Row
        {
            const char *text;
            bool forbids;
        };
        const std::vector<Row> rows{{"install usb-storage /bin/true\n", true},
                                    {"install usb_storage /bin/false", true},
                                    {"blacklist usb-storage", true},
                                    {"  install   usb-storage  /usr/bin/false", true},
                                    {"# blacklist usb-storage", false},
                                    {"install usb-storage /sbin/modprobe --ignore-install usb-storage", false},
                                    {"blacklist uas", false},
                                    {"options usb-storage quirks=0bc2:2312:u", false},
                                    {"", false},
                                    {"install", false}};
        for (const Row &row : rows)
            QVERIFY2(forbidsUsbStorage(row.text) == row.forbids, row.text);
        smk::test::expectCaseCount("modprobe rules", int(rows.size()), 10);
    }
};

SMK_TEST(ReplugTest)
#include "tst_replug.moc"

// Calls that may never come back: each has a time, asked once while it hangs, and asked anew when it came back.
#include "patient_call.h"
#include "test_main.h"

using namespace smk;
using namespace std::chrono_literals;

class PatientCallTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hangingIsAskedOnceAndWaitedForOnce()
    {
        std::promise<void> gate;
        std::atomic<int> calls = 0;
        const auto hanging = [&calls, open = gate.get_future().share()] {
            ++calls;
            open.wait();
            return 7;
        };
        const QString key = QStringLiteral("hangs");
        QVERIFY(!answerInTime<int>(key, hanging, 50ms));
        const auto before = std::chrono::steady_clock::now();
        for (int i = 0; i < 20; ++i)
            QVERIFY(!answerInTime<int>(key, hanging, 2s));
        QVERIFY(std::chrono::steady_clock::now() - before < 1s); // its time is over: nobody waits again
        QCOMPARE(calls, 1);
        gate.set_value();
        QTRY_COMPARE(answerInTime<int>(
                         key, [] { return 8; }, 2s)
                         .value_or(0),
                     8); // it came back: asked anew
    }
    void answersAreFresh()
    {
        QCOMPARE(answerInTime<int>(QStringLiteral("quick"), [] { return 1; }), std::optional(1));
        QCOMPARE(answerInTime<int>(QStringLiteral("quick"), [] { return 2; }), std::optional(2));
    }
};

SMK_TEST(PatientCallTest)
#include "tst_patient_call.moc"

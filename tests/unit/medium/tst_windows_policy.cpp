#include "drive_list.h"
#include "test_main.h"
#include "windows_policy.h"

using namespace smk;
using namespace Qt::StringLiterals;

class WindowsPolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Each value alone, at the number that forbids and at another one.
    void everyValueIsNamed()
    {
        for (const PolicyValue &value : policyValues()) {
            const auto answer = [&](quint32 number) {
                return policiesInForce([&, number](bool ofUser, const QString &key, const QString &name) {
                    const bool same = !ofUser && key == QLatin1String(value.key) && name == QLatin1String(value.name);
                    return same ? std::optional<quint32>(number) : std::nullopt;
                });
            };
            const auto found = answer(value.forbids);
            QCOMPARE(found.size(), std::size_t(1));
            QVERIFY(found[0].place.startsWith("HKEY_LOCAL_MACHINE\\"_L1)
                    && found[0].place.endsWith(QLatin1String(value.name)));
            QVERIFY(answer(value.forbids + 5).empty());
            const Findings said = policyFindings(found);
            QCOMPARE(said.size(), std::size_t(1));
            const auto words = mediumWords();
            QVERIFY2(std::any_of(words.begin(), words.end(),
                                 [&](const Words &row) { return said[0].id == QLatin1String(row.id); }),
                     qPrintable(said[0].id));
        }
        smk::test::expectCaseCount("windows policies", int(policyValues().size()), 9);
    }
    void noneNoWords()
    {
        const auto none =
            policiesInForce([](bool, const QString &, const QString &) { return std::optional<quint32>(); });
        QVERIFY(none.empty() && policyFindings(none).empty() && !forbidsWriting(none, std::nullopt));
    }
    void ofTheUserAlone()
    {
        const auto found = policiesInForce([](bool ofUser, const QString &, const QString &) {
            return ofUser ? std::optional<quint32>(1) : std::nullopt;
        });
        QCOMPARE(found.size(), std::size_t(3)); // those that exist for a user
        QVERIFY(found[0].place.startsWith("HKEY_CURRENT_USER\\"_L1));
        QCOMPARE(policyFindings(found).size(), std::size_t(2)); // each effect once
    }
    void writing()
    {
        QVERIFY(forbidsWriting({{PolicyEffect::NoWriting, {}}}, true));
        QVERIFY(forbidsWriting({{PolicyEffect::NoWritingUnencrypted, {}}}, std::nullopt));
        QVERIFY(!forbidsWriting({{PolicyEffect::NoWritingUnencrypted, {}}}, true));
        QVERIFY(!forbidsWriting({{PolicyEffect::NoRedirection, {}}}, false));
    }
};

SMK_TEST(WindowsPolicyTest)
#include "tst_windows_policy.moc"

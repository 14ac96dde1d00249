// Real folders with real descriptors, as far as the system keeps them; the service is the user of the test.
#include "access_parents.h"
#include "directory_step.h"
#include "service_identity.h"
#include "test_main.h"
#include "windows_security.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

class DirectoryRealWindowsTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_root;

    [[nodiscard]] static DirectoryContext context()
    {
        wchar_t name[257] = {};
        DWORD size = 256;
        ::GetUserNameW(name, &size);
        DirectoryContext context;
        context.platform = Platform::Windows;
        context.seenFromHere = true;
        context.serviceAccount = QString::fromWCharArray(name);
        return context;
    }
    [[nodiscard]] ServerPath at(const QString &name) const
    {
        return ServerPath(QDir::toNativeSeparators(m_root.filePath(name)));
    }
    [[nodiscard]] static bool givesEveryone(const AccessList &list)
    {
        return std::any_of(list.entries.begin(), list.entries.end(), [](const AccessEntry &entry) {
            return entry.allow && entry.principal.id == "S-1-1-0"_L1 && entry.rights != 0;
        });
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_root.isValid()); }

    void madeWithItsFinalList()
    {
        const ServerPath path = at(u"made"_s);
        const Result<CreatedDirectory> made = createProtected(path, context(), {});
        QVERIFY_RESULT(made);
        QVERIFY(!givesEveryone(*made->after));
        QVERIFY(made->undoCommand.startsWith(u"rmdir "_s));
        const DirectoryVerdict verdict =
            judgeDirectory(*made->after, accessOfParents(made->path), judgeContextOf(context()));
        QVERIFY(!verdict.broad);
        // Where the flag is not told (Wine), the page says so; where it is, nothing is to be said.
        const bool said = std::any_of(verdict.findings.begin(), verdict.findings.end(), [](const Finding &f) {
            return f.id == "directory.inheritance.unknown"_L1 && f.state == FindingState::NotVerified;
        });
        QCOMPARE(said, !tellsProtectionFlag());
        QCOMPARE(made->after->isProtected, tellsProtectionFlag());
    }
    void ownAndEmptyIsHardened()
    {
        const ServerPath path = at(u"empty"_s);
        QVERIFY(QDir().mkpath(path.text()));
        const LocalPath local(QDir::fromNativeSeparators(path.text()));
        QVERIFY(isOwnAndEmpty(local));
        const Result<CreatedDirectory> hardened = createProtected(path, context(), {});
        QVERIFY_RESULT(hardened);
        QVERIFY(!givesEveryone(*hardened->after));
        QVERIFY2(hardened->undoCommand.contains(u"SetSecurityDescriptorSddlForm('D:"_s),
                 qPrintable(hardened->undoCommand));
    }
    void notEmptyIsLeftAsItIs()
    {
        const ServerPath path = at(u"full"_s);
        QVERIFY(QDir().mkpath(path.text()));
        QFile inside(path.text() + u"\\a.txt"_s);
        QVERIFY(inside.open(QIODevice::WriteOnly));
        inside.close();
        const auto before = descriptorOf(path.text());
        QVERIFY(before);
        const Result<CreatedDirectory> refused = createProtected(path, context(), {});
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"directory.not-empty"_s);
        QCOMPARE(descriptorOf(path.text()), before);
        QVERIFY(inside.exists());
    }
    void filesAndMissingParentsAreNamed()
    {
        QFile file(m_root.filePath(u"file"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(!isOwnAndEmpty(LocalPath(m_root.filePath(u"file"_s))));
        QCOMPARE(readAccess(LocalPath(m_root.filePath(u"file"_s))).error().id, u"directory.is-a-file"_s);
        QCOMPARE(readAccess(LocalPath(m_root.filePath(u"nowhere"_s))).error().id, u"directory.not-here"_s);
        QCOMPARE(createProtected(at(u"a\\b\\c"_s), context(), {}).error().id, u"directory.parent-missing"_s);
    }
    // As the elevated verb gets it: a SID, which no look-up of names would find.
    void serviceBySid()
    {
        DirectoryContext bySid = context();
        bySid.serviceAccount = judgeContextOf(context()).self.id;
        QVERIFY(bySid.serviceAccount.startsWith(u"S-1-5-"_s));
        const JudgeContext judge = judgeContextOf(bySid);
        QCOMPARE(judge.service.id, bySid.serviceAccount);
        QCOMPARE(judge.service.shown, judgeContextOf(context()).self.shown);
        QVERIFY_RESULT(createProtected(at(u"by sid"_s), bySid, {}));
        DirectoryContext virtualAccount = context();
        virtualAccount.serviceAccount = u"S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003"_s;
        QCOMPARE(judgeContextOf(virtualAccount).service.id, virtualAccount.serviceAccount);
    }
    void accountOfThisMachine()
    {
        DirectoryContext dotted = context();
        dotted.serviceAccount = u".\\"_s + context().serviceAccount;
        QCOMPARE(judgeContextOf(dotted).service.id, judgeContextOf(context()).service.id);
    }
    void unknownServiceMakesNothing()
    {
        DirectoryContext nobody = context();
        nobody.serviceAccount.clear();
        const Result<CreatedDirectory> refused = createProtected(at(u"unknown"_s), nobody, {});
        QVERIFY(!refused && !QDir(at(u"unknown"_s).text()).exists());
        QCOMPARE(refused.error().id, u"directory.service-unknown"_s);
    }
};

SMK_TEST(DirectoryRealWindowsTest)
#include "tst_directory_real_windows.moc"

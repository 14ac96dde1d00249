// The attribute of POSIX access control lists: what is a list, what is none, and what the mask and the sticky bit
// leave.
#include "posix_acl.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *name;
    const char *hex; // tag, permissions, id: little-endian, behind the version
    quint32 mode;
    const char *rights; // "uid:5=31 …"; "none": no list
};

const std::vector<Row> rows{
    {"the three of a mode", "0200000001000700ffffffff04000500ffffffff20000000ffffffff", 040750,
     "uid:5=31 gid:6=5 other=0"},
    {"a named user, whole below the mask",
     "0200000001000700ffffffff020007000a00000004000000ffffffff10000700ffffffff20000000ffffffff", 040770,
     "uid:5=31 uid:10=15 gid:6=0 other=0"},
    {"the mask takes writing away",
     "0200000001000700ffffffff020007000a00000004000700ffffffff10000500ffffffff20000000ffffffff", 040750,
     "uid:5=31 uid:10=5 gid:6=5 other=0"},
    {"the mask leaves others as they are",
     "0200000001000700ffffffff08000700e803000004000000ffffffff10000000ffffffff20000500ffffffff", 040705,
     "uid:5=31 gid:1000=0 gid:6=0 other=5"},
    {"sticky: others may not delete", "0200000001000700ffffffff04000700ffffffff20000700ffffffff", 041777,
     "uid:5=31 gid:6=7 other=7"},
    {"writing without passing", "0200000001000700ffffffff04000600ffffffff20000200ffffffff", 040762,
     "uid:5=31 gid:6=1 other=0"},
    {"an id of the highest bit",
     "0200000001000700ffffffff02000400feffffff04000000ffffffff10000700ffffffff20000000ffffffff", 040700,
     "uid:5=31 uid:4294967294=1 gid:6=0 other=0"},
    {"empty", "", 040700, "none"},
    {"a version alone", "02000000", 040700, "none"},
    {"another version", "0100000001000700ffffffff04000500ffffffff20000000ffffffff", 040700, "none"},
    {"cut in an entry", "0200000001000700ffffffff04000500ffffffff200000", 040700, "none"},
    {"an unknown tag", "0200000001000700ffffffff04000500ffffffff40000000ffffffff20000000ffffffff", 040700, "none"},
    {"no others", "0200000001000700ffffffff04000500ffffffff", 040700, "none"},
    {"two owners", "0200000001000700ffffffff01000700ffffffff04000500ffffffff20000000ffffffff", 040700, "none"},
};

QString asText(const AccessList &list)
{
    QStringList words;
    for (const AccessEntry &entry : list.entries)
        words += entry.principal.id + u'=' + QString::number(entry.rights);
    return words.join(u' ');
}

} // namespace

class PosixAclTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void attributes()
    {
        for (const Row &row : rows) {
            const auto entries = decodePosixAcl(QByteArray::fromHex(row.hex));
            const QString seen =
                entries ? asText(posixAccess(*entries, {.owner = 5, .group = 6, .mode = row.mode})) : u"none"_s;
            QVERIFY2(seen == QString::fromLatin1(row.rights),
                     qPrintable(QString::fromLatin1(row.name) + u": "_s + seen));
        }
        smk::test::expectCaseCount("access attributes", int(rows.size()), 14);
    }
    void modes()
    {
        QCOMPARE(asText(posixAccess(entriesOfMode(040751), {.owner = 1, .group = 2, .mode = 040751})),
                 u"uid:1=31 gid:2=5 other=4"_s);
        QCOMPARE(asText(posixAccess(entriesOfMode(041777), {.owner = 1, .group = 2, .mode = 041777})),
                 u"uid:1=31 gid:2=7 other=7"_s);
    }
    void handedToFilesInside()
    {
        // uid 10 rwx, group 20 r-x, the owning group rwx, below a mask that takes writing away.
        const QByteArray list = QByteArray::fromHex("0200000001000700ffffffff020007000a00000004000700ffffffff"
                                                    "080005001400000010000500ffffffff20000500ffffffff");
        const auto defaults = decodePosixAcl(list);
        QVERIFY(defaults);
        const auto handed = [](const std::vector<PosixEntry> &entries, quint32 mode) {
            AccessList into;
            into.entries = handedToFiles(entries, {.owner = 5, .group = 6, .mode = mode});
            for (const AccessEntry &entry : into.entries)
                if (!entry.inheritOnly || !entry.inheritable)
                    return u"not of the files alone"_s;
            return asText(into);
        };
        QCOMPARE(handed(*defaults, 040700), u"uid:10=1 gid:20=1"_s);
        QCOMPARE(handed(*defaults, 042700), u"uid:10=1 gid:6=1 gid:20=1"_s);
        QCOMPARE(handed({}, 040770), QString());
        QCOMPARE(handed({}, 042710), u"gid:6=3"_s); // setgid: the files are the group's
    }
};

SMK_TEST(PosixAclTest)
#include "tst_posix_acl.moc"

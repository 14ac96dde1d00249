#include "ntfs_descriptor.h"
#include "recorded_access.h"
#include "test_main.h"

#include <QtEndian>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Pair
{
    QString sddl;
    QByteArray bytes;
};

std::vector<Pair> pairsOf(const QString &name)
{
    std::vector<Pair> pairs;
    for (const QString &line : recorded(name).split(u'\n')) {
        const qsizetype tab = line.indexOf(u'\t');
        if (tab >= 0)
            pairs.push_back({line.left(tab), QByteArray::fromHex(line.mid(tab + 1).trimmed().toLatin1())});
    }
    return pairs;
}

} // namespace

class NtfsDescriptorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Bytes made by Windows beside its own SDDL: an independent reader of the text must come to the same list.
    void bytesAsTheirText()
    {
        int seen = 0;
        for (const Pair &pair : pairsOf(u"sddl-and-bytes-file-rights.tsv"_s)) {
            const std::optional<AccessList> list = decodeNtfsDescriptor(pair.bytes);
            QVERIFY2(list, qPrintable(pair.sddl));
            const AccessList text = fromSddl(pair.sddl);
            QVERIFY2(list->entries.size() == text.entries.size(), qPrintable(pair.sddl));
            QCOMPARE(list->isProtected, text.isProtected);
            for (std::size_t i = 0; i < text.entries.size(); ++i) {
                const AccessEntry &a = list->entries[i];
                const AccessEntry &b = text.entries[i];
                QVERIFY2(a.rights == b.rights && a.allow == b.allow && a.inheritOnly == b.inheritOnly
                             && a.inherited == b.inherited && a.inheritable == b.inheritable,
                         qPrintable(pair.sddl + u" entry "_s + QString::number(i)));
                if (b.principal.id.startsWith("S-1-"_L1)) // two-letter names relative to a domain are left out
                    QVERIFY2(a.principal.id == b.principal.id, qPrintable(pair.sddl));
            }
            ++seen;
        }
        expectCaseCount("descriptors beside their text", seen, 90);
    }

    void noListIsNotAnEmptyList()
    {
        int missing = 0;
        int empty = 0;
        for (const Pair &pair : pairsOf(u"sddl-and-bytes-no-or-empty-dacl.tsv"_s)) {
            const std::optional<AccessList> list = decodeNtfsDescriptor(pair.bytes);
            QVERIFY2(list, qPrintable(pair.sddl));
            QVERIFY(list->entries.empty());
            QCOMPARE(list->missing, !pair.sddl.contains(u"D:"_s));
            ++(list->missing ? missing : empty);
        }
        QVERIFY(missing > 0 && empty > 0);
    }

    // Samba wraps the descriptor; inside, the list is of revision 4.
    void revisionFour()
    {
        QByteArray all; // the recording is a dump: "[0010] 8B 57 …   DF 3E …   .W."
        for (const QString &line : recorded(u"xattr-ntacl-sysvol.bin"_s).split(u'\n'))
            all += QByteArray::fromHex(line.mid(7, 49).toLatin1());
        QVERIFY(!decodeNtfsDescriptor(all)); // the wrapper is no descriptor
        const qsizetype at = all.indexOf(QByteArray::fromHex("01001490"));
        QVERIFY(at > 0);
        QByteArray bare = all.mid(at);
        for (const qsizetype field : {4, 8, 16}) { // Samba counts these offsets from the wrapper's beginning
            const auto offset = qFromLittleEndian<quint32>(bare.constData() + field);
            qToLittleEndian<quint32>(offset - quint32(at), bare.data() + field);
        }
        const std::optional<AccessList> list = decodeNtfsDescriptor(bare);
        QVERIFY(list);
        QVERIFY(list->isProtected);
        QCOMPARE(list->entries.size(), std::size_t(4));
        QCOMPARE(list->entries[0].principal.id, u"S-1-5-32-544"_s);
        QCOMPARE(list->entries[3].principal.id, u"S-1-5-11"_s);
        QCOMPARE(rightsWord(list->entries[3].rights), u"read"_s);
    }

    void genericRights()
    {
        QCOMPARE(rightsOfMask(0xE0010000), std::uint32_t(RightRead | RightWrite | RightTraverse | RightDelete));
        QCOMPARE(rightsOfMask(0x10000000), std::uint32_t(RightFull));
        QCOMPARE(rightsOfMask(0x1f01ff), std::uint32_t(RightFull));
        QCOMPARE(rightsOfMask(0x1301bf), std::uint32_t(RightRead | RightWrite | RightTraverse | RightDelete));
        QCOMPARE(rightsOfMask(0x4), std::uint32_t(0)); // sub-directories alone hold no key file
    }

    // Cut anywhere: refused, or (slack behind the list) the same list; never half of it.
    void cutDescriptors()
    {
        for (const Pair &pair : pairsOf(u"sddl-and-bytes-file-rights.tsv"_s)) {
            const std::optional<AccessList> whole = decodeNtfsDescriptor(pair.bytes);
            for (qsizetype length = 0; length < pair.bytes.size(); ++length) {
                const std::optional<AccessList> cut = decodeNtfsDescriptor(pair.bytes.left(length));
                QVERIFY(!cut || cut->entries.size() == whole->entries.size());
            }
        }
    }

    // Any byte changed to any of a few values: no crash, no endless loop.
    void brokenDescriptors()
    {
        const std::vector<Pair> pairs = pairsOf(u"sddl-and-bytes-file-rights.tsv"_s);
        for (std::size_t p = 0; p < 8; ++p)
            for (qsizetype i = 0; i < pairs[p].bytes.size(); ++i)
                for (const char value : {'\0', '\1', '\x7f', '\xff'}) {
                    QByteArray bytes = pairs[p].bytes;
                    bytes[i] = value;
                    static_cast<void>(decodeNtfsDescriptor(bytes));
                }
    }
};

SMK_TEST(NtfsDescriptorTest)
#include "tst_ntfs_descriptor.moc"

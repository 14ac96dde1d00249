#include "store_step.h"

#include "thread_rule.h"
#include "uncached_read.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

Result<WrittenFile> writeAndRead(const LocalPath &path, const QByteArray &bytes, const CancelToken &cancel)
{
    Result<WrittenFile> written = createDurably(path, bytes, FileAccess::Inherited, cancel);
    if (!written)
        return written;
    const Result<UncachedRead> again = readPastCache(path, bytes.size() + 1);
    if (!again)
        return fail(again.error());
    if (again->bytes != bytes)
        return fail(Problem{u"store.paper-differs"_s, {path.fileName()}});
    return written;
}

// A paper of that name is there already: from a save that was cut off, or from an earlier one. The same one counts;
// another one stays as it is, and the new one gets a number.
Result<WrittenFile> writeBeside(const LocalPath &folder, const QString &name, const QByteArray &bytes,
                                const CancelToken &cancel)
{
    constexpr int MostOfOne = 20;
    for (int n = 1;; ++n) {
        const qsizetype dot = name.lastIndexOf(u'.');
        const LocalPath path = folder.child(n == 1 ? name : name.left(dot) + u"-%1"_s.arg(n) + name.mid(dot));
        Result<WrittenFile> written = writeAndRead(path, bytes, cancel);
        if (written || written.error().id != "files.exists"_L1 || n == MostOfOne)
            return written;
        const Result<UncachedRead> there = readPastCache(path, bytes.size() + 1);
        if (there && there->bytes == bytes)
            return WrittenFile{path, bytes.size(), Sha256::of(bytes), false};
    }
}

} // namespace

Result<MediumPapers> writeMediumPapers(const LocalPath &mediumFolder, const PaperFacts &facts,
                                       const QByteArray &shortReceipt, const CancelToken &cancel)
{
    aboutToBlock("writeMediumPapers");
    // Made before the first one is written: what can fail without the medium fails before it is touched.
    const Result<QByteArray> label = labelPdf(facts);
    if (!label)
        return fail(label.error());

    MediumPapers papers;
    struct Paper
    {
        const char *name;
        const QByteArray bytes;
        WrittenFile *result;
    };
    const Paper all[] = {{"receipt.json", shortReceipt, &papers.receipt},
                         {"HOW-TO-RESTORE.txt", howToRestoreText(facts), &papers.howToRestore},
                         {"label.pdf", *label, &papers.label}};
    QStringList there;
    for (const Paper &paper : all) {
        const QString name = QString::fromLatin1(paper.name);
        Result<WrittenFile> written = writeBeside(mediumFolder, name, paper.bytes, cancel);
        if (!written) {
            Problem problem{u"store.paper-not-written"_s, {name, there.isEmpty() ? u"-"_s : there.join(u", "_s)}};
            problem.outcome = written.error().outcome;
            problem.causes.push_back({written.error().id, written.error().arguments, CauseCheck::Found});
            problem.remedies = {u"retry"_s};
            return fail(problem);
        }
        *paper.result = std::move(*written);
        there.append(name);
    }
    return papers;
}

} // namespace smk

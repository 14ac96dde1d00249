// SSPI messages as the practice server takes them, first and following; a byte tells where one ends.
#include "fuzz_input.h"
#include "practice_keytab.h"
#include "sspi_acceptor.h"

#include <QFile>
#include <QTemporaryDir>

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QTemporaryDir folder;
    static const QString keytab = [] {
        QFile file(folder.filePath(QStringLiteral("keytab")));
        fuzz::hold(file.open(QIODevice::WriteOnly) && file.write(test::practiceKeytab()) > 0);
        return file.fileName();
    }();
    const QByteArray all = fuzz::bytes(data, size);
    const qsizetype first =
        all.isEmpty() ? 0 : std::min<qsizetype>(static_cast<unsigned char>(all[0]) * 4, all.size() - 1);
    tds::SspiAcceptor acceptor(keytab);
    const tds::SspiStep step = acceptor.next(all.mid(1, first));
    fuzz::hold(step.state != tds::SspiStep::State::Done); // nobody has the key
    if (step.state == tds::SspiStep::State::Continues)
        fuzz::hold(acceptor.next(all.mid(1 + first)).state != tds::SspiStep::State::Done);
    return 0;
}

// SQL Server Browser: our reading of its replies, and the practice server's of questions.
#include "browser_answer.h"
#include "browser_lookup.h"
#include "fuzz_input.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray datagram = fuzz::bytes(data, size);
    for (const BrowserEntry &entry : decodeBrowserReply(datagram))
        fuzz::hold(!entry.instance.isEmpty());
    static const tds::BrowserHost host{
        .name = QStringLiteral("HOST"),
        .version = QStringLiteral("16.0.1000.6"),
        .instances = {{.name = QStringLiteral("ONE"), .port = 50123}, {.name = QStringLiteral("PIPE")}}};
    const QByteArray answer = tds::browserAnswer(datagram, host);
    fuzz::hold(answer.isEmpty() || !decodeBrowserReply(answer).empty());
    return 0;
}

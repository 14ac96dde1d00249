// SQL as the practice server parses it, UTF-16 as it comes; and the masking of passwords in what it records.
#include "engine_syntax.h"
#include "engine_tokens.h"
#include "fuzz_input.h"
#include "tds_bytes.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray payload = fuzz::bytes(data, size);
    tds::Reader reader(payload);
    const QString sql = reader.utf16(payload.size() / 2);
    (void)engine::parsed(sql);
    (void)engine::masked(sql);
    const QString secret = QStringLiteral("BACKUP X BY PASSWORD = N'Zq7zQ' ") + sql;
    fuzz::hold(!engine::masked(secret).contains(QStringLiteral("Zq7zQ")) || sql.contains(QStringLiteral("Zq7zQ")));
    return 0;
}

#include "sha256.h"

#include <sodium.h>

#include <cstring>

namespace smk {

Sha256 Sha256::of(const QByteArray &bytes)
{
    Sha256 value;
    crypto_hash_sha256(value.m_bytes.data(), reinterpret_cast<const unsigned char *>(bytes.constData()),
                       static_cast<unsigned long long>(bytes.size()));
    return value;
}

std::optional<Sha256> Sha256::fromBytes(const QByteArray &raw)
{
    if (raw.size() != Size)
        return std::nullopt;
    Sha256 value;
    std::memcpy(value.m_bytes.data(), raw.constData(), Size);
    return value;
}

std::optional<Sha256> Sha256::fromHex(const QString &hex)
{
    if (hex.size() != 2 * Size)
        return std::nullopt;
    const QByteArray latin = hex.toLatin1();
    for (const char c : latin)
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
            return std::nullopt;
    return fromBytes(QByteArray::fromHex(latin));
}

QString Sha256::hex() const
{
    const QByteArray raw(reinterpret_cast<const char *>(m_bytes.data()), Size);
    return QString::fromLatin1(raw.toHex());
}

QString Sha256::checkCode() const
{
    const QString digits = hex().left(16).toUpper();
    return digits.mid(0, 4) + QLatin1Char(' ') + digits.mid(4, 4) + QLatin1Char(' ') + digits.mid(8, 4)
           + QLatin1Char(' ') + digits.mid(12, 4);
}

} // namespace smk

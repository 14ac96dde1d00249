// A SHA-256 value and its check code, the same wherever it is shown: screen, label, receipt.
#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace smk {

class Sha256
{
public:
    static constexpr int Size = 32; // bytes
    Sha256() = default;
    [[nodiscard]] static Sha256 of(const QByteArray &bytes);
    // 32 raw bytes, else nothing.
    [[nodiscard]] static std::optional<Sha256> fromBytes(const QByteArray &raw);
    // 64 hex digits in either case, else nothing.
    [[nodiscard]] static std::optional<Sha256> fromHex(const QString &hex);
    [[nodiscard]] QString hex() const; // lower case
    // The first 16 hex digits, upper case, in fours: "3F9A C2D1 77B0 5E14".
    [[nodiscard]] QString checkCode() const;
    friend bool operator==(const Sha256 &, const Sha256 &) = default;

private:
    std::array<std::uint8_t, Size> m_bytes{};
};

} // namespace smk

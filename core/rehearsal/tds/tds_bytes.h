// Bytes of TDS: a writer that appends and a reader that cannot leave its buffer.
// TDS is little-endian but for packet headers, the PRELOGIN table and the version in LOGINACK (MS-TDS 2.2).
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace smk::tds {

class Writer
{
public:
    Writer &u8(unsigned value) { return put(value, 1); }
    Writer &u16(unsigned value) { return put(value, 2); }
    Writer &u32(std::uint64_t value) { return put(value, 4); }
    Writer &u64(std::uint64_t value) { return put(value, 8); }
    Writer &bigEndian16(unsigned value) { return u8(value >> 8).u8(value); }
    Writer &bigEndian32(std::uint32_t value) { return bigEndian16(value >> 16).bigEndian16(value & 0xFFFF); }
    Writer &bytes(const QByteArray &raw);
    Writer &utf16(QStringView text);
    Writer &shortText(QStringView text); // B_VARCHAR: one byte of length in units; longer text is cut
    Writer &longText(QStringView text);  // US_VARCHAR: two bytes of length
    [[nodiscard]] const QByteArray &data() const { return m_data; }
    [[nodiscard]] qsizetype size() const { return m_data.size(); }

private:
    Writer &put(std::uint64_t value, int count);
    QByteArray m_data;
};

// After the first read beyond the end, failed() is true and every read gives 0 or nothing.
class Reader
{
public:
    explicit Reader(QByteArrayView data)
        : m_data(data)
    {
    }
    std::uint8_t u8() { return static_cast<std::uint8_t>(get(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(get(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(get(4)); }
    std::uint64_t u64() { return get(8); }
    std::uint16_t bigEndian16();
    QByteArray bytes(qsizetype count);
    QString utf16(qsizetype units);
    void skip(qsizetype count);
    void seek(qsizetype position);
    void fail() { m_failed = true; }
    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] qsizetype left() const { return m_data.size() - m_position; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_failed || left() == 0; }

private:
    std::uint64_t get(int count);
    bool has(qsizetype count);
    QByteArrayView m_data;
    qsizetype m_position = 0;
    bool m_failed = false;
};

} // namespace smk::tds

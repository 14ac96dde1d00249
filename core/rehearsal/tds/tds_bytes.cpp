#include "tds_bytes.h"

#include <QtEndian>

namespace smk::tds {

Writer &Writer::put(std::uint64_t value, int count)
{
    for (int i = 0; i < count; ++i)
        m_data.append(static_cast<char>((value >> (8 * i)) & 0xFF));
    return *this;
}

Writer &Writer::bytes(const QByteArray &raw)
{
    m_data.append(raw);
    return *this;
}

Writer &Writer::utf16(QStringView text)
{
    for (const QChar unit : text)
        put(unit.unicode(), 2);
    return *this;
}

Writer &Writer::shortText(QStringView text)
{
    const QStringView cut = text.left(255);
    return u8(static_cast<unsigned>(cut.size())).utf16(cut);
}

Writer &Writer::longText(QStringView text)
{
    const QStringView cut = text.left(16000);
    return u16(static_cast<unsigned>(cut.size())).utf16(cut);
}

bool Reader::has(qsizetype count)
{
    if (m_failed || count < 0 || count > left())
        m_failed = true;
    return !m_failed;
}

std::uint64_t Reader::get(int count)
{
    if (!has(count))
        return 0;
    std::uint64_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = (value << 8) | static_cast<std::uint8_t>(m_data[m_position + i]);
    m_position += count;
    return value;
}

std::uint16_t Reader::bigEndian16()
{
    return qbswap(u16());
}

QByteArray Reader::bytes(qsizetype count)
{
    if (!has(count))
        return {};
    const QByteArray part = m_data.sliced(m_position, count).toByteArray();
    m_position += count;
    return part;
}

QString Reader::utf16(qsizetype units)
{
    if (units < 0 || units > left() / 2) {
        m_failed = true;
        return {};
    }
    QString text;
    text.reserve(units);
    for (qsizetype i = 0; i < units; ++i)
        text.append(QChar(u16()));
    return text;
}

void Reader::skip(qsizetype count)
{
    if (has(count))
        m_position += count;
}

void Reader::seek(qsizetype position)
{
    if (m_failed || position < 0 || position > m_data.size())
        m_failed = true;
    else
        m_position = position;
}

} // namespace smk::tds

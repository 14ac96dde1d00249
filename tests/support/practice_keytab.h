// A keytab made by hand: one service, one key that nothing else knows. For tests of what is refused; no KDC is needed.
#pragma once

#include <QByteArray>

namespace smk::test {

// MSSQLSvc/localhost:1433@PRACTICE.TEST, aes256-cts; the format of keytab files of version 2, big-endian.
inline QByteArray practiceKeytab()
{
    const auto number = [](unsigned value, int bytes) {
        QByteArray text;
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            text += static_cast<char>((value >> shift) & 0xFF);
        return text;
    };
    const auto counted = [&number](const QByteArray &text) {
        return number(static_cast<unsigned>(text.size()), 2) + text;
    };
    QByteArray entry = number(2, 2) + counted("PRACTICE.TEST") + counted("MSSQLSvc") + counted("localhost:1433");
    entry += number(1, 4) + number(0, 4) + number(1, 1) + number(18, 2) + counted(QByteArray(32, 'k'));
    return QByteArray::fromHex("0502") + number(static_cast<unsigned>(entry.size()), 4) + entry;
}

} // namespace smk::test

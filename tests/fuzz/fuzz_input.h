// For the fuzz targets: libFuzzer's bytes as ours, and what must hold whatever comes in.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <cstdlib>

namespace smk::fuzz {

inline QByteArray bytes(const std::uint8_t *data, std::size_t size)
{
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

inline void hold(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace smk::fuzz

// COLMETADATA and ROW (MS-TDS 2.2.7.4, 2.2.7.19; values 2.2.5.5).
#pragma once

#include "engine_value.h"
#include "tds_bytes.h"

namespace smk::tds {

[[nodiscard]] QByteArray collationBytes(); // Latin1_General, code page 1252: both FreeTDS and tedious take it
void putTable(Writer &out, const engine::SqlTable &table);
void putTypeInfo(Writer &out, engine::SqlType type, int length);
void putValue(Writer &out, engine::SqlType type, int length, const engine::SqlValue &value);

} // namespace smk::tds

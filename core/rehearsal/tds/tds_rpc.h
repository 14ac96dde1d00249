// RPC requests (MS-TDS 2.2.6.6).
#pragma once

#include "engine_value.h"
#include "tds_bytes.h"

#include <optional>

namespace smk::tds {

struct RpcParameter
{
    QString name;
    bool output = false;
    engine::SqlValue value;
};

struct RpcRequest
{
    QString procedure; // lower case, without brackets and owner; numbers are turned into names
    std::vector<RpcParameter> parameters;
};

// Chained requests are split by FF or 80. Nothing: malformed, or a type that we do not know.
[[nodiscard]] std::optional<std::vector<RpcRequest>> parseRpc(const QByteArray &body);
[[nodiscard]] QString procedureName(int number); // "sp_executesql" for 10; empty: unknown

} // namespace smk::tds

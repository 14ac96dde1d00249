// A CA of our own for Microsoft's drivers. On Linux they ask OpenSSL's default store, whose file is named by
// SSL_CERT_FILE each time a connection is made; on Windows they ask the system's store alone (docs/drivers.md).
#pragma once

#include "connection_spec.h"

#include <mutex>

namespace smk {

// Held while a driver opens a connection: the environment is the process's, so two opens never overlap in it.
class DriverAuthority
{
public:
    explicit DriverAuthority(const ConnectionSpec &spec);
    ~DriverAuthority();
    DriverAuthority(const DriverAuthority &) = delete;
    DriverAuthority &operator=(const DriverAuthority &) = delete;

private:
    std::unique_lock<std::mutex> m_lock; // taken for the drivers that need it
    QByteArray m_before;                 // of the variable, put back: our own probe reads it too
};

} // namespace smk

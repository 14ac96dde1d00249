#include "driver_authority.h"

#include <QFile>

namespace smk {

namespace {

std::mutex environmentGuard;
constexpr const char *variable = "SSL_CERT_FILE";

} // namespace

DriverAuthority::DriverAuthority(const ConnectionSpec &spec)
{
    if (spec.driver.kind != DriverKind::Microsoft17 && spec.driver.kind != DriverKind::Microsoft18)
        return;
    static const QByteArray original = qgetenv(variable);
    m_lock = std::unique_lock(environmentGuard);
    const QByteArray wanted = spec.caFile.isEmpty() ? original : QFile::encodeName(spec.caFile.text());
    // Only on a change: setting the environment is not safe beside readers in other threads.
    if (wanted == qgetenv(variable))
        return;
    if (wanted.isEmpty())
        qunsetenv(variable);
    else
        qputenv(variable, wanted);
}

} // namespace smk

#include "driver_authority.h"

#include <QFile>

namespace smk {

namespace {

std::mutex environmentGuard;
constexpr const char *variable = "SSL_CERT_FILE";

void setVariable(const QByteArray &value)
{
    if (value.isEmpty())
        qunsetenv(variable);
    else
        qputenv(variable, value);
}

} // namespace

DriverAuthority::DriverAuthority(const ConnectionSpec &spec)
{
    if (spec.driver.kind != DriverKind::Microsoft17 && spec.driver.kind != DriverKind::Microsoft18)
        return;
    m_lock = std::unique_lock(environmentGuard);
    m_before = qgetenv(variable);
    if (!spec.caFile.isEmpty())
        setVariable(QFile::encodeName(spec.caFile.text()));
}

DriverAuthority::~DriverAuthority()
{
    if (m_lock.owns_lock() && qgetenv(variable) != m_before)
        setVariable(m_before);
}

} // namespace smk

#include "early_practice.h"

namespace smk {

EarlyPractice::EarlyPractice(EarlyPractice &&) noexcept {}

EarlyPractice &EarlyPractice::operator=(EarlyPractice &&) noexcept
{
    return *this;
}

bool EarlyPractice::start(const QString &, const QStringList &)
{
    return false; // there is no sudo here: the server is started by the event loop like any other process
}

QByteArray EarlyPractice::readSome()
{
    return {};
}

void EarlyPractice::close()
{
    m_input = -1;
    m_output = -1;
}

bool startedThroughSudo()
{
    return false;
}

QString becomeCaller()
{
    return {};
}

} // namespace smk

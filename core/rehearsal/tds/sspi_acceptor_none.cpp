#include "sspi_acceptor.h"

namespace smk::tds {

struct SspiAcceptor::Parts
{
};

bool SspiAcceptor::isBuiltIn()
{
    return false;
}

SspiAcceptor::SspiAcceptor(const QString &) {}

SspiAcceptor::~SspiAcceptor() = default;

SspiStep SspiAcceptor::next(const QByteArray &)
{
    return {};
}

} // namespace smk::tds

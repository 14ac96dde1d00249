#include "sspi_acceptor.h"

namespace smk::tds {

QString windowsName(const QString &principal)
{
    const qsizetype at = principal.lastIndexOf(u'@');
    const QString user = principal.left(at);
    const QString domain = at < 0 ? QString() : principal.mid(at + 1).section(u'.', 0, 0).toUpper();
    // A service signs in with another name in a domain; none of them is modelled.
    if (user.isEmpty() || domain.isEmpty() || user.contains(u'/') || user.contains(u'\\') || user.contains(u'@'))
        return {};
    return domain + u'\\' + user;
}

} // namespace smk::tds

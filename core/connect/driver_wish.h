// What a sign-in asks of its driver: one rule for the form, which shows the choice, and for the sign-in itself.
#pragma once

#include "connect_step.h"
#include "driver_choice.h"

namespace smk {

[[nodiscard]] inline DriverWish wishOf(const ConnectOrder &order)
{
    DriverWish wish{order.driverName, order.encryption, order.signIn};
    wish.otherName = !order.nameInCertificate.isEmpty()
                     && order.nameInCertificate.compare(order.server.host, Qt::CaseInsensitive) != 0;
    return wish;
}

} // namespace smk

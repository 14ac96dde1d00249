#include "practice_drivers.h"

#include <QFile>
#include <QProcess>

#include <cstdio>

namespace smk::test {

using namespace Qt::StringLiterals;

namespace {

QString microsoftLibrary()
{
    QProcess fetch;
    fetch.start(QStringLiteral(SMK_TEST_DATA "/integration/fetch-msodbc"), {});
    if (!fetch.waitForFinished(120000) || fetch.exitCode() != 0)
        return {};
    return QString::fromUtf8(fetch.readAllStandardOutput()).trimmed();
}

std::vector<Driver> found()
{
    std::vector<Driver> drivers;
    for (const QString &library : {u"/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so"_s,
                                   u"/usr/lib/aarch64-linux-gnu/odbc/libtdsodbc.so"_s, microsoftLibrary()}) {
        if (QFile::exists(library))
            drivers.push_back({driverKindOf(library), library});
    }
    for (const DriverKind kind : {DriverKind::FreeTds, DriverKind::Microsoft18}) {
        if (std::none_of(drivers.begin(), drivers.end(), [kind](const Driver &driver) { return driver.kind == kind; }))
            std::printf("skipped %s: it is not to be had here\n",
                        kind == DriverKind::FreeTds ? "FreeTDS" : "Microsoft's driver 18");
    }
    return drivers;
}

} // namespace

const std::vector<Driver> &practiceDrivers()
{
    static const std::vector<Driver> drivers = found();
    return drivers;
}

Practice::Practice(const char *scenario)
{
    RehearsalOptions options;
    options.scenario = QString::fromLatin1(scenario);
    options.root = LocalPath(folder.path());
    if (auto started = RehearsalServer::start(options))
        server = std::move(*started);
}

ConnectOrder Practice::order(const Driver &driver) const
{
    ConnectOrder order;
    order.server = {u"127.0.0.1"_s, {}, server->port()};
    order.login = server->login();
    order.password = server->password().clone();
    order.caFile = server->caFile();
    order.driverName = driver.name;
    return order;
}

QString signIn(const ConnectOrder &order, Connected &connected)
{
    auto made = connectToServer(order, {}, {});
    if (!made)
        return made.error().id;
    connected = std::move(*made);
    return {};
}

} // namespace smk::test

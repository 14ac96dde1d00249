#include "link_cutter.h"

#include <QTcpSocket>

namespace smk {

namespace {

void relay(QTcpSocket *from, QTcpSocket *to)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
    QObject::connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
}

} // namespace

LinkCutter::LinkCutter(quint16 serverPort)
{
    m_server = new QTcpServer;
    m_server->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_server,
        [this, serverPort] {
            QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this, serverPort] {
                while (QTcpSocket *client = m_server->nextPendingConnection()) {
                    if (m_closed) {
                        client->abort();
                        client->deleteLater();
                        continue;
                    }
                    auto *server = new QTcpSocket(client);
                    server->connectToHost(QStringLiteral("127.0.0.1"), serverPort);
                    relay(client, server);
                    relay(server, client);
                }
            });
            m_server->listen(QHostAddress::LocalHost);
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

LinkCutter::~LinkCutter()
{
    QMetaObject::invokeMethod(
        m_server, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void LinkCutter::cut()
{
    QMetaObject::invokeMethod(
        m_server,
        [this] {
            const auto clients = m_server->findChildren<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
            for (QTcpSocket *client : clients) {
                client->abort();
                client->deleteLater();
            }
        },
        Qt::BlockingQueuedConnection);
}

void LinkCutter::setClosed(bool closed)
{
    QMetaObject::invokeMethod(
        m_server, [this, closed] { m_closed = closed; }, Qt::BlockingQueuedConnection);
}

} // namespace smk

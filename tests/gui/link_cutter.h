// Stands between the wizard and the practice server on the loopback, and cuts the line when a test wants it: the
// server itself, its login and its files stay as they were.
#pragma once

#include <QTcpServer>
#include <QThread>

namespace smk {

class LinkCutter
{
public:
    explicit LinkCutter(quint16 serverPort);
    ~LinkCutter();
    [[nodiscard]] quint16 port() const { return m_port; }
    void cut();                  // every connection is reset
    void setClosed(bool closed); // nobody gets through: the server is down

private:
    QThread m_thread;
    QTcpServer *m_server = nullptr;
    quint16 m_port = 0;
    bool m_closed = false;
};

} // namespace smk

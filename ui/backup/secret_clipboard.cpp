#include "secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>

#include <chrono>

namespace smk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SecretClipboard::SecretClipboard(QObject *parent)
    : QObject(parent)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(60s);
    connect(m_timer, &QTimer::timeout, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::copy(const SecretString &secret)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    disconnect(clipboard, nullptr, this, nullptr);
    auto *data = new QMimeData;
    QString text = secret.revealed();
    data->setText(text);
    wipe(text);
    // KDE's Klipper and its like leave it out; the other names are Windows' own clipboard formats for the same wish.
    data->setData(u"x-kde-passwordManagerHint"_s, "secret");
    const QString windows = u"application/x-qt-windows-mime;value=\"%1\""_s;
    data->setData(windows.arg(u"ExcludeClipboardContentFromMonitorProcessing"_s), QByteArray(1, '\1'));
    data->setData(windows.arg(u"CanIncludeInClipboardHistory"_s), QByteArray(4, '\0'));
    data->setData(windows.arg(u"CanUploadToCloudClipboard"_s), QByteArray(4, '\0'));
    clipboard->setMimeData(data);
    m_ours = true;
    m_timer->start();
    // Queued: the change that we have just made ourselves must not count.
    QTimer::singleShot(0, this, [this, clipboard] {
        connect(clipboard, &QClipboard::dataChanged, this, [this, clipboard] {
            if (!clipboard->ownsClipboard())
                m_ours = false;
        });
    });
}

void SecretClipboard::clear()
{
    m_timer->stop();
    if (!std::exchange(m_ours, false) || QGuiApplication::instance() == nullptr)
        return;
    QGuiApplication::clipboard()->clear();
    Q_EMIT cleared();
}

} // namespace smk

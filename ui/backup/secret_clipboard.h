// A password on the clipboard: kept out of clipboard histories, taken away after a minute or when it is not needed.
#pragma once

#include "secret_string.h"

#include <QObject>

class QTimer;

namespace smk {

class SecretClipboard : public QObject
{
    Q_OBJECT
public:
    explicit SecretClipboard(QObject *parent = nullptr);
    ~SecretClipboard() override;
    void copy(const SecretString &secret);
    // Only what we put there; what somebody copied since stays.
    void clear();
    [[nodiscard]] bool holdsOurs() const { return m_ours; }

Q_SIGNALS:
    void cleared();

private:
    QTimer *m_timer;
    bool m_ours = false;
};

} // namespace smk

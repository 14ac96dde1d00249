// Icons of the things of the procedure: painted from paths on a 24 grid, stroke 2, round joins, tinted by the palette.
#pragma once

#include <QIcon>
#include <QWidget>

namespace smk {

enum class ObjectIcon {
    None,
    Server,
    NetworkServer,
    Key,
    Password,
    Medium,     // USB stick
    Redirected, // drive of another desktop (Remote Desktop)
    Disk,
    Folder,
    Act,
    Copy,
    Verify,
    Place,
    Calendar,
};

void paintIcon(QPainter &painter, const QRectF &rect, ObjectIcon icon, const QColor &color);
[[nodiscard]] QString iconWords(ObjectIcon icon);
// The program's own icon: a key in the accent, 16 to 256.
[[nodiscard]] QIcon applicationIcon(const QColor &accent);

class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(ObjectIcon icon = ObjectIcon::None, int size = 24, QWidget *parent = nullptr);
    void setIcon(ObjectIcon icon);
    // Accent (the default) or secondary.
    void setAccent(bool accent);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ObjectIcon m_icon;
    int m_size;
    bool m_accent = true;
};

} // namespace smk

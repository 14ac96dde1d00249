// A link that is a button: flat, in the link's colour, reached by Tab, pressed by Space or Enter, at least 24 high.
#pragma once

#include <QAbstractButton>

namespace smk {

class LinkButton : public QAbstractButton
{
    Q_OBJECT
public:
    // Left and right of the text, for the focus ring. A layout at an edge starts that much further out.
    static constexpr int Padding = 4;
    explicit LinkButton(const QString &text, QWidget *parent = nullptr);
    // Small text, as in the banner's grey line.
    void setSmall(bool small);
    // "F5" in grey after the text.
    void setKeyHint(const QString &hint);
    // With the folding chevron before it ("Advanced"): checkable, toggled() tells.
    void setFolding(bool folding);
    // Opens a menu: the chevron after it ("All steps").
    void setTrailingChevron(bool trailing);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool m_small = false;
    bool m_folding = false;
    bool m_trailing = false;
    QString m_hint;
};

} // namespace smk

// Labels in the few voices of the look. All take the little markup of rich_text.h, wrap, and let their text be
// selected.
#pragma once

#include <QLabel>

namespace smk {

[[nodiscard]] QLabel *bodyLabel(const QString &markup, QWidget *parent = nullptr);
[[nodiscard]] QLabel *secondaryLabel(const QString &markup, QWidget *parent = nullptr);
[[nodiscard]] QLabel *smallLabel(const QString &markup, QWidget *parent = nullptr); // secondary, 0.92
// "On this computer": DemiBold, above a block. Plain text; `&` gives it a mnemonic once it has a buddy.
[[nodiscard]] QLabel *sectionLabel(const QString &text, QWidget *parent = nullptr);
// Changes the text of any of these (keeps the accessible name in step).
void setMarkup(QLabel *label, const QString &markup);

// One line where there is room for it, and more lines where there is not (QLabel's own hint folds early). Plain text.
class FoldingLabel : public QLabel
{
    Q_OBJECT
public:
    explicit FoldingLabel(const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
};

} // namespace smk

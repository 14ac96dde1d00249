// T-SQL as it will run, keywords in the accent, the password as a mask of fixed length. The text it is given must
// already be masked: the mask is the sequence of maskText() in it.
#pragma once

#include <QPlainTextEdit>

namespace smk {

class StatementPreview : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit StatementPreview(QWidget *parent = nullptr);
    void setStatement(const QString &masked);
    // Eight dots; in contrast "[masked]".
    [[nodiscard]] static QString maskText();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace smk

// Cards to choose from: drives (radio or padlock, verdict row below) and instances (state at the right). A QListView
// with a delegate, so that arrow keys and screen readers come free. What is not possible is reached, never selected.
#pragma once

#include "object_icon.h"
#include "status_shape.h"

#include <QListView>

#include <vector>

namespace smk {

struct Card
{
    QString id;
    ObjectIcon icon = ObjectIcon::Medium;
    QString name;
    QString kind = {};         // "USB drive", after the name
    QString facts = {};        // small line below; little markup
    Shape shape = Shape::None; // of the verdict or the state
    QString word = {};         // "Fit.", "Not possible:", "No backup"
    QString sentence = {};     // after the word, or below it at the right
    bool possible = true;
};

enum class CardKind { Choice, Instance };

class CardModel;

class CardList : public QListView
{
    Q_OBJECT
public:
    explicit CardList(CardKind kind, QWidget *parent = nullptr);
    ~CardList() override;
    // Keeps the selection by id where the card is still there and possible; never jumps to another one by itself.
    void setCards(const std::vector<Card> &cards);
    [[nodiscard]] const std::vector<Card> &cards() const;
    void select(const QString &id); // empty: none
    [[nodiscard]] QString selectedId() const { return m_selected; }
    // Scrolls the page that holds the list, which is as high as its cards.
    void showCurrent();
    [[nodiscard]] CardKind cardKind() const { return m_kind; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void selected(const QString &id); // by the user, or by select()
    void looked(const QString &id);   // the current card, possible or not

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void findCurrent();
    CardKind m_kind;
    CardModel *m_model;
    QString m_selected;
};

} // namespace smk

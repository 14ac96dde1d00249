// The cards of a CardList as a model, and the delegate that paints them.
#pragma once

#include "card_list.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace smk {

class CardModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setCards(std::vector<Card> cards);
    [[nodiscard]] const std::vector<Card> &cards() const { return m_cards; }
    [[nodiscard]] int rowOf(const QString &id) const; // -1: none
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    void touch(); // the selection changed: accessible texts too
    QString selectedId;

private:
    std::vector<Card> m_cards;
};

class CardDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit CardDelegate(CardList *list);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] int heightOf(const Card &card, int width, bool last) const;

private:
    void paintChoice(QPainter &painter, const QRect &rect, const Card &card, const QPalette &palette, bool on) const;
    void paintInstance(QPainter &painter, const QRect &rect, const Card &card, const QPalette &palette, bool on) const;
    CardList *m_list;
};

} // namespace smk

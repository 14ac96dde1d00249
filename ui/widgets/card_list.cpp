#include "card_list.h"

#include "card_model.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollArea>

namespace smk {

CardList::CardList(CardKind kind, QWidget *parent)
    : QListView(parent)
    , m_kind(kind)
    , m_model(new CardModel(this))
{
    setModel(m_model);
    setItemDelegate(new CardDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setResizeMode(Adjust);
    setVerticalScrollMode(ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

CardList::~CardList() = default;

void CardList::setCards(const std::vector<Card> &cards)
{
    const QString current =
        currentIndex().isValid() ? m_model->cards()[std::size_t(currentIndex().row())].id : QString();
    m_model->setCards(cards);
    const int row = m_model->rowOf(m_selected);
    const bool kept = row >= 0 && cards[std::size_t(row)].possible;
    if (!m_selected.isEmpty() && !kept) {
        m_selected.clear();
        m_model->selectedId.clear();
        Q_EMIT selected({});
    }
    const int currentRow = m_model->rowOf(current);
    if (currentRow >= 0)
        selectionModel()->setCurrentIndex(m_model->index(currentRow), QItemSelectionModel::NoUpdate);
    if (hasFocus())
        findCurrent(); // the cards came, or the current one went, while the focus was here
    updateGeometry();
    viewport()->update();
}

const std::vector<Card> &CardList::cards() const
{
    return m_model->cards();
}

void CardList::select(const QString &id)
{
    const int row = id.isEmpty() ? -1 : m_model->rowOf(id);
    if (!id.isEmpty() && (row < 0 || !cards()[std::size_t(row)].possible))
        return;
    if (row >= 0)
        selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
    else
        selectionModel()->clear();
    if (m_selected == id)
        return;
    m_selected = id;
    m_model->selectedId = id;
    m_model->touch();
    viewport()->update();
    Q_EMIT selected(id);
}

void CardList::choose(const QModelIndex &index)
{
    if (index.isValid())
        select(cards()[std::size_t(index.row())].id);
}

int CardList::heightForWidth(int width) const
{
    const auto *painter = static_cast<const CardDelegate *>(itemDelegate());
    int height = 0;
    for (std::size_t row = 0; row < cards().size(); ++row)
        height += painter->heightOf(cards()[row], width, row + 1 == cards().size());
    return height;
}

QSize CardList::sizeHint() const
{
    const int wide = width() > 100 ? width() : 480;
    return {480, heightForWidth(wide)};
}

QSize CardList::minimumSizeHint() const
{
    const int wide = width() > 100 ? width() : 480;
    return {280, heightForWidth(wide)};
}

void CardList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        choose(currentIndex());
        return;
    }
    // Arrows move like among radio buttons: what is possible is selected at once, the rest is only read.
    QListView::keyPressEvent(event);
}

void CardList::mousePressEvent(QMouseEvent *event)
{
    QListView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(indexAt(event->position().toPoint()));
}

void CardList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

void CardList::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    findCurrent();
    viewport()->update();
}

// Where the focus is, a card is the current one: else it is neither seen nor heard.
void CardList::findCurrent()
{
    if (currentIndex().isValid() || m_model->rowCount() == 0)
        return;
    const int row = std::max(0, m_model->rowOf(m_selected));
    selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::NoUpdate);
}

void CardList::showCurrent()
{
    for (QWidget *at = parentWidget(); at != nullptr; at = at->parentWidget()) {
        auto *area = qobject_cast<QScrollArea *>(at);
        if (area == nullptr)
            continue;
        const QRect card = visualRect(currentIndex());
        const QPoint middle = viewport()->mapTo(area->widget(), card.center());
        area->ensureVisible(middle.x(), middle.y(), 0, card.height() / 2 + 16);
        return;
    }
}

void CardList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    viewport()->update();
    if (!current.isValid())
        return;
    const Card &card = cards()[std::size_t(current.row())];
    if (hasFocus() && card.possible && previous.isValid())
        select(card.id);
    if (hasFocus())
        showCurrent();
    Q_EMIT looked(card.id);
}

void CardList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}

} // namespace smk

#include "card_model.h"

#include "rich_text.h"
#include "theme.h"

#include <QPainter>
#include <QTextDocument>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int Gap = 8;           // between two cards
constexpr int Padding = 12;      // above the first and below the last line
constexpr int TextLeft = 89;     // Choice: 17 + radio 16 + 17 + icon 24 + 15
constexpr int TextLeftBare = 49; // the same without an icon
constexpr int InstanceTextLeft = 57;
constexpr int StateColumn = 406; // of 664, as drawn; scaled with the width

// A piece of marked text laid out to a width. QTextDocument wraps and knows rich text; cards are few.
struct Piece
{
    QTextDocument document;

    Piece(const QString &markup, const QFont &font, int width)
    {
        document.setDocumentMargin(0);
        document.setDefaultFont(font);
        document.setHtml(richText(markup));
        document.setTextWidth(width);
    }
    [[nodiscard]] int height() const { return int(document.size().height() + 0.99); }
    void paint(QPainter &painter, QPoint at, const QColor &color)
    {
        document.setDefaultStyleSheet({});
        QTextCursor all(&document);
        all.select(QTextCursor::Document);
        QTextCharFormat format;
        format.setForeground(color);
        all.mergeCharFormat(format);
        painter.save();
        painter.translate(at);
        document.drawContents(&painter);
        painter.restore();
    }
};

int textLeft(const Card &card)
{
    return card.icon == ObjectIcon::None ? TextLeftBare : TextLeft;
}

QString verdictMarkup(const Card &card)
{
    return card.word.isEmpty() ? card.sentence : bold(card.word) + u' ' + card.sentence;
}

int lineHeight(const QFont &font)
{
    return QFontMetrics(font).height();
}

void paintGround(QPainter &painter, const QRect &rect, const QPalette &palette, bool on, bool possible)
{
    const qreal width = on ? 2 : borderWidth();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.color(on ? QPalette::Highlight : QPalette::Mid), width));
    painter.setBrush(on ? tones().selectionTint : palette.color(possible ? QPalette::Base : QPalette::Window));
    painter.drawRoundedRect(QRectF(rect).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
}

// Name in DemiBold, kind beside it; both elide in the middle.
void paintNameLine(QPainter &painter, const QRect &line, const Card &card, const QColor &nameColor,
                   const QColor &kindColor)
{
    const QFontMetrics strong(strongFont());
    const QString name = strong.elidedText(card.name, Qt::ElideMiddle, line.width());
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
    painter.setFont(strongFont());
    painter.setPen(nameColor);
    painter.drawText(line, flags, name);
    painter.setFont(QFont());
    painter.setPen(kindColor);
    const QRect rest = line.adjusted(strong.horizontalAdvance(name) + 8, 0, 0, 0);
    if (rest.width() > 24)
        painter.drawText(rest, flags, painter.fontMetrics().elidedText(card.kind, Qt::ElideRight, rest.width()));
}

} // namespace

void CardModel::setCards(std::vector<Card> cards)
{
    beginResetModel();
    m_cards = std::move(cards);
    endResetModel();
}

int CardModel::rowOf(const QString &id) const
{
    for (std::size_t row = 0; row < m_cards.size(); ++row) {
        if (m_cards[row].id == id)
            return int(row);
    }
    return -1;
}

int CardModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant CardModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Card &card = m_cards[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return card.name;
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        QStringList parts{card.name, card.kind, plainText(card.facts), plainText(verdictMarkup(card))};
        if (role == Qt::AccessibleTextRole)
            parts << (card.id == selectedId ? tr("selected") : card.possible ? QString() : tr("cannot be chosen"));
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    if (role == Qt::AccessibleDescriptionRole)
        return iconWords(card.icon);
    return {};
}

Qt::ItemFlags CardModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags reachable = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return m_cards[std::size_t(index.row())].possible ? reachable | Qt::ItemIsSelectable : reachable;
}

void CardModel::touch()
{
    if (!m_cards.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

CardDelegate::CardDelegate(CardList *list)
    : QStyledItemDelegate(list)
    , m_list(list)
{
}

int CardDelegate::heightOf(const Card &card, int width, bool last) const
{
    const int name = lineHeight(strongFont());
    const int small = lineHeight(smallFont());
    int height = 0;
    if (m_list->cardKind() == CardKind::Instance) {
        height = std::max(72, 2 * 16 + name + small + 2);
    } else {
        height = Padding + name + (card.facts.isEmpty() ? 0 : 4 + small) + Padding;
        if (card.shape != Shape::None)
            height += 8 + std::max(16, Piece(verdictMarkup(card), QFont(), width - textLeft(card) - 24 - 16).height());
    }
    return height + (last ? 0 : Gap);
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto &cards = m_list->cards();
    const int width = m_list->viewport()->width();
    const bool last = index.row() + 1 == int(cards.size());
    return {width, heightOf(cards[std::size_t(index.row())], width, last)};
}

void CardDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &cards = m_list->cards();
    const Card &card = cards[std::size_t(index.row())];
    const bool last = index.row() + 1 == int(cards.size());
    const bool on = card.id == m_list->selectedId();
    const QPalette palette = m_list->palette();
    const QRect rect = option.rect.adjusted(0, 0, 0, last ? 0 : -Gap);
    painter->save();
    painter->setFont(QFont());
    paintGround(*painter, rect, palette, on, card.possible);
    if (m_list->cardKind() == CardKind::Choice)
        paintChoice(*painter, rect, card, palette, on);
    else
        paintInstance(*painter, rect, card, palette, on);
    if (m_list->hasFocus() && index == m_list->currentIndex()) {
        const int inset = on ? 5 : 1;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(palette.color(QPalette::Highlight), 2));
        painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 3, 3);
    }
    painter->restore();
}

void CardDelegate::paintChoice(QPainter &painter, const QRect &rect, const Card &card, const QPalette &palette,
                               bool on) const
{
    const QColor secondary = secondaryColor(palette);
    const QColor text = palette.color(QPalette::Text);
    const int name = lineHeight(strongFont());
    const int middle = rect.top() + Padding + name / 2;
    const QRect mark(rect.left() + 17, middle - 8 + 1, 16, 16);
    if (card.possible) {
        QStyleOptionButton radio;
        radio.initFrom(m_list);
        radio.rect = mark;
        radio.state = QStyle::State_Enabled | (on ? QStyle::State_On : QStyle::State_Off);
        m_list->style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &radio, &painter, m_list);
    } else {
        paintShape(painter, mark, Shape::Padlock, palette);
    }
    paintIcon(painter, QRectF(rect.left() + 49, middle - 8, 24, 24), card.icon,
              on ? palette.color(QPalette::Highlight) : secondary);
    const int left = rect.left() + textLeft(card);
    const int width = rect.right() - 16 - left;
    int top = rect.top() + Padding;
    paintNameLine(painter, QRect(left, top, width, name), card, card.possible ? text : secondary, secondary);
    top += name;
    if (!card.facts.isEmpty()) {
        top += 4;
        Piece facts(card.facts, smallFont(), -1);
        facts.paint(painter, {left, top}, secondary);
        top += lineHeight(smallFont());
    }
    if (card.shape != Shape::None) {
        top += 8;
        paintShape(painter, QRectF(left, top + (lineHeight(QFont()) - 16) / 2, 16, 16), card.shape, palette);
        Piece verdict(verdictMarkup(card), QFont(), width - 24);
        verdict.paint(painter, {left + 24, top}, card.possible ? text : secondary);
    }
}

void CardDelegate::paintInstance(QPainter &painter, const QRect &rect, const Card &card, const QPalette &palette,
                                 bool on) const
{
    const QColor secondary = secondaryColor(palette);
    const QColor text = palette.color(QPalette::Text);
    const int name = lineHeight(strongFont());
    const int small = lineHeight(smallFont());
    const int top = rect.top() + (rect.height() - name - small - 2) / 2;
    const int state = rect.left() + rect.width() * StateColumn / 664;
    paintIcon(painter, QRectF(rect.left() + 17, rect.center().y() - 11, 24, 24), card.icon,
              on ? palette.color(QPalette::Highlight) : secondary);
    const int left = rect.left() + InstanceTextLeft;
    paintNameLine(painter, QRect(left, top, state - left - 12, name), card, text, secondary);
    paintShape(painter, QRectF(state, top + (name - 16) / 2, 16, 16), card.shape, palette);
    const QRect word(state + 24, top, rect.right() - state - 24 - 8, name);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
    painter.setFont(strongFont());
    painter.setPen(text);
    painter.drawText(word, flags, painter.fontMetrics().elidedText(card.word, Qt::ElideRight, word.width()));
    painter.setFont(smallFont());
    painter.setPen(secondary);
    const QFontMetrics metrics = painter.fontMetrics();
    const QRect facts(left, top + name + 2, state - left - 12, small);
    painter.drawText(facts, flags, metrics.elidedText(plainText(card.facts), Qt::ElideRight, facts.width()));
    const QRect sentence(word.left(), top + name + 2, word.width(), small);
    painter.drawText(sentence, flags, metrics.elidedText(plainText(card.sentence), Qt::ElideRight, sentence.width()));
}

} // namespace smk

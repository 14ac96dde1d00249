#include "banner.h"

#include "accessible_role.h"
#include "button_row.h"
#include "clock.h"
#include "copy_text.h"
#include "labels.h"
#include "link_button.h"
#include "rich_text.h"
#include "status_shape.h"
#include "theme.h"
#include "word_book.h"

#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QColor toneOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Stopped:
        return tones().error;
    case BannerKind::Note:
        return tones().warning;
    case BannerKind::NotVerified:
        return tones().notVerified;
    }
    return {};
}

QColor tintOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Stopped:
        return tones().errorTint;
    case BannerKind::Note:
        return tones().warningTint;
    case BannerKind::NotVerified:
        return tones().notVerifiedTint;
    }
    return {};
}

Shape shapeOfKind(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Stopped:
        return Shape::Octagon;
    case BannerKind::Note:
        return Shape::Triangle;
    case BannerKind::NotVerified:
        return Shape::DashedDisc;
    }
    return Shape::None;
}

QString wordOf(BannerKind kind)
{
    switch (kind) {
    case BannerKind::Stopped:
        return Banner::tr("Stopped");
    case BannerKind::Note:
        return Banner::tr("Note");
    case BannerKind::NotVerified:
        return Banner::tr("Not verified");
    }
    return {};
}

QString wordOf(CauseCheck check)
{
    switch (check) {
    case CauseCheck::Found:
        return Banner::tr("found");
    case CauseCheck::RuledOut:
        return Banner::tr("ruled out");
    case CauseCheck::NotChecked:
        return Banner::tr("not checked");
    }
    return {};
}

Shape shapeOfCheck(CauseCheck check)
{
    switch (check) {
    case CauseCheck::Found:
        return Shape::FoundDot;
    case CauseCheck::RuledOut:
        return Shape::PlainTick;
    case CauseCheck::NotChecked:
        return Shape::Question;
    }
    return Shape::None;
}

// "15240, level 16, state 1 · 20:45:04 UTC"; what is not told is left out.
QString greyLine(const Problem &problem, const QDateTime &time, int repeats)
{
    QStringList number;
    if (problem.server && problem.server->number != 0) {
        number << QString::number(problem.server->number);
        if (problem.server->severity >= 0)
            number << Banner::tr("level %1").arg(problem.server->severity);
        if (problem.server->state >= 0)
            number << Banner::tr("state %1").arg(problem.server->state);
    }
    QStringList parts;
    if (!number.isEmpty())
        parts << number.join(u", "_s);
    parts << time.toString(u"HH:mm:ss"_s) + u" UTC"_s;
    if (repeats > 1)
        parts << Banner::tr("%n time(s)", nullptr, repeats);
    return parts.join(u" · "_s);
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    hide();
}

void Banner::showProblem(const Problem &problem, BannerKind kind)
{
    const bool again = m_showing && m_problem.id == problem.id && m_problem.arguments == problem.arguments;
    m_repeats = again ? m_repeats + 1 : 1;
    m_problem = problem;
    m_kind = kind == BannerKind::Stopped && problem.outcome == Outcome::Unknown ? BannerKind::NotVerified : kind;
    m_time = nowUtc();
    build();
    m_showing = true;
    show();
    setFocus(Qt::OtherFocusReason);
    alertReader(this);
    Q_EMIT shownChanged(true);
}

void Banner::dismiss()
{
    if (!m_showing)
        return;
    m_showing = false;
    m_primary = nullptr;
    hide();
    Q_EMIT shownChanged(false);
}

void Banner::build()
{
    m_primary = nullptr;
    if (m_inside) {
        m_inside->hide();
        m_inside->deleteLater();
        layout()->removeWidget(m_inside);
    }
    m_inside = new QWidget(this);
    layout()->addWidget(m_inside);
    const Wording words = wordingOf(m_problem.id, m_problem.arguments);
    setAccessibleName(u"%1. %2 %3"_s.arg(wordOf(m_kind), plainText(words.title), plainText(words.text)));
    setAccessibleDescription(plainText(words.remedy));

    auto *row = new QHBoxLayout(m_inside);
    row->setContentsMargins(17, 12, 16, 12);
    row->setSpacing(12);
    row->addWidget(new ShapeLabel(shapeOfKind(m_kind), 20, m_inside), 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    row->addLayout(column, 1);
    // The word in the state's tone, the title in the text's: one label, so that they wrap together.
    auto *title = bodyLabel({}, m_inside);
    title->setFont(bannerFont());
    title->setText(u"<span style=\"color:%1\">%2</span>&nbsp; %3"_s.arg(
        toneOf(m_kind).name(), wordOf(m_kind).toHtmlEscaped(), richText(words.title)));
    title->setAccessibleName(accessibleName());
    column->addWidget(title);
    if (!words.text.isEmpty())
        column->addWidget(bodyLabel(words.text, m_inside));
    addCauses(column);
    if (!words.remedy.isEmpty()) {
        column->addSpacing(4);
        column->addWidget(bodyLabel(words.remedy, m_inside));
    }
    if (!m_problem.command.isEmpty()) {
        auto *line = new QHBoxLayout;
        QLabel *command = bodyLabel(fixed(m_problem.command), m_inside);
        command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        command->setAccessibleName(tr("Command: %1").arg(m_problem.command));
        line->addWidget(command, 1);
        auto *copy = new LinkButton(tr("Copy command"), m_inside);
        connect(copy, &LinkButton::clicked, this, [this, copy] { copyText(m_problem.command, copy); });
        line->addWidget(copy, 0, Qt::AlignTop);
        column->addLayout(line);
    }
    addRemedies(column);
    addGreyLine(column);
    updateGeometry();
    update();
}

void Banner::addCauses(QVBoxLayout *column)
{
    if (m_problem.causes.empty())
        return;
    column->addSpacing(8);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(2, 80);
    int line = 0;
    for (const Cause &cause : m_problem.causes) {
        const bool found = cause.check == CauseCheck::Found;
        const QString text = wordingOf(cause.id, cause.arguments).title;
        auto *mark = new ShapeLabel(shapeOfCheck(cause.check), 16, m_inside);
        mark->alignToLine(font());
        grid->addWidget(mark, line, 0, Qt::AlignTop);
        QLabel *sentence = bodyLabel(text, m_inside);
        QLabel *word = found ? bodyLabel(wordOf(cause.check), m_inside) : secondaryLabel(wordOf(cause.check), m_inside);
        if (found) {
            sentence->setFont(strongFont());
            word->setFont(strongFont());
        }
        sentence->setAccessibleName(u"%1: %2"_s.arg(plainText(text), wordOf(cause.check)));
        word->setWordWrap(false);
        grid->addWidget(sentence, line, 1, Qt::AlignTop);
        grid->addWidget(word, line++, 2, Qt::AlignTop);
    }
    column->addLayout(grid);
}

void Banner::addRemedies(QVBoxLayout *column)
{
    if (m_problem.remedies.isEmpty())
        return;
    column->addSpacing(8);
    auto *row = new ButtonRow(8);
    column->addLayout(row);
    for (const QString &id : std::as_const(m_problem.remedies)) {
        auto *button = new QPushButton(wordingOf(id, m_problem.arguments).title, m_inside);
        button->setObjectName(u"remedy."_s + id);
        if (m_shields.contains(id)) {
            button->setIcon(shieldIcon(this));
            button->setAccessibleDescription(shapeWords(smk::Shape::Shield));
        }
        if (!m_primary) {
            m_primary = button;
            button->setDefault(true);
        }
        connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT remedyChosen(id); });
        row->addWidget(button);
        if (row->count() == 3)
            break; // one primary remedy, at most two more
    }
}

void Banner::addGreyLine(QVBoxLayout *column)
{
    column->addSpacing(4);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    QLabel *number = smallLabel(greyLine(m_problem, m_time, m_repeats), m_inside);
    number->setWordWrap(false);
    row->addWidget(number);
    auto *copy = new LinkButton(tr("Copy details"), m_inside);
    copy->setSmall(true);
    connect(copy, &LinkButton::clicked, this, [this, copy] { copyText(details(), copy); });
    row->addWidget(copy);
    const bool numbered = m_problem.server && m_problem.server->number != 0;
    auto *help = new LinkButton(
        numbered ? tr("%1: what is wrong?").arg(m_problem.server->number) : tr("What is wrong?"), m_inside);
    help->setSmall(true);
    connect(help, &LinkButton::clicked, this, [this] { Q_EMIT helpRequested(m_problem.id); });
    row->addWidget(help);
    row->addStretch(1);
    column->addLayout(row);
}

QString Banner::details() const
{
    const Wording words = wordingOf(m_problem.id, m_problem.arguments);
    QStringList lines{u"%1: %2"_s.arg(wordOf(m_kind), plainText(words.title)), plainText(words.text)};
    for (const Cause &cause : m_problem.causes)
        lines << u"- %1: %2"_s.arg(plainText(wordingOf(cause.id, cause.arguments).title), wordOf(cause.check));
    lines << plainText(words.remedy) << m_problem.command << greyLine(m_problem, m_time, m_repeats);
    if (m_problem.server)
        lines << m_problem.server->text << m_problem.server->sqlState;
    lines << m_problem.id;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor tone = toneOf(m_kind);
    const qreal width = hasFocus() ? 2 : borderWidth();
    const QRectF outline = QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2);
    painter.setPen(QPen(tone, width));
    painter.setBrush(tintOf(m_kind));
    painter.drawRoundedRect(outline, 4, 4);
    painter.setClipRect(QRectF(0, 0, 4, height()));
    painter.setBrush(tone);
    painter.drawRoundedRect(outline, 4, 4);
}

void Banner::focusInEvent(QFocusEvent *event)
{
    QFrame::focusInEvent(event);
    update();
}

void Banner::focusOutEvent(QFocusEvent *event)
{
    QFrame::focusOutEvent(event);
    update();
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    // The title's tone stands in its text.
    if (event->type() == QEvent::PaletteChange && m_showing)
        build();
}

} // namespace smk

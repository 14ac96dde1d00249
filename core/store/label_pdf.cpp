#include "store_step.h"

#include "display_text.h"
#include "thread_rule.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QTextLayout>

using namespace Qt::StringLiterals;

// The label of the medium, one third of an A4 page, laid out in millimetres. Black on white; nothing is ever elided.
namespace smk {

namespace {

constexpr double Width = 210;
constexpr double Height = 99;
constexpr double Left = 9.2;
constexpr double Right = 200;
constexpr double LeftColumnEnd = 97;
constexpr double LabelColumn = 104;
constexpr double ValueColumn = 122.8;

enum class Face { Text, Fixed };

class Sheet
{
public:
    explicit Sheet(QPaintDevice &device)
        : m_device(device)
        , m_painter(&device)
    {
    }
    [[nodiscard]] bool isOpen() const { return m_painter.isActive(); }

    [[nodiscard]] QFont font(double points, bool bold = false, Face face = Face::Text) const
    {
        QFont font;
        if (face == Face::Text)
            font.setFamilies({u"Noto Sans"_s, u"Open Sans"_s, u"Segoe UI"_s, u"DejaVu Sans"_s, u"Liberation Sans"_s});
        else
            font.setFamilies({u"Noto Sans Mono"_s, u"Consolas"_s, u"DejaVu Sans Mono"_s, u"Liberation Mono"_s});
        font.setPointSizeF(points);
        font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
        return font;
    }
    [[nodiscard]] double width(const QString &text, const QFont &font) const
    {
        return QFontMetricsF(font, &m_device).horizontalAdvance(text) / unit();
    }
    // The font made smaller until the text fits, down to 6 pt.
    [[nodiscard]] QFont fitting(const QString &text, QFont font, double room) const
    {
        while (width(text, font) > room && font.pointSizeF() > 6)
            font.setPointSizeF(font.pointSizeF() - 0.5);
        return font;
    }
    void text(double x, double baseline, const QString &text, const QFont &font)
    {
        m_painter.setFont(font);
        m_painter.drawText(QPointF(x * unit(), baseline * unit()), text);
    }
    void textEndingAt(double x, double baseline, const QString &shown, const QFont &font)
    {
        text(x - width(shown, font), baseline, shown, font);
    }
    // Wrapped, at most `lines` lines; returns the last baseline.
    double wrapped(double x, double baseline, double room, const QString &shown, const QFont &font, int lines)
    {
        QTextLayout layout(shown, font, &m_device);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        double y = baseline;
        for (int i = 0; i < lines; ++i) {
            QTextLine line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(room * unit());
            if (i > 0)
                y += font.pointSizeF() * 0.44;
            text(x, y, shown.mid(line.textStart(), line.textLength()), font);
        }
        layout.endLayout();
        return y;
    }
    void rule(double y)
    {
        m_painter.setPen(QPen(Qt::black, 1.5 / 72 * 25.4 * unit()));
        m_painter.drawLine(QPointF(Left * unit(), y * unit()), QPointF(Right * unit(), y * unit()));
    }
    void diagonal(const QString &word)
    {
        m_painter.save();
        m_painter.translate(Width / 2 * unit(), Height / 2 * unit());
        m_painter.rotate(-20);
        m_painter.setPen(QColor(205, 205, 205));
        const QFont large = font(74, true);
        text(-width(word, large) / 2, 9, word, large);
        m_painter.restore();
    }
    bool end() { return m_painter.end(); }

private:
    [[nodiscard]] double unit() const { return m_device.logicalDpiX() / 25.4; } // device units in a millimetre
    QPaintDevice &m_device;
    QPainter m_painter;
};

void drawLeftColumn(Sheet &sheet, const PaperFacts &f)
{
    const double room = LeftColumnEnd - Left;
    const QString server = displayText(f.serverName);
    sheet.text(Left, 25.4, server, sheet.fitting(server, sheet.font(20, true), room));
    const QString version = u"%1 · SQL Server %2 (%3)"_s.arg(f.instanceText, f.release, f.productVersion);
    sheet.text(Left, 31, version, sheet.fitting(version, sheet.font(11), room));

    sheet.text(Left, 37.6,
               f.keyModified.isValid()
                   ? u"Key GUID · key last changed %1"_s.arg(f.keyModified.toString(u"yyyy-MM-dd"_s))
                   : u"Key GUID"_s,
               sheet.font(8));
    const QString guid = f.keyGuid.isEmpty() ? u"not known"_s : displayText(f.keyGuid);
    const QString front = guid.chopped(std::min<qsizetype>(8, guid.size()));
    const QFont small = sheet.font(9, false, Face::Fixed);
    sheet.text(Left, 43.7, front, small);
    sheet.text(Left + sheet.width(front, small), 43.7, guid.right(8), sheet.font(15, true, Face::Fixed));

    sheet.text(Left, 51, u"Check code (first 16 hex of SHA-256)"_s, sheet.font(8));
    sheet.text(Left, 57.8, f.hash.checkCode(), sheet.font(16, true, Face::Fixed));

    sheet.text(Left, 64.8, u"File · %1 bytes"_s.arg(QLocale(QLocale::English).toString(f.size)), sheet.font(8));
    const QString file = displayText(f.fileName);
    sheet.wrapped(Left, 69.2, room, file, sheet.fitting(file, sheet.font(9.5, false, Face::Fixed), room), 4);
}

void drawRightColumn(Sheet &sheet, const PaperFacts &f)
{
    double y = 22;
    const QFont value = sheet.font(11);
    const auto row = [&](const QString &label, const QString &text, int lines, bool bold = false) {
        sheet.text(LabelColumn, y, label, sheet.font(8));
        y = sheet.wrapped(ValueColumn, y, Right - ValueColumn, text, bold ? sheet.font(11, true) : value, lines) + 6;
    };
    const QDateTime local = f.madeUtc.toLocalTime();
    const int offset = local.offsetFromUtc() / 60;
    const QString zone = u"%1%2:%3"_s.arg(offset < 0 ? u"-"_s : u"+"_s)
                             .arg(std::abs(offset) / 60, 2, 10, QLatin1Char('0'))
                             .arg(std::abs(offset) % 60, 2, 10, QLatin1Char('0'));
    sheet.text(LabelColumn, y, u"Made"_s, sheet.font(8));
    sheet.text(ValueColumn, y, f.madeUtc.toString(u"yyyy-MM-dd HH:mm"_s) + u" UTC"_s, value);
    sheet.text(ValueColumn, y + 4.9, u"%1 local (%2)"_s.arg(local.toString(u"yyyy-MM-dd HH:mm"_s), zone), value);
    y += 10.9;
    row(u"By"_s, displayText(f.operatorName), 1);
    sheet.text(LabelColumn, y, u"Proof"_s, sheet.font(8));
    for (const QString &line : f.proofLines.first(std::min<qsizetype>(f.proofLines.size(), 4))) {
        // What was reached stands out; what was not is there to be read all the same.
        const bool reached = !line.contains("not "_L1);
        sheet.text(ValueColumn, y, line, sheet.fitting(line, sheet.font(11, reached), Right - ValueColumn));
        y += 4.9;
    }
    y += 1.1;
    row(u"Restores to"_s, u"this instance; others only by decision"_s, 1);
    row(u"Due"_s,
        (f.nextDue.isValid() ? f.nextDue.toString(Qt::ISODate) : u"not set"_s)
            + u", or sooner when the key or its server changes"_s,
        2);
    row(u"Ask"_s, f.ask.isEmpty() ? u"not named"_s : displayText(f.ask), 1);
}

} // namespace

Result<void> drawLabel(QPaintDevice &device, const PaperFacts &facts)
{
    Sheet sheet(device);
    if (!sheet.isOpen())
        return fail(Problem{u"store.label-not-made"_s, {u"the page could not be begun"_s}});
    if (facts.rehearsal)
        sheet.diagonal(u"REHEARSAL"_s);
    sheet.text(Left, 11.4, u"SQL Server service master key – backup"_s, sheet.font(13, true));
    const QString number = displayText(facts.custodyNumber);
    if (!number.isEmpty()) {
        const QFont bold = sheet.fitting(number, sheet.font(11, true), 50);
        sheet.textEndingAt(Right, 11.4, number, bold);
        sheet.textEndingAt(Right - sheet.width(number, bold) - 1, 11.4, u"Custody no."_s, sheet.font(11));
    }
    sheet.rule(14.5);
    drawLeftColumn(sheet, facts);
    drawRightColumn(sheet, facts);
    sheet.rule(85.2);
    sheet.text(Left, 91.3, u"Password is kept elsewhere."_s, sheet.font(11, true));
    sheet.textEndingAt(Right, 91.3, u"How to restore: HOW-TO-RESTORE.txt on this medium"_s, sheet.font(11));
    if (!sheet.end())
        return fail(Problem{u"store.label-not-made"_s, {u"the page could not be ended"_s}});
    return {};
}

Result<QByteArray> labelPdf(const PaperFacts &facts)
{
    aboutToBlock("labelPdf");
    if (!qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return fail(Problem{u"store.label-not-made"_s, {u"no display system"_s}});
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(1200);
    writer.setPageSize(QPageSize(QSizeF(Width, Height), QPageSize::Millimeter, u"label"_s, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(u"%1Label of a service master key backup"_s.arg(facts.rehearsal ? u"REHEARSAL "_s : QString()));
    writer.setCreator(u"SMK Backup Wizard"_s);
    if (const Result<void> drawn = drawLabel(writer, facts); !drawn)
        return fail(drawn.error());
    return bytes;
}

} // namespace smk

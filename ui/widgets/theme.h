// The tokens of the look: palettes, the tones that QPalette lacks, and the few fonts. Everything painted by hand asks
// here at the moment of painting, so that a change of theme needs no bookkeeping.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

class QApplication;
class QWidget;

namespace smk {

enum class ThemeChoice { System, Light, Dark, Contrast };

struct Tones
{
    QColor selectionTint;
    QColor ok, okTint;
    QColor warning, warningShape, warningTint;
    QColor error, errorTint;
    QColor notVerified, notVerifiedTint;
    QColor rehearsal, rehearsalTint;
    QColor maskGround;
    bool dark = false;
    bool contrast = false;       // no tints, borders of 2, shapes in WindowText
    bool rehearsalDress = false; // plum replaces the accent
};

// "light", "dark", "contrast"; anything else is System.
[[nodiscard]] ThemeChoice themeFromName(const QString &name);
// May be called again at any time: when the dress changes, or the system's setting.
void applyTheme(QApplication &app, ThemeChoice choice, bool rehearsal);
[[nodiscard]] const Tones &tones();
[[nodiscard]] ThemeChoice currentTheme();

// The one value edge and the spacing, in logical pixels.
namespace metric {
inline constexpr int LabelWidth = 160;
inline constexpr int ValueEdge = 176;
inline constexpr int PageMargin = 32;
inline constexpr int PageMarginNarrow = 16;
inline constexpr int SideWidth = 232;
inline constexpr int FooterHeight = 64;
inline constexpr int NarrowBelow = 860;
inline constexpr int LowBelow = 540;
} // namespace metric

// Fonts from the system's: title 1.4 DemiBold, banner title 1.15 DemiBold, strong DemiBold, small 0.92 (≥ 8 pt),
// fixed 0.92 of the fixed font.
[[nodiscard]] QFont titleFont();
[[nodiscard]] QFont bannerFont();
[[nodiscard]] QFont strongFont();
[[nodiscard]] QFont smallFont();
[[nodiscard]] QFont fixedFont();
[[nodiscard]] QFont fixedStrongFont();

[[nodiscard]] QColor secondaryColor(const QPalette &palette);
// Width of a hairline in this theme: 1, in contrast 2.
[[nodiscard]] int borderWidth();

} // namespace smk

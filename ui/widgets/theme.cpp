#include "theme.h"

#include "smk_style.h"
#include "system_theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QStyleFactory>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

struct State
{
    Tones tones;
    ThemeChoice choice = ThemeChoice::System;
};

State &state()
{
    static State now;
    return now;
}

struct Roles
{
    const char *page, *frame, *raised, *text, *secondary, *disabled, *accent, *onAccent, *control, *hairline, *tint;
};

constexpr Roles LightRoles{"#FFFFFF", "#F2F4F7", "#FFFFFF", "#1A2330", "#515C6B", "#616C79",
                           "#17609E", "#FFFFFF", "#7B8694", "#D8DDE4", "#EAF2FA"};
constexpr Roles DarkRoles{"#1F2329", "#171A1F", "#2A3038", "#E7EAEE", "#AAB3BF", "#949EAA",
                          "#74B4F0", "#0C1824", "#7C8794", "#383F49", "#22303F"};
// For --theme contrast; a system in high contrast brings its own palette.
constexpr Roles ContrastRoles{"#000000", "#000000", "#000000", "#FFFFFF", "#FFFFFF", "#3FF23F",
                              "#1AEBFF", "#000000", "#FFFFFF", "#FFFFFF", "#000000"};

QColor color(const char *name)
{
    return QColor(QLatin1StringView(name));
}

QPalette paletteOf(const Roles &roles, const QColor &accent, const QColor &onAccent)
{
    QPalette palette(color(roles.raised), color(roles.frame));
    const auto set = [&palette](QPalette::ColorRole role, const QColor &value) { palette.setColor(role, value); };
    set(QPalette::Base, color(roles.page));
    set(QPalette::Window, color(roles.frame));
    set(QPalette::AlternateBase, color(roles.frame));
    set(QPalette::Button, color(roles.raised));
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        set(role, color(roles.text));
    set(QPalette::ToolTipBase, color(roles.page));
    set(QPalette::PlaceholderText, color(roles.secondary));
    set(QPalette::Highlight, accent);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::Dark, color(roles.control));
    set(QPalette::Mid, color(roles.hairline));
    set(QPalette::Midlight, color(roles.hairline));
    set(QPalette::Light, color(roles.page));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, color(roles.disabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(roles.disabled));
    return palette;
}

Tones tonesOf(bool dark)
{
    Tones t;
    t.dark = dark;
    const auto pick = [dark](const char *light, const char *other) { return color(dark ? other : light); };
    t.selectionTint = pick("#EAF2FA", "#22303F");
    t.ok = pick("#1B7443", "#70CC96");
    t.okTint = pick("#EBF5EF", "#1C3026");
    t.warning = pick("#8A5A00", "#F0BC62");
    t.warningShape = pick("#B36B00", "#F0BC62");
    t.warningTint = pick("#FFF5DC", "#352C19");
    t.error = pick("#B3261E", "#FF9389");
    t.errorTint = pick("#FCECEA", "#3B2322");
    t.notVerified = pick("#475569", "#B4C0D0");
    t.notVerifiedTint = pick("#EEF1F5", "#2A313B");
    t.rehearsal = pick("#7A2E7E", "#DD9BE0");
    t.rehearsalTint = pick("#F7EFF7", "#33263A");
    t.maskGround = pick("#DDE2E9", "#333B46");
    return t;
}

// Two tones: every state in the text's colour, every ground the window's.
Tones contrastTones(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    const QColor ground = palette.color(QPalette::Window);
    Tones t;
    t.contrast = true;
    t.dark = ground.lightness() < text.lightness();
    for (QColor *tone : {&t.ok, &t.warning, &t.warningShape, &t.error, &t.notVerified, &t.rehearsal})
        *tone = text;
    for (QColor *tint : {&t.selectionTint, &t.okTint, &t.warningTint, &t.errorTint, &t.notVerifiedTint,
                         &t.rehearsalTint, &t.maskGround})
        *tint = ground;
    return t;
}

QFont scaled(qreal factor, QFont font, bool strong)
{
    font.setPointSizeF(std::max(font.pointSizeF() * factor, factor < 1 ? 8.0 : 0.0));
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

ThemeChoice themeFromName(const QString &name)
{
    if (name == "light"_L1)
        return ThemeChoice::Light;
    if (name == "dark"_L1)
        return ThemeChoice::Dark;
    return name == "contrast"_L1 ? ThemeChoice::Contrast : ThemeChoice::System;
}

void applyTheme(QApplication &app, ThemeChoice choice, bool rehearsal)
{
    static const QPalette systemPalette = app.palette();
    State &now = state();
    now.choice = choice;
    if (choice == ThemeChoice::System && systemHighContrast()) {
        // The system's own style and palette: whoever chose them needs them.
        const QStringList styles = QStyleFactory::keys();
        app.setStyle(styles.contains(u"windowsvista"_s) ? u"windowsvista"_s : styles.value(0));
        now.tones = contrastTones(systemPalette);
        now.tones.rehearsalDress = rehearsal;
        app.setPalette(systemPalette);
        return;
    }
    QPalette palette;
    if (choice == ThemeChoice::Contrast) {
        palette = paletteOf(ContrastRoles, color(ContrastRoles.accent), color(ContrastRoles.onAccent));
        palette.setColor(QPalette::Link, QColor(0xff, 0xff, 0x00));
        now.tones = contrastTones(palette);
    } else {
        const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark(systemPalette));
        const Roles &roles = dark ? DarkRoles : LightRoles;
        now.tones = tonesOf(dark);
        const QColor accent = rehearsal ? now.tones.rehearsal : color(roles.accent);
        palette = paletteOf(roles, accent, color(roles.onAccent));
        if (rehearsal)
            now.tones.selectionTint = now.tones.rehearsalTint;
    }
    now.tones.rehearsalDress = rehearsal;
    if (!qobject_cast<SmkStyle *>(app.style()))
        app.setStyle(new SmkStyle);
    app.setPalette(palette);
}

const Tones &tones()
{
    return state().tones;
}

ThemeChoice currentTheme()
{
    return state().choice;
}

QFont titleFont()
{
    return scaled(1.4, QApplication::font(), true);
}

QFont bannerFont()
{
    return scaled(1.15, QApplication::font(), true);
}

QFont strongFont()
{
    return scaled(1, QApplication::font(), true);
}

QFont smallFont()
{
    return scaled(0.92, QApplication::font(), false);
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    // Windows names Courier New, which is too thin to compare a check code in; elsewhere the system's own is there.
    font.setFamilies({u"Consolas"_s, font.family(), u"Liberation Mono"_s});
    font.setPointSizeF(QApplication::font().pointSizeF());
    return scaled(0.92, font, false);
}

QFont fixedStrongFont()
{
    QFont font = fixedFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QColor secondaryColor(const QPalette &palette)
{
    return palette.color(QPalette::PlaceholderText);
}

int borderWidth()
{
    return tones().contrast ? 2 : 1;
}

} // namespace smk

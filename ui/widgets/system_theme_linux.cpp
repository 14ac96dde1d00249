#include "system_theme.h"

namespace smk {

bool systemIsDark(const QPalette &systemPalette)
{
    return systemPalette.color(QPalette::Window).lightness() < systemPalette.color(QPalette::WindowText).lightness();
}

bool systemHighContrast()
{
    return false; // no setting that all desktops share; --theme contrast chooses it
}

} // namespace smk

#include "system_theme.h"

#include <QSettings>

#include <windows.h>

namespace smk {

using namespace Qt::StringLiterals;

bool systemIsDark(const QPalette &)
{
    // Qt 6.4's palette stays light on Windows; the setting itself tells.
    const QSettings personalize(uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s,
                                QSettings::NativeFormat);
    return personalize.value(u"AppsUseLightTheme"_s, 1).toInt() == 0;
}

bool systemHighContrast()
{
    HIGHCONTRASTW setting{};
    setting.cbSize = sizeof(setting);
    return SystemParametersInfoW(SPI_GETHIGHCONTRAST, sizeof(setting), &setting, 0) != 0
           && (setting.dwFlags & HCF_HIGHCONTRASTON) != 0;
}

} // namespace smk

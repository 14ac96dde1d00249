#!/bin/bash
# window.sh BUILD_DIR BRIDGE: the whole procedure in the window under Wine, on an X server with a window manager, light and
# dark, with a picture of each page in BUILD_DIR/artefacts/wine-<theme>; then smk-wizard.exe itself is opened and closed.
set -u
build=${1:?build folder} bridge=${2:?bridge}
export SMK_WINE_SCREEN=yes
source "$(dirname "$0")/wine-env"
for tool in xvfb-run openbox xdotool import; do
    if ! command -v "$tool" >/dev/null; then
        echo "not ok window: $tool is not installed"
        exit 1
    fi
done
wine_paths || exit 1
unset WINEQT_QPA_PLATFORM
export bridge build
work=$(mktemp -d /var/tmp/smk-wine-window-XXXXXX)
# As in wine_house.py: what a library of Unix is handed as "Z:/…" is a path here too.
ln -s / "$work/Z:"
ln -s "$WINEPREFIX/drive_c" "$work/C:"
cd "$work" || exit 1
rm -rf "$WINEPREFIX"/drive_c/users/*/Temp/smk-*
export SMK_WINE_FREETDS_CONFS="$WINEPREFIX/drive_c/users/*/Temp/smk-*/freetds.conf"
failed=0

new_wine_server() {
    wineserver -k 2>/dev/null
    timeout 30 wineserver -w
}
# The tests after this one find what wine-start had left.
trap 'cd /; rm -rf "$work"; new_wine_server; SMK_WINE_SCREEN=no "$here/wine-start" >/dev/null' EXIT

# on_screen FUNCTION: with a screen and a window manager of its own (a plain sh stands between, which drops functions).
# Wine's desktop belongs to the first program of a Wine server, and stays without a screen, or on one that has gone: each
# screen gets a Wine server of its own, or no window could be made on it.
on_screen() {
    new_wine_server
    xvfb-run -a -s "-screen 0 1280x1024x24" bash -c "$(declare -f "$1")"'
        openbox >/dev/null 2>&1 & manager=$!
        '"$1"'; code=$?
        kill $manager 2>/dev/null
        exit $code'
}

pass() {
    LD_PRELOAD=$bridge timeout -k 5 200 wine "$build/bin/gui_straight_path.exe" </dev/null
}

# smk-wizard.exe as a person starts it: its window comes, is looked at, and Alt+F4 ends it with 0.
program() {
    LD_PRELOAD=$bridge timeout -k 5 120 wine "$build/bin/smk-wizard.exe" --rehearsal --data "Z:${work//\//\\}\\data" </dev/null &
    local wizard=$! window
    window=$(timeout 60 xdotool search --sync --onlyvisible --name 'SMK Backup' | head -1)
    [ -n "$window" ] || { echo "no window of smk-wizard.exe"; kill $wizard; return 1; }
    sleep 6
    import -window root "$SMK_UNIX_PICTURES/program-start.png"
    xdotool key Return
    sleep 6
    import -window root "$SMK_UNIX_PICTURES/program-connect.png"
    # A key can be lost where the window manager has just given the focus away: pressed again while the window is there.
    local attempt
    for attempt in 1 2 3 4 5 6; do
        xdotool search --onlyvisible --name 'SMK Backup' windowactivate --sync key alt+F4 2>/dev/null
        for second in 1 2 3 4 5 6 7 8 9 10; do
            kill -0 $wizard 2>/dev/null || break 2
            sleep 0.5
        done
    done
    if kill -0 $wizard 2>/dev/null; then
        xdotool search --onlyvisible --name 'SMK Backup' >/dev/null && echo "its window does not close" || echo "its process does not end"
        kill $wizard
        return 1
    fi
    wait $wizard
}

for theme in light dark; do
    pictures=$build/artefacts/wine-$theme
    rm -rf "$pictures"
    mkdir -p "$pictures"
    export SMK_THEME=$theme SMK_PICTURES=Z:$pictures SMK_THREAD_RULE=abort SMK_PICTURE_PAUSE=1500 SMK_UNIX_PICTURES=$pictures work
    if on_screen pass >"$build/artefacts/wine-$theme.log" 2>&1; then
        echo "ok window: the whole procedure under Wine, $theme, $(find "$pictures" -name '*.png' | wc -l) pictures"
    else
        echo "not ok window: the whole procedure under Wine, $theme: $(tail -5 "$build/artefacts/wine-$theme.log" | tr '\n' ' ')"
        failed=1
    fi
done
if on_screen program >"$build/artefacts/wine-program.log" 2>&1; then
    echo "ok window: smk-wizard.exe opens and closes"
else
    echo "not ok window: smk-wizard.exe: $(tail -5 "$build/artefacts/wine-program.log" | tr '\n' ' ')"
    failed=1
fi
exit $failed

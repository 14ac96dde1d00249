#!/bin/bash
# Pictures of every page and scenario, light and dark, under Xvfb with a window manager: screenshots.sh BUILD_DIR.
# They lie in BUILD_DIR/artefacts/<theme>. Without Xvfb or openbox: 77, skipped with the reason (in CI a failure).
# Three programs at once (SMK_SCREENS), each with a screen of its own: most of their time they wait for an animation or an answer.
set -u
build=${1:?build folder}
for tool in xvfb-run openbox; do
    if ! command -v "$tool" >/dev/null; then
        echo "skipped: $tool is not installed"
        [ -n "${CI:-}" ] && exit 1
        exit 77
    fi
done
export SMK_THREAD_RULE=abort QT_QPA_PLATFORM=xcb
# pass SCREEN THEME TEST: the screen's number is ours; xvfb-run -a may give two that start at once the same one.
pass() {
    local theme=$2 test=$3
    export SMK_THEME=$theme SMK_PICTURES=$build/artefacts/$theme
    mkdir -p "$SMK_PICTURES"
    # shellcheck disable=SC2016
    xvfb-run -n "$1" -s "-screen 0 1280x1024x24" bash -c '
        openbox >/dev/null 2>&1 & manager=$!
        "$0"; code=$?
        kill $manager 2>/dev/null
        exit $code' "$build/bin/gui_$test" >"$build/artefacts/$theme-$test.log" 2>&1 || {
        echo "failed: gui_$test ($theme), see artefacts/$theme-$test.log"
        return 1
    }
}
failed=0 screen=$((200 + $$ % 300 * 20)) running=0
# The long ones first; and not those of Connect at once, which want one port (they would wait for each other).
for test in scenarios:light scenarios:dark reconnect:light connect:light reconnect:dark straight_path:light straight_path:dark \
    resume:light connect:dark resume:dark; do
    if [ $running -ge "${SMK_SCREENS:-3}" ]; then
        wait -n || failed=1
        running=$((running - 1))
    fi
    while [ -e "/tmp/.X$screen-lock" ]; do screen=$((screen + 1)); done
    pass $screen "${test#*:}" "${test%:*}" &
    running=$((running + 1)) screen=$((screen + 1))
done
while [ $running -gt 0 ]; do
    wait -n || failed=1
    running=$((running - 1))
done
for theme in light dark; do
    echo "$theme: $(find "$build/artefacts/$theme" -name '*.png' | wc -l) pictures in artefacts/$theme"
done
exit $failed

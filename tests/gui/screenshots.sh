#!/bin/bash
# Pictures of every page and scenario, light and dark, under Xvfb with a window manager: screenshots.sh BUILD_DIR.
# They lie in BUILD_DIR/artefacts/<theme>. Without Xvfb or openbox: 77, skipped with the reason (in CI a failure).
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
failed=0
for theme in light dark; do
    export SMK_THEME=$theme SMK_PICTURES=$build/artefacts/$theme
    mkdir -p "$SMK_PICTURES"
    for test in straight_path scenarios connect resume reconnect; do
        xvfb-run -a -s "-screen 0 1280x1024x24" bash -c '
            openbox >/dev/null 2>&1 & manager=$!
            "$0"; code=$?
            kill $manager 2>/dev/null
            exit $code' "$build/bin/gui_$test" >"$build/artefacts/$theme-$test.log" 2>&1 || {
            echo "failed: gui_$test ($theme), see artefacts/$theme-$test.log"
            failed=1
        }
    done
    echo "$theme: $(find "$SMK_PICTURES" -name '*.png' | wc -l) pictures in artefacts/$theme"
done
exit $failed

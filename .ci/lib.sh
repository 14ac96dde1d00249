# Shared by the scripts of this folder (sourced by bash).
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)

say() { printf '\n== %s\n' "$*"; }

# Builds belong to the user whose checkout this is, also where the script was called through sudo.
as_user() {
    if [ "$(id -u)" = 0 ] && [ -n "${SUDO_USER:-}" ] && [ "$SUDO_USER" != root ] \
        && [ "$(stat -c %U "$top")" = "$SUDO_USER" ]; then
        runuser -u "$SUDO_USER" -- "$@"
    else
        "$@"
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

# May this run act as root? (sudo without a question, or with a terminal to ask on)
can_be_root() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; }
}

# install_packages LIST…: asks apt only for what is missing, and not at all when nothing is. A line "PACKAGE|COMMAND" is
# wanted only where the command is missing: another package, or another source, may have brought it.
install_packages() {
    local wanted missing=() package
    wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' "$@" | sed '/^$/d' | sort -u)
    for package in $wanted; do
        if [ "$package" != "${package#*|}" ]; then
            command -v "${package#*|}" >/dev/null && continue
            package=${package%|*}
        fi
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        echo "packages: nothing missing"
        return
    fi
    echo "packages: installing ${missing[*]}"
    if ! can_be_root; then
        echo "These packages are missing, and this user can neither be root nor use sudo. As root:" >&2
        echo "    apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q update
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install "${missing[@]}"
}

# build PRESET TARGET…: configures once; ninja looks for itself what is to be done.
build() {
    local preset=$1 folder=$top/build/$1
    shift
    [ -f "$folder/build.ninja" ] || as_user cmake -S "$top" --preset "$preset" --log-level=WARNING
    as_user cmake --build "$folder" --parallel "$jobs" ${1:+--target "$@"}
}

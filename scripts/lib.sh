# What the scripts share: where things are, how they speak, and how what is missing is set up.
# Sourced by the scripts beside it; bash 4 or newer.
# shellcheck shell=bash

set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$ROOT"

# Outside the checkout, so that clean checkouts on one machine share what third parties' crates
# were compiled to.
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/headroom
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-${HEADROOM_TARGET_DIR:-$CACHE/target}}
# The Wasm builder looks for the workspace above the target folder, unless it is told.
export WASM_BUILD_WORKSPACE_HINT=$ROOT
export RUST_BACKTRACE=${RUST_BACKTRACE:-1}
# A machine that builds once gains nothing from incremental builds; one that builds all day does.
if [[ -n ${CI:-} ]]; then
    export CARGO_INCREMENTAL=${CARGO_INCREMENTAL:-0}
fi

WASM_TARGET=wasm32v1-none
# The name under which rustup gets to know Debian's Rust.
DEBIAN_TOOLCHAIN=debian
# Vite's.
NODE_LEAST=20.19

say() { printf '%s\n' "$*"; }
title() { printf '\n== %s\n' "$*"; }
# The comment at the top of the script that runs.
usage() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; }
have() { command -v "$1" >/dev/null 2>&1; }

# Ends the script with a sentence that says what is wrong and what to do.
die() {
    printf '\nerror: %s\n' "$*" >&2
    exit 1
}

# 83 -> "1 min 23 s"
duration() {
    local seconds=$1
    if ((seconds >= 60)); then
        printf '%d min %d s' $((seconds / 60)) $((seconds % 60))
    else
        printf '%d s' "$seconds"
    fi
}

# Whether version $1 is at least $2: 1.95.0 1.90
at_least() { [[ $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]; }

# Runs a command as root; fails where that is impossible without asking for a password that
# nobody is there to type.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif have sudo && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
        sudo "$@"
    else
        return 1
    fi
}

# Installs Debian packages, and never removes one for it.
apt_install() {
    have apt-get || return 1
    say "  installing by apt: $*"
    local log
    log=$(mktemp)
    local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -q)
    # The lists may be old or absent; if they can't be fetched, the old ones may still do.
    as_root "${apt[@]}" update >"$log" 2>&1 || true
    if ! as_root "${apt[@]}" install -y --no-install-recommends --no-remove "$@" >>"$log" 2>&1; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# --- Rust -------------------------------------------------------------------------------------

setup_rust() {
    local least version
    least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
    if ! have cargo || ! have rustc; then
        die "Rust is missing. Install rustup (package 'rustup' of your system, or as" \
            "rust-lang.org says), run 'rustup toolchain install stable', and start again."
    fi
    version=$(rustc --version | cut -d' ' -f2)
    if ! at_least "$version" "$least"; then
        die "rustc is $version, and the chain needs $least or newer. Run 'rustup update stable'" \
            "and start again."
    fi
    say "Rust: $version"
}

# --- A C++ compiler ---------------------------------------------------------------------------

# wasm-opt, zstd and secp256k1 are C and C++.
setup_compiler() {
    if ! have "${CXX:-c++}" || ! have "${CC:-cc}"; then
        say "C++ compiler: missing"
        apt_install build-essential ||
            die "a C and C++ compiler is missing, and could not be installed. Install one as root" \
                "('apt-get install build-essential') and start again."
    fi
}

# --- protoc -----------------------------------------------------------------------------------

setup_protoc() {
    if ! have "${PROTOC:-protoc}"; then
        say "protoc: missing"
        apt_install protobuf-compiler ||
            die "protoc is missing, and could not be installed. Install it as root" \
                "('apt-get install protobuf-compiler'), or point PROTOC at one, and start again."
    fi
    say "protoc: $("${PROTOC:-protoc}" --version | cut -d' ' -f2)"
}

# --- The Wasm target --------------------------------------------------------------------------

# Whether the sysroot $1 has core for the runtime's target.
has_wasm() { compgen -G "$1/lib/rustlib/$WASM_TARGET/lib/libcore-*.rlib" >/dev/null; }

# Whether Debian's Rust was made ready, by the compiler that it is now.
debian_wasm_ready() {
    local stamp=/usr/lib/rustlib/$WASM_TARGET/made-by
    [[ -x /usr/bin/rustc && -x /usr/bin/cargo ]] && has_wasm /usr &&
        [[ -f $stamp && $(cat "$stamp") == "$(/usr/bin/rustc --version)" ]] &&
        [[ -x $(debian_linker_dir)/rust-lld ]]
}

debian_linker_dir() { printf '/usr/lib/rustlib/%s/bin' "$(debian_host)"; }
debian_host() { /usr/bin/rustc -vV | sed -n 's/^host: //p'; }

# An empty crate like the runtime's outermost shell, in the folder $1.
empty_wasm_crate() {
    mkdir -p "$1/src"
    cat >"$1/Cargo.toml" <<'END'
[package]
name = "empty"
version = "0.0.0"
edition = "2021"
[lib]
crate-type = ["cdylib"]
[profile.release]
lto = false
panic = "abort"
[workspace]
END
    cat >"$1/src/lib.rs" <<'END'
#![no_std]
extern crate alloc;
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
END
    # Something has to allocate, or alloc is not linked.
    cat >>"$1/src/lib.rs" <<'END'
struct Nowhere;
unsafe impl core::alloc::GlobalAlloc for Nowhere {
    unsafe fn alloc(&self, _: core::alloc::Layout) -> *mut u8 {
        core::ptr::null_mut()
    }
    unsafe fn dealloc(&self, _: *mut u8, _: core::alloc::Layout) {}
}
#[global_allocator]
static NOWHERE: Nowhere = Nowhere;
#[no_mangle]
pub extern "C" fn length(n: usize) -> usize {
    alloc::vec![1u8; n].len()
}
END
}

# Debian's cargo in a folder of its own, away from this workspace and its environment.
debian_cargo() {
    local folder=$1
    shift
    (cd "$folder" && env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u RUSTC -u RUSTUP_TOOLCHAIN \
        -u CARGO_BUILD_TARGET CARGO_TARGET_DIR="$folder/target" RUSTC=/usr/bin/rustc \
        "${DEBIAN_CARGO_ENV[@]}" /usr/bin/cargo "$@")
}
DEBIAN_CARGO_ENV=(CARGO_INCREMENTAL=0)

# The way that needs nothing but Debian's archive. Debian's Rust has no library for the target,
# but the library's sources: build it once and put it where the compiler looks for it.
debian_wasm() {
    if [[ ! -x /usr/bin/rustc || ! -x /usr/bin/cargo || ! -d /usr/lib/rustlib/src/rust ]]; then
        apt_install rustc-web cargo-web rust-web-src || return 1
    fi
    # The linker has to be as new as the compiler's LLVM. The versions move, so they are asked for.
    local llvm host work linker
    llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    have "wasm-ld-$llvm" || apt_install "lld-$llvm" || return 1
    host=$(debian_host)
    linker=$(command -v "wasm-ld-$llvm")

    if have rustup; then
        rustup toolchain link "$DEBIAN_TOOLCHAIN" /usr || return 1
    fi

    if ! debian_wasm_ready; then
        say "  building core and alloc for $WASM_TARGET from Debian's sources"
        work=$(mktemp -d)
        empty_wasm_crate "$work/make"
        # RUSTC_BOOTSTRAP lets a stable compiler build its own library. Without embed-bitcode the
        # runtime's last link fails: it optimises across crates.
        DEBIAN_CARGO_ENV=(CARGO_INCREMENTAL=0 RUSTC_BOOTSTRAP=1
            "RUSTFLAGS=-Cembed-bitcode=yes -Clinker=$linker")
        if ! debian_cargo "$work/make" build --release --target "$WASM_TARGET" \
            -Z build-std=core,alloc >"$work/log" 2>&1; then
            tail -n 25 "$work/log" >&2
            rm -rf "$work"
            return 1
        fi
        DEBIAN_CARGO_ENV=(CARGO_INCREMENTAL=0)

        local built=$work/make/target/$WASM_TARGET/release/deps
        local lib=/usr/lib/rustlib/$WASM_TARGET/lib
        as_root mkdir -p "$lib" "/usr/lib/rustlib/$host/bin" || return 1
        # What an older compiler made must go: two versions of core are an error.
        as_root find "$lib" -name 'lib*.rlib' -delete
        as_root cp "$built"/libcore-*.rlib "$built"/liballoc-*.rlib \
            "$built"/libcompiler_builtins-*.rlib "$lib/" || return 1
        as_root ln -sf "$(command -v "lld-$llvm")" "/usr/lib/rustlib/$host/bin/rust-lld" || return 1

        # As the runtime will be built: no build-std, optimised across crates, the default linker.
        empty_wasm_crate "$work/check"
        sed -i 's/^lto = false/lto = true/' "$work/check/Cargo.toml"
        if ! debian_cargo "$work/check" build --release --target "$WASM_TARGET" \
            >"$work/log" 2>&1; then
            tail -n 25 "$work/log" >&2
            rm -rf "$work"
            return 1
        fi
        /usr/bin/rustc --version | as_root tee "/usr/lib/rustlib/$WASM_TARGET/made-by" >/dev/null
        rm -rf "$work"
    fi
    use_debian_wasm
}

# Without rustup the cargo that builds is Debian's own, and the builder needs no toolchain's name.
use_debian_wasm() {
    if have rustup; then
        export WASM_BUILD_TOOLCHAIN=$DEBIAN_TOOLCHAIN
    fi
}

# HEADROOM_WASM=debian or =rustup takes that way whatever is there.
setup_wasm() {
    local way=${HEADROOM_WASM:-}
    case $way in
        '' | rustup | debian) ;;
        *) die "HEADROOM_WASM is '$way'; it can be 'rustup', 'debian' or unset." ;;
    esac
    if [[ $way != debian ]]; then
        if has_wasm "$(rustc --print sysroot)"; then
            say "Wasm: $WASM_TARGET is there, of the Rust in use"
            return
        fi
        if have rustup && timeout 180 rustup target add "$WASM_TARGET" >/dev/null 2>&1 &&
            has_wasm "$(rustc --print sysroot)"; then
            say "Wasm: $WASM_TARGET was added by rustup"
            return
        fi
        if [[ $way == rustup ]]; then
            die "rustup could not add $WASM_TARGET. Unset HEADROOM_WASM to try Debian's packages."
        fi
    fi
    if debian_wasm_ready && { ! have rustup || rustup toolchain list | grep -q "^$DEBIAN_TOOLCHAIN\b"; }; then
        use_debian_wasm
        say "Wasm: $WASM_TARGET is there, of Debian's Rust ($(/usr/bin/rustc --version | cut -d' ' -f2))"
        return
    fi
    say "Wasm: taking Debian's packages for $WASM_TARGET"
    debian_wasm ||
        die "there is no way to the Wasm target $WASM_TARGET: rustup could not fetch it, and" \
            "Debian's packages could not be used. Run 'rustup target add $WASM_TARGET' where" \
            "rustup's server can be reached, or start again as root on Debian 12 or newer."
    say "Wasm: $WASM_TARGET was made from Debian's packages ($(/usr/bin/rustc --version | cut -d' ' -f2))"
}

# --- Node -------------------------------------------------------------------------------------

setup_node() {
    if ! have node || ! have npm; then
        say "Node: missing"
        apt_install nodejs npm || die "Node.js $NODE_LEAST or newer and npm are missing, and" \
            "could not be installed. Install them and start again."
    fi
    local version
    version=$(node --version)
    if ! at_least "${version#v}" "$NODE_LEAST"; then
        die "Node.js is $version, and $NODE_LEAST or newer is needed. Install a newer" \
            "one (your system's backports, or as nodejs.org says) and start again."
    fi
    # What was installed last is remembered inside node_modules, so that removing it is enough.
    local stamp=node_modules/.headroom-lock sum
    sum=$(cat package-lock.json package.json {console,js,market,tests/console,tests/live}/package.json |
        sha256sum | cut -d' ' -f1)
    if [[ ! -f $stamp || $(cat "$stamp") != "$sum" ]]; then
        say "  installing the Node packages of package-lock.json"
        npm ci --no-audit --no-fund --loglevel=error ||
            die "the Node packages could not be installed. Check that npm reaches its registry" \
                "('npm ping') and start again."
        printf '%s\n' "$sum" >"$stamp"
    fi
    say "Node: $(node --version), packages as locked"
}

# --- A browser --------------------------------------------------------------------------------

# Chromium under any of its names; CHROMIUM names another one.
# By its file: `command -v` would find this function.
chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [[ -n $name ]] && type -P "$name" && return
    done
    return 1
}

# The console's tests look at it in a browser.
setup_chromium() {
    if ! CHROMIUM=$(chromium); then
        say "Chromium: missing"
        apt_install chromium || true
        CHROMIUM=$(chromium) ||
            die "Chromium is missing, and could not be installed. Install it as root" \
                "('apt-get install chromium'), or point CHROMIUM at one, and start again."
    fi
    export CHROMIUM
    say "Chromium: $("$CHROMIUM" --version 2>/dev/null | grep -o '[0-9][0-9.]*' | head -n 1)"
}

setup_all() {
    setup_rust
    setup_compiler
    setup_protoc
    setup_wasm
    setup_node
}

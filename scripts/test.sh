#!/usr/bin/env bash
# Everything that must hold before a change goes in: form, lints, documentation, all tests. The tests of the HTML report
# drive a browser, and those of the Python package Spark; what these need is installed where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

has_browser() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

if ! has_browser; then
    if ! command -v apt-get >/dev/null; then
        echo "error: the tests of the HTML report need Chromium; install it and run this again" >&2
        exit 1
    fi
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium ||
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-browser
fi

cargo fmt --all --check
cargo clippy --workspace --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps
# what both are built of is built first, and the summaries of `cargo test` come last
cargo test --workspace --no-run
bash scripts/test-python.sh
cargo test --workspace

#!/usr/bin/env bash
# Writes the notices of everything that is in the program: of the crates (cargo-about), and of the tables in data/. They come
# with each release and are not committed, since they follow Cargo.lock.
# usage: scripts/notices.sh FILE
set -euo pipefail
out=$(realpath -m "${1:?say where to write them}")
cd "$(dirname "$0")/.."
cargo about generate --locked --fail about.hbs -o "$out"
{
    echo
    sed 's/^#/##/; 1s/.*/# Tables that are embedded in the program/' data/NOTICE.md
} >> "$out"

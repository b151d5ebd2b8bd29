#!/usr/bin/env bash
# Writes the notices of everything that is in the program: of the crates (cargo-about), of what crates embed from elsewhere, as
# fonts and character maps, and of the tables in data/. They come with each release and are not committed, since they follow
# Cargo.lock.
# usage: scripts/notices.sh FILE
set -euo pipefail
out=$(realpath -m "${1:?say where to write them}")
cd "$(dirname "$0")/.."

# the folders of the crates that the program is made of
folders() {
    local names folder
    names=$(cargo tree --locked --edges normal --target all --prefix none --format '{p}' |
        sed 's/^\([^ ]*\) v\([^ ]*\).*/\1-\2/' | sort -u)
    cargo metadata --locked --format-version 1 | grep -o '"manifest_path":"[^"]*"' | cut -d '"' -f 4 | sort -u |
        while read -r manifest; do
            folder=$(dirname "$manifest")
            ! grep -qxF "$(basename "$folder")" <<< "$names" || echo "$folder"
        done
}

# a licence below the top of a crate is that of something it holds
embedded() {
    folders | while read -r folder; do
        find "$folder" -mindepth 2 -type f -iname '*licen[cs]e*' \
            -not -path '*/tests/*' -not -path '*/benches/*' -not -path '*/examples/*' | sort |
            while read -r file; do
                printf '## %s: %s\n\n```\n' "$(basename "$folder")" "${file#"$folder"/}"
                cat "$file"
                printf '\n```\n\n'
            done
    done
}

cargo about generate --locked --fail about.hbs -o "$out"
{
    printf '# What crates embed from elsewhere\n\n'
    embedded
    sed 's/^#/##/; 1s/.*/# Tables that are embedded in the program/' data/NOTICE.md
} >> "$out"

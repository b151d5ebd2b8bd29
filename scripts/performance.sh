#!/usr/bin/env bash
# Times ipalign against what can be had from the Python registry on the same input in the same run, and writes
# reports/performance.md. The peers go into a scratch environment, which is left behind for the next run.
set -euo pipefail
cd "$(dirname "$0")/.."

peers=${IPALIGN_PEERS:-${TMPDIR:-/tmp}/ipalign-peers}
if [ ! -x "$peers/bin/pofilter" ]; then
    python3 -m venv "$peers"
    # recognizers-text asks for an emoji package of before 2022, and does not say so
    "$peers/bin/pip" install --quiet translate-toolkit galechurch cn2an text2num recognizers-text-suite 'emoji<2'
fi
cargo build --release
"$peers/bin/python" scripts/performance.py "${CARGO_TARGET_DIR:-target}/release/ipalign" reports/performance.md
echo "wrote reports/performance.md"

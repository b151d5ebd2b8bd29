#!/usr/bin/env bash
# The Python package: built, typed and tested in an environment of its own, with the Spark example on a cluster of two executors.
# What it makes lies in target/; PYTHON names the interpreter. Java, which Spark needs, is installed where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-$PWD/target}
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

if ! command -v java >/dev/null; then
    if ! command -v apt-get >/dev/null; then
        echo "error: the Spark test needs Java 17; install it and run this again" >&2
        exit 1
    fi
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless
fi

venv=${IPALIGN_VENV:-$target/python/venv}
if [ ! -x "$venv/bin/python" ]; then
    "${PYTHON:-python3}" -m venv "$venv"
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    "mypy>=1.15" "pandas>=2.2,<3" "pyarrow>=17" "pyspark>=4.0,<5" "pytest>=8"

# beside the dependencies that the tests of the library have built, which are of the same versions
export CARGO_TARGET_DIR=$target
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps \
    --config-settings=build-args="--profile ${IPALIGN_PYTHON_PROFILE:-dev}" ./python

cargo fmt --manifest-path python/Cargo.toml --check
cd python
"$venv/bin/python" -m mypy --strict --cache-dir "$target/python/mypy" --python-executable "$venv/bin/python" \
    examples/check_two_texts.py tests/test_check.py
"$venv/bin/python" -m pytest -q -p no:cacheprovider

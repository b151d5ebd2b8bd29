#!/usr/bin/env bash
# What the GitHub Action does once ipalign is installed: annotations on standard output, SARIF in a file, a summary of the
# step, and the exit code of the check. Inputs come as IPALIGN_TARGETS (separated by white space), IPALIGN_FAIL_ON and
# IPALIGN_SARIF.
set -euo pipefail

arguments=(--format github)
[ -z "${IPALIGN_SARIF:-}" ] || arguments+=(--format "sarif=$IPALIGN_SARIF")
[ -z "${IPALIGN_FAIL_ON:-}" ] || arguments+=(--fail-on "$IPALIGN_FAIL_ON")
summary=
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    # ipalign replaces a file; the summary of a step is added to
    summary=$(mktemp)
    arguments+=(--format "markdown=$summary")
fi
code=0
# targets are separated by white space on purpose
# shellcheck disable=SC2086
ipalign check ${IPALIGN_TARGETS:-} "${arguments[@]}" || code=$?
if [ -n "$summary" ]; then
    cat "$summary" >> "$GITHUB_STEP_SUMMARY"
    rm -f "$summary"
fi
exit "$code"

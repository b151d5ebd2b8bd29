//! Nothing: the targets are tests, in `tests/`.

//! `ipalign selftest`: reserved; not a command yet.

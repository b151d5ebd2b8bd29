//! The formats in which an audit is written, a file each.

//! The formats in which an audit is written, a file each.

pub mod html;

//! The command line of ipalign.
fn main() {}

//! What the tables read texts by, as the program does.

#[path = "../../src/text/runs.rs"]
pub mod runs;

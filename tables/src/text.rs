//! What the tables read texts by, as the program does.

#[path = "../../src/text/runs.rs"]
pub mod runs;
#[allow(dead_code, reason = "the tables ask less of it than the program")]
#[path = "../../src/text/trie.rs"]
pub mod trie;

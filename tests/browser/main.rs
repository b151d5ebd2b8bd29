//! The HTML report in a real browser, used as a reviser uses it: what can be seen, what lights up, what the filter leaves,
//! what is decided and mended, and that nothing in a hostile text runs, loads or breaks the page.

mod audits;
mod deciding;
mod hour;
mod mending;
mod page;
mod picture;
mod reading;

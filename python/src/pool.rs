//! Where the library's parallel work is done: on the thread that calls.

use std::cell::OnceCell;

use rayon::{ThreadPool, ThreadPoolBuilder};

thread_local! {
    /// A pool of this one thread. It is never taken down, as nothing could be that a thread itself is part of.
    static POOL: OnceCell<Option<&'static ThreadPool>> = const { OnceCell::new() };
}

/// Does `work` on this thread, and all that it would share out to others.
///
/// Threads of a pool of the process's own would be missing in a process that is forked from it, where work would wait for them
/// for ever; and where many processes share a machine, as workers of a cluster do, each would take all cores.
pub fn here<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let build = || {
        let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok()?;
        Some(&*Box::leak(Box::new(pool)))
    };
    match POOL.with(|pool| *pool.get_or_init(build)) {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

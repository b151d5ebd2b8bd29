//! What a person sees while long work goes on. Where standard error is no terminal, nothing is shown.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

/// How often it moves.
const TICK: Duration = Duration::from_millis(120);

/// Work of this many steps, or where that is not known, of as many as come. It leaves the terminal when it is dropped.
pub fn of(what: &'static str, steps: Option<usize>) -> ProgressBar {
    let (bar, form) = match steps {
        Some(0 | 1) => (ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}"),
        Some(steps) => (ProgressBar::new(steps as u64), "{bar:24} {msg} {pos}/{len} {elapsed}"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} {human_pos} {elapsed}"),
    };
    let style = ProgressStyle::with_template(form).expect("the form is sound");
    let bar = bar.with_style(style).with_message(what).with_finish(ProgressFinish::AndClear);
    bar.enable_steady_tick(TICK);
    bar
}

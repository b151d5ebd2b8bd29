//! Restoring lost spaces, in bytes a second.
//!
//! - `glued`: English sentences of a report without any white space.
//! - `spaced`: the same as they should be, which come back as they are; what this costs, every English text pays.
//!
//! Timed are both passes over the text, the one that gathers its words ([`Respacer::new`]) and the one that mends its
//! lines, on one core; the texts are made before.

mod beads;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ipalign::respace::Respacer;

fn respace(criterion: &mut Criterion) {
    let spaced = beads::lines(beads::drawn(1_000)).target;
    let glued: String = spaced.chars().filter(|&c| c == '\n' || !c.is_whitespace()).collect();
    let mut group = criterion.benchmark_group("respace");
    for (name, text) in [("glued", &glued), ("spaced", &spaced)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| restored(black_box(text))));
    }
}

/// The bytes of the text with its spaces restored.
fn restored(text: &str) -> usize {
    let respacer = Respacer::new(text.lines(), std::iter::empty());
    text.lines().map(|line| respacer.line(line).len()).sum()
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! { name = benches; config = brief(); targets = respace }
criterion_main!(benches);

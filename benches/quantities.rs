//! Reading figures, in bytes a second.
//!
//! - `prose`: sentences of a statistical report, about two figures each, in Chinese and in English.
//! - `idle`: those of them that hold no figure, which is what most text is.
//! - `hostile`: one line of nothing but digits, 一, 万, or digits and commas, in 250 kB and in 1 MB. Reading is linear: the
//!   larger must not be slower by the byte.
//!
//! Timed is [`read`] alone, sentence by sentence, on one core; the texts are made before.

mod beads;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use ipalign::quantity::read;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Side;

/// The sizes of hostile lines, in bytes.
const SIZES: [usize; 2] = [250_000, 1_000_000];

fn prose(criterion: &mut Criterion) {
    let both = beads::lines(beads::drawn(4_000));
    for (side, lang) in [(Side::Source, Lang::Zh), (Side::Target, Lang::En)] {
        let text = &both[side];
        let idle: Vec<&str> = text.lines().filter(|line| read(line, lang).is_empty()).collect();
        for (name, lines) in [("prose", text.lines().collect()), ("idle", idle)] {
            let mut group = criterion.benchmark_group(format!("quantities/{name}"));
            group.throughput(Throughput::Bytes(lines.iter().map(|line| line.len() as u64).sum()));
            group.bench_function(lang.tag(), |bencher| {
                bencher.iter(|| lines.iter().map(|line| read(black_box(line), lang).len()).sum::<usize>());
            });
        }
    }
}

fn hostile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quantities/hostile");
    let lines = [
        ("zh digits", Lang::Zh, "1234567890"),
        ("zh 一", Lang::Zh, "一"),
        ("zh 万", Lang::Zh, "万"),
        ("zh commas", Lang::Zh, "1,"),
        ("en digits", Lang::En, "1234567890"),
        ("en commas", Lang::En, "1,"),
    ];
    for (name, lang, part) in lines {
        for size in SIZES {
            let line = part.repeat(size / part.len());
            group.throughput(Throughput::Bytes(line.len() as u64));
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                bencher.iter(|| read(black_box(&line), lang).len());
            });
        }
    }
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! { name = benches; config = brief(); targets = prose, hostile }
criterion_main!(benches);

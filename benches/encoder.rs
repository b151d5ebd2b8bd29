//! Encoding, in sentences a second.
//!
//! The input is made: 1,024 sentences, half of them Chinese and half English, of the words that the aligner's bench draws
//! from. Timed is all from the text to the sums of its pieces ("sums"), and from sums to unit vectors ("vectors"), on all
//! cores (`RAYON_NUM_THREADS=1` for one); the model is opened before.

mod beads;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use ipalign::encoder::Encoder;
use ipalign::text::pair::Side;

fn sentences(criterion: &mut Criterion) {
    let lines = beads::lines(beads::drawn(512));
    let sentences: Vec<&str> = Side::BOTH.iter().flat_map(|&side| lines[side].lines().take(512)).collect();
    let encoder = Encoder::get();
    let sums = encoder.sums(&sentences);
    let mut group = criterion.benchmark_group("encoder");
    group.sampling_mode(SamplingMode::Flat);
    group.throughput(Throughput::Elements(sentences.len() as u64));
    group.bench_function("sums", |bencher| bencher.iter(|| encoder.sums(black_box(&sentences)).len()));
    group.bench_function("vectors", |bencher| bencher.iter(|| encoder.vectors(black_box(&sums)).len()));
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! { name = benches; config = brief(); targets = sentences }
criterion_main!(benches);

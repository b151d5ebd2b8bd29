//! Aligning, in sentences a second, those of both sides counted.
//!
//! Documents of 1,000 and of 10,000 sentences, three beads in four of one sentence to one. The cost is near linear, so the
//! larger should be as fast by the sentence.
//!
//! Timed is [`align`] alone, on all cores (`RAYON_NUM_THREADS=1` for one); the sentences and their figures are read before.

mod beads;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use ipalign::align::align;
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};
use ipalign::text::source::Source;

fn documents(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    group.sampling_mode(SamplingMode::Flat);
    for sentences in [1_000, 10_000] {
        let texts = texts(sentences);
        let count = texts.source.segments.len() + texts.target.segments.len();
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::from_parameter(sentences), |bencher| {
            bencher.iter(|| align(black_box(texts.as_ref())).beads().len());
        });
    }
}

fn texts(sentences: usize) -> Pair<Text> {
    let drawn = beads::drawn(sentences);
    Pair::new((Side::Source, Lang::Zh), (Side::Target, Lang::En)).map(|(side, lang)| {
        let (document, segments) = presegmented(Source::new(lang.tag(), beads::lines(&drawn, side)), lang);
        Text::of_segments(document, Glue::default(), segments)
    })
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! { name = benches; config = brief(); targets = documents }
criterion_main!(benches);

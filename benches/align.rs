//! Aligning, in sentences a second, those of both sides counted.
//!
//! Documents of 1,000 and of 10,000 sentences: "mixed" with three beads in four of one sentence to one, "one-to-one" with
//! nineteen in twenty. The cost is near linear, so the larger should be as fast by the sentence. `examples/align_scale.rs`
//! goes on to a million sentences a side, with the memory that it takes.
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
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

fn documents(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("align");
    group.sampling_mode(SamplingMode::Flat);
    let kinds = [("mixed", beads::drawn as fn(usize) -> beads::Drawn), ("one-to-one", beads::mostly_one_to_one)];
    for ((kind, drawn), sentences) in kinds.into_iter().flat_map(|kind| [(kind, 1_000), (kind, 10_000)]) {
        let texts = texts(drawn(sentences));
        let count = texts.source.segments.len() + texts.target.segments.len();
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new(kind, sentences), |bencher| {
            bencher.iter(|| align(black_box(texts.as_ref())).beads().len());
        });
    }
}

fn texts(drawn: beads::Drawn) -> Pair<Text> {
    Pair::new(Lang::Zh, Lang::En).zip(beads::lines(drawn)).map(|(lang, lines)| {
        let (document, segments) = presegmented(Source::new(lang.tag(), lines), lang);
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

//! Checking: pairs that are aligned already, and a whole document.
//!
//! - `pairs`: the sentences of beads of a report, some 400 bytes a pair and full of figures, in pairs a second. Timed is
//!   [`audit_bead`] on one core: lost spaces, figures, links, rules, places; not the reading and writing of JSON around it.
//! - `short pairs`: those of 150 to 350 bytes, some 250 in the mean, in the same way; by words alone (`--encoder never`), and
//!   with the encoder where words leave doubt (`--encoder auto`).
//! - `short pairs, together`: the same by words alone, taken through each stage by tens as `check --pairs` does
//!   ([`audit_beads`]).
//! - `document`: the Guangdong report as published, without spaces in its English, in bytes of the file a second. Timed is
//!   all from the bytes of the file to the bytes of the JSON report, on all cores (`RAYON_NUM_THREADS=1` for one).

mod beads;

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ipalign::align::{self, Encoder};
use ipalign::pipeline::{self, Texts, audit, audit_bead, audit_bead_with, audit_beads, finish};
use ipalign::read::{Options, Reading, bytes_of};
use ipalign::report::json;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;

/// The report as published: Chinese, then English.
const REPORT: &[u8] = include_bytes!("../seeds/001_63a1e3e4f91ece42.txt");

/// The texts of beads that hold so many sentences.
fn joined(sentences: usize) -> Vec<Pair<String>> {
    beads::drawn(sentences).map(|bead| Pair::new(bead.source.concat(), bead.target.join(" "))).collect()
}

/// Those of 150 to 350 bytes among the texts of beads that hold so many sentences.
fn short(sentences: usize) -> Vec<Pair<String>> {
    let mut pairs = joined(sentences);
    pairs.retain(|pair| (150..=350).contains(&(pair.source.len() + pair.target.len())));
    pairs
}

fn short_pairs(criterion: &mut Criterion) {
    let pairs = short(2_000);
    let langs = Pair::new(Lang::Zh, Lang::En);
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    for (name, encoder) in [("short pairs, never", Encoder::Never), ("short pairs, auto", Encoder::Auto)] {
        let aligning = align::Options { encoder, ..Default::default() };
        let options = pipeline::Options { aligning, ..Default::default() };
        let findings =
            |pair: &Pair<String>| audit_bead_with(black_box(pair.as_ref().map(String::as_str)), langs, &options).len();
        group.bench_function(name, |bencher| bencher.iter(|| pairs.iter().map(findings).sum::<usize>()));
    }
}

fn short_pairs_together(criterion: &mut Criterion) {
    const TOGETHER: usize = 64;
    let pairs = short(2_000);
    let langs = Pair::new(Lang::Zh, Lang::En);
    let pairs: Vec<_> = pairs.iter().map(|pair| pair.as_ref().map(String::as_str).zip(langs)).collect();
    let aligning = align::Options { encoder: Encoder::Never, ..Default::default() };
    let options = pipeline::Options { aligning, ..Default::default() };
    let findings = |pairs| audit_beads(black_box(pairs), &options).iter().map(Vec::len).sum::<usize>();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("short pairs, together", |bencher| {
        bencher.iter(|| pairs.chunks(TOGETHER).map(findings).sum::<usize>());
    });
}

fn pairs(criterion: &mut Criterion) {
    let pairs = joined(1_000);
    let langs = Pair::new(Lang::Zh, Lang::En);
    let findings = |pair: &Pair<String>| audit_bead(black_box(pair.as_ref().map(String::as_str)), langs).len();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("pairs", |bencher| bencher.iter(|| pairs.iter().map(findings).sum::<usize>()));
}

fn document(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Bytes(REPORT.len() as u64));
    group.bench_function("document", |bencher| bencher.iter(|| report(black_box(REPORT)).len()));
}

fn report(bytes: &[u8]) -> Vec<u8> {
    let texts = match bytes_of("report", bytes, &Options::default()).expect("the report can be read") {
        Reading::Both(pair) => Texts::Translation(pair),
        Reading::One(document) => Texts::Single(document),
        Reading::Units(units) => Texts::Units(units),
    };
    let mut out = Vec::new();
    json::write(&finish(vec![audit("report", texts, &[])]), &mut out).expect("memory can be written to");
    out
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! { name = benches; config = brief(); targets = pairs, short_pairs, short_pairs_together, document }
criterion_main!(benches);

//! What stands before and behind the checks of a document, in bytes of its file a second, on one core.
//!
//! - `read`: the Guangdong report as published, from the bytes of its file to both documents with their blocks: decoding,
//!   telling the languages apart, layout; and the same text as Markdown and as HTML, a block a paragraph or a heading.
//! - `segment`: its English and its Chinese, from blocks to sentences; lost spaces are restored before.
//! - `report`: its audit as JSON, as a page for a reviser, as SARIF.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ipalign::pipeline::{Texts, audit, finish};
use ipalign::read::{Options, Reading, bytes_of};
use ipalign::report::{html, json, sarif};
use ipalign::segment::segment as sentences;
use ipalign::text::document::{BlockKind, Document};
use ipalign::text::pair::Pair;

/// The report as published: Chinese, then English.
const REPORT: &[u8] = include_bytes!("../seeds/001_63a1e3e4f91ece42.txt");

fn texts(name: &str, bytes: &[u8]) -> Pair<Document> {
    match bytes_of(name, bytes, &Options::default()) {
        Ok(Reading::Both(texts)) => texts,
        other => panic!("{name} holds both languages: {other:?}"),
    }
}

/// The blocks of both documents, each as this says.
fn marked_up(texts: &Pair<Document>, block: impl Fn(BlockKind, &str) -> String) -> String {
    let blocks = |document: &Document| -> String {
        document.blocks.iter().map(|one| block(one.kind, document.slice(one.span))).collect()
    };
    blocks(&texts.source) + &blocks(&texts.target)
}

fn read(criterion: &mut Criterion) {
    let report = texts("report.txt", REPORT);
    let markdown = marked_up(&report, |kind, text| match kind {
        BlockKind::Heading(_) => format!("## {text}\n\n"),
        _ => format!("{text}\n\n"),
    });
    let page = marked_up(&report, |kind, text| match kind {
        BlockKind::Heading(_) => format!("<h2>{text}</h2>\n"),
        _ => format!("<p>{text}</p>\n"),
    });
    let page = format!("<!doctype html><title>报告 Report</title><body>\n{page}</body>");
    let mut group = criterion.benchmark_group("read");
    for (name, bytes) in [("report.txt", REPORT), ("report.md", markdown.as_bytes()), ("report.html", page.as_bytes())]
    {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| bytes_of(name, black_box(bytes), &Options::default())));
    }
    group.finish();
}

fn segment(criterion: &mut Criterion) {
    let report = texts("report.txt", REPORT);
    let mut group = criterion.benchmark_group("segment");
    for (name, document) in [("Chinese", &report.source), ("English", &report.target)] {
        group.throughput(Throughput::Bytes(document.text.text().len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| sentences(black_box(document)).len()));
    }
    group.finish();
}

fn report(criterion: &mut Criterion) {
    let audit = finish(vec![audit("report", Texts::Translation(texts("report.txt", REPORT)), &[])]);
    let mut group = criterion.benchmark_group("report");
    group.throughput(Throughput::Bytes(REPORT.len() as u64));
    group.bench_function("json", |bencher| bencher.iter(|| json::write(black_box(&audit), &mut std::io::sink())));
    group.bench_function("sarif", |bencher| bencher.iter(|| sarif::write(black_box(&audit), &mut std::io::sink())));
    let page = || html::write(black_box(&audit.documents[0]), &audit, &mut std::io::sink());
    group.bench_function("html", |bencher| bencher.iter(page));
    group.finish();
}

criterion_group!(benches, read, segment, report);
criterion_main!(benches);

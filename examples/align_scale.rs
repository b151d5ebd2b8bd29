//! How time and memory of the aligner grow: documents of more and more sentences a side, nineteen beads in twenty of one
//! sentence to one, drawn from the beads that the benches read.
//!
//! ```text
//! RAYON_NUM_THREADS=1 cargo run --release --example align_scale -- never 1000 10000 100000 1000000
//! ```
//!
//! The first argument says where the encoder is asked: `never`, `auto` or `always`.
//!
//! Timed is the alignment alone, in seconds of the processor (Linux), so that other work on the machine does not count; the
//! sentences and their figures are read before. Memory is the most that the process has held so
//! far (Linux), the texts and their figures among it, which are given apart.

#[path = "../benches/beads/mod.rs"]
mod beads;

use std::io::Write;

use ipalign::align::{Encoder, align_with};
use ipalign::analysis::Text;
use ipalign::respace::Glue;
use ipalign::segment::presegmented;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use ipalign::text::source::Source;

fn main() -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "sentences a side  seconds  sentences/s of both  MB with texts  of them texts")?;
    let mut arguments = std::env::args().skip(1);
    let encoder = match arguments.next().as_deref() {
        Some("never") => Encoder::Never,
        Some("auto") => Encoder::Auto,
        Some("always") => Encoder::Always,
        _ => anyhow::bail!("usage: align_scale never|auto|always SENTENCES..."),
    };
    for size in arguments {
        let texts = texts(size.parse::<usize>()? * 2);
        let count = texts.as_ref().map(|text| text.segments.len());
        let before = megabytes("VmRSS:");
        let start = processor_seconds();
        let beads = align_with(texts.as_ref(), encoder.into()).beads().len();
        let seconds = processor_seconds() - start;
        let rate = (count.source + count.target) as f64 / seconds;
        let most = megabytes("VmHWM:");
        writeln!(out, "{:16}  {seconds:7.2}  {rate:19.0}  {most:13}  {before:13}  ({beads} beads)", count.source)?;
    }
    Ok(())
}

fn texts(sentences: usize) -> Pair<Text> {
    let lines = beads::lines(beads::mostly_one_to_one(sentences));
    Pair::new(Lang::Zh, Lang::En).zip(lines).map(|(lang, lines)| {
        let (document, segments) = presegmented(Source::new(lang.tag(), lines), lang);
        Text::of_segments(document, Glue::default(), segments)
    })
}

/// How long the processor has worked for this process, on all cores; 0 where that is not told.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// A line of the status of this process; 0 where there is none.
fn megabytes(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

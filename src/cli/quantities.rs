//! `ipalign quantities`: the figures of texts, a line in, a line out.

use anyhow::Result;
use ipalign::audit::AuditedValue;
use ipalign::quantity::value::{Bound, Direction, Kind, Quantity};
use ipalign::text::lang::Lang;
use serde::Serialize;

use super::args::QuantitiesArgs;
use super::lines::{Line, Lines, Plain};
use super::{lines, output};

#[derive(Serialize)]
struct Answer<'a> {
    quantities: Vec<Figure<'a>>,
}

/// A figure by the contract; `start` and `end` are bytes of the line.
#[derive(Serialize)]
struct Figure<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    kind: Kind,
    value: AuditedValue,
    unit: Option<&'a str>,
    currency: Option<&'a str>,
    bound: Bound,
    direction: Option<Direction>,
    reading: String,
}

pub fn run(args: &QuantitiesArgs) -> Result<()> {
    let lang = Lang::from(args.lang);
    let answer = |line: &Line| {
        let line = line.text()?;
        let found = ipalign::quantity::read(line, lang);
        let answer = Answer { quantities: found.iter().map(|quantity| figure(line, quantity)).collect() };
        Ok((serde_json::to_string(&answer)? + "\n", ()))
    };
    let answers = |lines: &[Line]| lines.iter().map(answer).collect();
    let mut out = Plain { out: output::stdout(), take: |()| () };
    lines::answer_each(Lines::open(&args.file)?, lines::PAIRS, answers, &mut out)
}

fn figure<'a>(line: &'a str, quantity: &'a Quantity) -> Figure<'a> {
    Figure {
        text: quantity.span.of(line),
        start: quantity.span.start,
        end: quantity.span.end,
        kind: quantity.kind,
        value: AuditedValue::from(&quantity.value),
        unit: quantity.unit.as_ref().map(|unit| &*unit.code),
        currency: quantity.currency,
        bound: quantity.bound,
        direction: quantity.direction,
        reading: quantity.reading(),
    }
}

//! Places in characters: Python counts code points where the library counts bytes.

use ipalign::audit::{AuditedDocument, AuditedQuantity, AuditedValue};
use ipalign::quantity;
use ipalign::quantity::value::Quantity;
use ipalign::text::lang::Lang;
use ipalign::text::pair::{Pair, Side};

/// The byte that each character of a text begins at.
struct Characters(Vec<u32>);

impl Characters {
    fn of(text: &str) -> Self {
        Characters(text.char_indices().map(|(byte, _)| byte as u32).collect())
    }

    /// How many characters begin before a byte.
    fn before(&self, byte: u32) -> u32 {
        self.0.partition_point(|&start| start < byte) as u32
    }

    fn count(&self, places: [&mut u32; 2]) {
        for place in places {
            *place = self.before(*place);
        }
    }
}

/// Counts all places of a document in characters: those in `texts`, and those within sentences.
pub fn in_characters(document: &mut AuditedDocument, texts: Pair<&str>) {
    let characters = texts.map(Characters::of);
    let texts = [(Side::Source, Some(&mut document.source)), (Side::Target, document.target.as_mut())];
    for (side, text) in texts {
        for segment in text.into_iter().flat_map(|text| &mut text.segments) {
            characters[side].count([&mut segment.start, &mut segment.end]);
        }
    }
    for place in document.findings.iter_mut().flat_map(|finding| &mut finding.places) {
        characters[place.side].count([&mut place.start, &mut place.end]);
    }
    for figure in &mut document.quantities.source {
        characters[Side::Source].count([&mut figure.start, &mut figure.end]);
    }
    for figure in &mut document.quantities.target {
        characters[Side::Target].count([&mut figure.start, &mut figure.end]);
    }
}

/// The figures of a text.
pub fn quantities(text: &str, lang: Lang) -> Vec<AuditedQuantity> {
    let characters = Characters::of(text);
    let written = |quantity: &Quantity| {
        let (reading, reading_zh) = quantity.readings().into_parts();
        AuditedQuantity {
            segment: 0,
            text: quantity.span.of(text).to_owned(),
            start: characters.before(quantity.span.start),
            end: characters.before(quantity.span.end),
            within: (0, 0),
            kind: quantity.kind,
            value: AuditedValue::from(&quantity.value),
            unit: quantity.unit.as_ref().map(|unit| unit.code.to_string()),
            currency: quantity.currency.map(Into::into),
            bound: quantity.bound,
            direction: quantity.direction,
            reading,
            reading_zh,
        }
    };
    quantity::read(text, lang).iter().map(written).collect()
}

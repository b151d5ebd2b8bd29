//! What was found in the documents of a corpus, as JSON Lines: a record in, a line out.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Tally;
use crate::audit::{AuditedBead, AuditedDocument, AuditedFinding, AuditedQuantities, AuditedSegment};
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// A record of input: two texts, or two files. A field beside these is refused, since a name that is spelled wrong would be
/// passed over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request<'a> {
    /// Any JSON value; it is echoed to the byte.
    #[serde(borrow)]
    pub id: &'a RawValue,
    /// The original.
    pub source: Option<String>,
    /// Its translation.
    pub target: Option<String>,
    /// The file of the original.
    pub source_path: Option<PathBuf>,
    /// The file of its translation.
    pub target_path: Option<PathBuf>,
    /// The language of the original, where it cannot be told from the text.
    pub source_lang: Option<Lang>,
}

/// Whether a line is to be an object. A list would be taken for one whose fields stand in their order.
pub fn is_object(line: &str) -> bool {
    line.trim_start().starts_with('{')
}

/// The `id` of a line, if it has one, whatever else is wrong with it.
pub fn id(line: &str) -> Option<&RawValue> {
    #[derive(Deserialize)]
    struct Named<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    serde_json::from_str::<Named<'_>>(line).ok().filter(|_| is_object(line)).map(|named| named.id)
}

/// What of a document is written down beside what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct With {
    /// Its sentences and beads.
    pub alignment: bool,
    /// Its figures and which belong together.
    pub quantities: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    line: usize,
    summary: Summary,
    findings: &'a [AuditedFinding],
    #[serde(skip_serializing_if = "Option::is_none")]
    segments: Option<Pair<&'a [AuditedSegment]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beads: Option<&'a [AuditedBead]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantities: Option<&'a AuditedQuantities>,
}

/// A document in numbers.
#[derive(Serialize)]
struct Summary {
    langs: Pair<Option<Lang>>,
    segments: Pair<usize>,
    beads: usize,
    figures: Pair<usize>,
    links: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Summary {
    fn of(document: &AuditedDocument) -> Self {
        let sides = Pair::new(Side::Source, Side::Target).map(|side| document.text(side));
        let Tally { errors, warnings, notes } = Tally::of(&document.findings);
        Summary {
            langs: sides.map(|text| text.map(|text| text.lang)),
            segments: sides.map(|text| text.map_or(0, |text| text.segments.len())),
            beads: document.beads.len(),
            figures: Pair::new(document.quantities.source.len(), document.quantities.target.len()),
            links: document.quantities.links.len(),
            errors,
            warnings,
            infos: notes,
        }
    }
}

/// The line that answers the request of this id.
///
/// # Errors
/// None that could be foreseen: every part of it is JSON.
pub fn answer(id: &RawValue, line: usize, document: &AuditedDocument, with: With) -> serde_json::Result<String> {
    let segments = |side| document.text(side).map_or(&[][..], |text| &text.segments);
    let answer = Answer {
        id,
        line,
        summary: Summary::of(document),
        findings: &document.findings,
        segments: with.alignment.then(|| Pair::new(Side::Source, Side::Target).map(segments)),
        beads: with.alignment.then_some(&document.beads),
        quantities: with.quantities.then_some(&document.quantities),
    };
    Ok(serde_json::to_string(&answer)? + "\n")
}

/// The line that answers a request that cannot be met, with the reason in one sentence.
///
/// # Errors
/// As [`answer`].
pub fn refusal(id: Option<&RawValue>, line: usize, error: &str) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Refusal<'a> {
        id: Option<&'a RawValue>,
        line: usize,
        error: &'a str,
    }
    Ok(serde_json::to_string(&Refusal { id, line, error })? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_in_a_record_that_is_wrong_otherwise() {
        let check = |line: &str, expected: Option<&str>| assert_eq!(id(line).map(RawValue::get), expected, "{line}");
        check(r#"{"sauce": 1, "id": {"a": [1.50]}}"#, Some(r#"{"a": [1.50]}"#));
        check(r#"{"id": null}"#, Some("null"));
        check(r#"{"id": 1"#, None);
        check("[1]", None);
        check("", None);
    }

    #[test]
    fn a_field_that_is_unknown_is_refused() {
        let request = |line| serde_json::from_str::<Request<'_>>(line).map(|request| request.id.get().to_owned());
        assert!(request(r#"{"id": 7, "source": "a", "target": "b", "source_lang": "en"}"#).is_ok_and(|id| id == "7"));
        assert!(request(r#"{"id": 7, "source": "a", "target": "b", "note": 1}"#).is_err());
        assert!(request(r#"{"id": 7, "source": "a", "target": "b", "source_lang": "fr"}"#).is_err());
    }
}

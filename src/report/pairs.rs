//! What was found in pairs that were aligned already, as JSON Lines: a line in, a line out.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::audit::{AuditedFinding, AuditedPlace};
use crate::check::finding::Severity;
use crate::text::pair::Side;

/// A line of input. Fields beside these are passed over.
#[derive(Debug, Deserialize)]
pub struct Request<'a> {
    /// Any JSON value; it is echoed to the byte.
    #[serde(borrow)]
    pub id: &'a RawValue,
    /// The original.
    pub source: String,
    /// Its translation.
    pub target: String,
}

/// A line of output.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    findings: Vec<Found<'a>>,
}

#[derive(Debug, Serialize)]
struct Found<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    places: Vec<Stretch<'a>>,
}

/// A stretch of one of the two strings, in bytes.
#[derive(Debug, Serialize)]
struct Stretch<'a> {
    side: Side,
    start: u32,
    end: u32,
    text: &'a str,
    label: &'a str,
}

/// Writes the line that answers the request of this id.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(id: &RawValue, findings: &[AuditedFinding], out: &mut dyn Write) -> io::Result<()> {
    let answer = Answer { id, findings: findings.iter().map(found).collect() };
    serde_json::to_writer(&mut *out, &answer)?;
    out.write_all(b"\n")
}

fn found(finding: &AuditedFinding) -> Found<'_> {
    Found {
        rule: &finding.rule,
        severity: finding.severity,
        message: &finding.message,
        places: finding.places.iter().map(stretch).collect(),
    }
}

fn stretch(place: &AuditedPlace) -> Stretch<'_> {
    Stretch { side: place.side, start: place.start, end: place.end, text: &place.text, label: &place.label }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_any_kind_is_echoed_to_the_byte() {
        let check = |id: &str| {
            let line = format!(r#"{{"target": "b", "id": {id}, "note": 1, "source": "a"}}"#);
            let request: Request<'_> = serde_json::from_str(&line).expect("a request");
            let mut out = Vec::new();
            write(request.id, &[], &mut out).expect("memory can be written to");
            assert_eq!(String::from_utf8_lossy(&out), format!("{{\"id\":{id},\"findings\":[]}}\n"));
        };
        check("7");
        check("null");
        check(r#""七""#);
        check("123456789012345678901234567890.50");
        check(r#"{"b": [1, 2], "a": "\u00e9"}"#);
    }
}

//! The whole audit as one JSON object, by the `ipalign-audit/1` schema, and back.
//!
//! A sentence, a bead, a figure and a finding each stand on a line of their own, so that two audits can be compared line
//! by line and searched by `grep`.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;

use crate::audit::{Audit, SCHEMA};

/// Writes the audit.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, Lines::default());
    audit.serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// Why a text is no audit.
#[derive(Debug, thiserror::Error)]
pub enum NoAudit {
    /// It is not the JSON of an audit.
    #[error("is not the JSON of an audit ({0}); make one by `ipalign check --format json`")]
    Malformed(serde_json::Error),
    /// It is of another schema.
    #[error(
        "is of schema `{0}`, and this version reads `{SCHEMA}`; make the audit anew by `ipalign check --format json`"
    )]
    Schema(String),
}

/// Reads an audit back.
///
/// # Errors
/// Where the text is no audit, or one of another schema.
pub fn read(text: &str) -> Result<Audit, NoAudit> {
    #[derive(serde::Deserialize)]
    struct Head {
        schema: String,
    }
    let head: Head = serde_json::from_str(text).map_err(NoAudit::Malformed)?;
    if head.schema != SCHEMA {
        return Err(NoAudit::Schema(head.schema));
    }
    serde_json::from_str(text).map_err(NoAudit::Malformed)
}

/// Breaks lines down to the lists of sentences, beads, figures and findings, and writes what is in one of these compactly.
#[derive(Default)]
struct Lines {
    depth: usize,
    empty: bool,
}

/// Containers nested no deeper than this have their members on lines of their own.
const OBJECTS: usize = 4;
const LISTS: usize = 5;

impl Lines {
    fn open<W: ?Sized + Write>(&mut self, bracket: u8, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.empty = true;
        out.write_all(&[bracket])
    }

    fn member<W: ?Sized + Write>(&mut self, first: bool, broken: bool, out: &mut W) -> io::Result<()> {
        self.empty = false;
        out.write_all(if first { b"" } else { b"," })?;
        if broken { self.line(out) } else { Ok(()) }
    }

    fn close<W: ?Sized + Write>(&mut self, bracket: u8, broken: bool, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if broken && !self.empty {
            self.line(out)?;
        }
        self.empty = false;
        out.write_all(&[bracket])
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        write!(out, "\n{:1$}", "", self.depth * 2)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b'[', out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(first, self.depth <= LISTS, out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b']', self.depth <= LISTS, out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.open(b'{', out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(first, self.depth <= OBJECTS, out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b":")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(b'}', self.depth <= OBJECTS, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_on_lines_of_their_own() {
        let value = serde_json::json!({"a": [], "d": [{"b": [{"s": [0, 1]}, {"s": []}]}]});
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut out, Lines::default());
        value.serialize(&mut serializer).expect("memory can be written to");
        let expected = r#"{
  "a":[],
  "d":[
    {
      "b":[
        {"s":[0,1]},
        {"s":[]}
      ]
    }
  ]
}"#;
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn another_schema_is_refused_by_name() {
        let check = |text: &str, expected: &str| {
            let error = read(text).expect_err(text).to_string();
            assert!(error.contains(expected), "{error}");
        };
        check("[]", "is not the JSON of an audit");
        check(r#"{"schema": "ipalign-audit/9"}"#, "is of schema `ipalign-audit/9`");
        check(r#"{"schema": "ipalign-audit/1"}"#, "missing field");
    }
}

//! JUnit XML, which every CI server shows as tests: a suite for each document, a case for each rule, failed where one of its
//! findings is at or above the threshold. What is below it stands in the output of its case. Where there are too many
//! warnings, that is a failed case of its own.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::place::{location, primary};
use crate::audit::{Audit, AuditedDocument, AuditedFinding, AuditedRule};
use crate::gate::Gate;

/// Writes the suites; what counts at the gate has failed.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write(audit: &Audit, gate: Gate, out: &mut dyn Write) -> io::Result<()> {
    let mut report = Report::new("ipalign");
    for document in &audit.documents {
        let mut suite = TestSuite::new(&*document.name);
        suite.add_test_cases(audit.rules.iter().map(|rule| case(document, rule, gate)));
        report.add_test_suite(suite);
    }
    let tally = gate.tally(audit.findings());
    if gate.too_many_warnings(tally) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(format!("{} warnings are too many", tally.warnings));
        let mut suite = TestSuite::new("ipalign");
        suite.add_test_case(TestCase::new("max-warnings", status));
        report.add_test_suite(suite);
    }
    report.serialize(out).map_err(io::Error::other)
}

fn case(document: &AuditedDocument, rule: &AuditedRule, gate: Gate) -> TestCase {
    let of_rule = document.findings.iter().filter(|finding| finding.rule == rule.id);
    let fails = |finding: &&AuditedFinding| gate.counts(finding);
    let (failed, passed): (Vec<_>, Vec<_>) = of_rule.partition(fails);
    let status = match failed.as_slice() {
        [] => TestCaseStatus::success(),
        [first, ..] => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let more = failed.len() - 1;
            let message = if more == 0 { first.message.clone() } else { format!("{}, and {more} more", first.message) };
            status.set_message(message).set_type(first.severity.name()).set_description(lines(document, &failed));
            status
        }
    };
    let mut case = TestCase::new(&*rule.id, status);
    case.set_classname(&*document.name);
    if !passed.is_empty() {
        case.set_system_out(lines(document, &passed));
    }
    case
}

fn lines(document: &AuditedDocument, findings: &[&AuditedFinding]) -> String {
    let line = |finding: &&AuditedFinding| {
        format!("{}: {}: {}", location(document, primary(finding)), finding.severity.name(), finding.message)
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

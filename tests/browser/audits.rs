//! Audits to show: a small one, and one that is hostile.

use ipalign::audit::{
    Audit, AuditedBead, AuditedDocument, AuditedFinding, AuditedLink, AuditedPlace, AuditedQuantities, AuditedQuantity,
    AuditedRule, AuditedSegment, AuditedText, AuditedValue, DocumentKind, SCHEMA,
};
use ipalign::check::finding::Severity;
use ipalign::quantity::value::{Bound, Kind};
use ipalign::text::document::BlockKind;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Side;
use ipalign::text::source::Location;

pub fn segment(text: &str, block: usize, kind: BlockKind) -> AuditedSegment {
    AuditedSegment { text: text.into(), start: 0, end: text.len() as u32, block, kind }
}

/// The first place of `part` in a sentence.
fn within(segments: &[AuditedSegment], segment: usize, part: &str) -> (u32, u32) {
    let start = segments[segment].text.find(part).unwrap_or_else(|| panic!("{part} is in the sentence")) as u32;
    (start, start + part.len() as u32)
}

pub fn quantity(segments: &[AuditedSegment], segment: usize, text: &str, reading: &str) -> AuditedQuantity {
    AuditedQuantity {
        segment,
        text: text.into(),
        start: 0,
        end: 1,
        within: within(segments, segment, text),
        kind: Kind::Number,
        value: AuditedValue::One(reading.into()),
        unit: None,
        currency: None,
        bound: Bound::Exact,
        direction: None,
        reading: reading.into(),
        reading_zh: Some(format!("读作{reading}")),
    }
}

pub fn place(side: Side, segments: &[AuditedSegment], segment: usize, text: &str) -> AuditedPlace {
    AuditedPlace {
        side,
        segment: Some(segment),
        start: 0,
        end: 1,
        within: Some(within(segments, segment, text)),
        text: text.into(),
        label: "label".into(),
        label_zh: Some("标签".into()),
        location: Location { line: 3, column: 5, end_line: 3, end_column: 9, mark: None },
    }
}

pub fn finding(
    rule: &str,
    severity: Severity,
    bead: usize,
    message: &str,
    places: Vec<AuditedPlace>,
) -> AuditedFinding {
    let fingerprint = format!("{rule}{bead}");
    let (rule, message): (String, String) = (rule.into(), message.into());
    let message_zh = Some(format!("问题：{message}"));
    AuditedFinding { rule, severity, bead: Some(bead), message, message_zh, fingerprint, places, decided: None }
}

pub fn text(path: &str, lang: Lang, segments: Vec<AuditedSegment>) -> AuditedText {
    AuditedText { path: path.into(), lang, sha256: None, respaced: None, segments }
}

pub fn bead(source: &[usize], target: &[usize], confidence: f64) -> AuditedBead {
    AuditedBead { source: source.into(), target: target.into(), confidence, moved: false }
}

pub fn link(both: usize, relation: &str) -> AuditedLink {
    let (explanation, explanation_zh) = (format!("explanation {both}"), Some(format!("解释{both}")));
    AuditedLink { source: both, target: both, relation: relation.into(), explanation, explanation_zh }
}

pub fn audit(document: AuditedDocument) -> Audit {
    let rule = |finding: &AuditedFinding| AuditedRule {
        id: finding.rule.clone(),
        severity: finding.severity,
        summary: "What it finds.".into(),
        summary_zh: Some("它找什么。".into()),
        page: "# What it does\n\nIt compares. <script>window.ran = 'page'</script>\n".into(),
    };
    let rules = document.findings.iter().map(rule).collect();
    Audit {
        schema: SCHEMA.into(),
        version: "0.0.0".into(),
        documents: vec![document],
        rules,
        settings: Vec::new(),
        trees: Vec::new(),
    }
}

fn harbour_source() -> Vec<AuditedSegment> {
    vec![
        segment("一、港口", 0, BlockKind::Heading(1)),
        segment("全年吞吐量4.32亿吨,增长2.7%。", 1, BlockKind::Paragraph),
        segment("投资10329.34万元。", 1, BlockKind::Paragraph),
        segment("新建泊位6个。", 1, BlockKind::Paragraph),
    ]
}

fn harbour_target() -> Vec<AuditedSegment> {
    vec![
        segment("I. The harbour", 0, BlockKind::Heading(1)),
        segment("Throughput reached 432 million tonnes, up 2.7%.", 1, BlockKind::Paragraph),
        segment("RMB10.33 million was invested.", 1, BlockKind::Paragraph),
        segment("Photographs by the author.", 2, BlockKind::Paragraph),
    ]
}

/// A heading, a sentence whose figures agree, one whose figure differs, one that was dropped and one that was added.
pub fn harbour() -> AuditedDocument {
    let (source, target) = (harbour_source(), harbour_target());
    let quantities = AuditedQuantities {
        source: vec![
            quantity(&source, 1, "4.32亿吨", "432,000,000 t"),
            quantity(&source, 1, "2.7%", "2.7 %"),
            quantity(&source, 2, "10329.34万元", "CNY 103,293,400"),
        ],
        target: vec![
            quantity(&target, 1, "432 million tonnes", "432,000,000 t"),
            quantity(&target, 1, "2.7%", "2.7 %"),
            quantity(&target, 2, "RMB10.33 million", "CNY 10,330,000"),
        ],
        links: vec![link(0, "equal"), link(1, "rounded")],
    };
    let scale =
        vec![place(Side::Source, &source, 2, "10329.34万元"), place(Side::Target, &target, 2, "RMB10.33 million was")];
    let dropped = vec![place(Side::Source, &source, 3, "新建泊位6个。")];
    let findings = vec![
        finding("figure-scale", Severity::Error, 2, "CNY 103,293,400 became CNY 10,330,000.", scale),
        finding("sentence-dropped", Severity::Warning, 3, "新建泊位6个。 has no counterpart.", dropped),
    ];
    let beads = vec![
        bead(&[0], &[0], 0.999),
        bead(&[1], &[1], 0.998),
        bead(&[2], &[2], 0.31),
        bead(&[3], &[], 0.9),
        bead(&[], &[3], 0.9),
    ];
    AuditedDocument {
        name: "harbour".into(),
        kind: DocumentKind::Translation,
        source: text("harbour.zh.txt", Lang::Zh, source),
        target: Some(text("harbour.en.txt", Lang::En, target)),
        beads,
        quantities,
        findings,
        facts: Vec::new(),
        idle_ignores: Vec::new(),
        page_of: None,
        drift: None,
        units: None,
    }
}

pub const HOSTILE: &str = "</style></script><script>window.ran='text'</script><img src=http://example.invalid/x.png \
                       onerror=\"window.ran='image'\">&amp;\"'><svg onload=window.ran='svg'>";

/// Text that tries to be markup wherever text can stand, turns the direction of writing, and does not end.
pub fn hostile() -> AuditedDocument {
    let mut document = harbour();
    document.name = format!("\u{202e}{HOSTILE}");
    document.source.path = HOSTILE.into();
    document.source.segments[0].text = format!("一、{HOSTILE}\u{202e}港口\u{0}");
    document.source.segments[3].text = "无尽".repeat(170_000);
    document.findings[1].places.clear();
    let target = document.target.as_mut().expect("it is a translation");
    target.segments[3].text = "x".repeat(1_000_000);
    for quantity in &mut document.quantities.source {
        quantity.reading = format!("{HOSTILE}\" onmouseover=\"window.ran='title'");
    }
    for link in &mut document.quantities.links {
        link.relation = HOSTILE.into();
        link.explanation = HOSTILE.into();
    }
    for finding in &mut document.findings {
        finding.message = format!("\u{2067}{HOSTILE}");
        finding.fingerprint = "\" onclick=window.ran='print' x=\"".into();
        finding.rule = format!("{HOSTILE}-rule");
        for place in &mut finding.places {
            place.label = HOSTILE.into();
            place.text = format!("{HOSTILE}\u{202d}");
        }
    }
    document
}

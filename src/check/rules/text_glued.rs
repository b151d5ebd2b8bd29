//! English that lost its spaces.

use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;

/// See its page.
pub struct TextGlued;

static INFO: RuleInfo = RuleInfo {
    id: "text-glued",
    since: "2026.1",
    severity: Severity::Info,
    scope: Scope::Text,
    summary: "Spaces between words are missing from the file; they were restored for reading.",
    page: include_str!("text_glued.md"),
};

impl Rule for TextGlued {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        for side in Side::BOTH {
            let text = &aligned.texts[side];
            let Some(first) = text.document.blocks.first().filter(|_| text.glue.restored > 0) else { continue };
            let glue = text.glue;
            findings.push(Finding {
                rule: INFO.id,
                severity: INFO.severity,
                message: format!(
                    "{} spaces are missing in {} of {} blocks ({} words); they were restored for reading, the file is unchanged",
                    glue.restored,
                    glue.blocks,
                    text.document.blocks.len(),
                    glue.words
                ),
                bead: None,
                places: vec![Place { side, span: first.span, label: "from here on".to_owned() }],
            });
        }
    }
}

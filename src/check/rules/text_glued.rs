//! English that lost its spaces.

use crate::check::finding::{Finding, Place, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::text::pair::Side;
use crate::text::wording::Wording;

/// See its page.
pub struct TextGlued;

static INFO: RuleInfo = RuleInfo {
    id: "text-glued",
    since: "2026.1",
    severity: Severity::Info,
    scope: Scope::Text,
    summary: "Spaces between words are missing from the file; they were restored for reading.",
    summary_zh: "文件中单词之间缺少空格；已补回以便阅读。",
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
            let (glue, blocks) = (text.glue, text.document.blocks.len());
            findings.push(Finding {
                rule: INFO.id,
                severity: INFO.severity,
                message: Wording::new(
                    format!(
                        "{} spaces are missing in {} of {blocks} blocks ({} words); they were restored for reading, the file is unchanged",
                        glue.restored, glue.blocks, glue.words
                    ),
                    format!(
                        "{blocks}段中有{}段共缺{}个空格（{}词）；已补回以便阅读，文件未改动",
                        glue.blocks, glue.restored, glue.words
                    ),
                ),
                bead: None,
                places: vec![Place { side, span: first.span, label: Wording::fixed("from here on", "从此处起") }],
            });
        }
    }
}

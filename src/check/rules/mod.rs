//! The rules, a file each beside its page, and the table of all.

mod alignment_weak;
pub mod clause;
mod clause_added;
mod clause_dropped;
mod code_mismatch;
pub mod elsewhere;
mod figure_added;
mod figure_arithmetic;
pub mod figure_binding;
mod figure_bound;
mod figure_contradiction;
mod figure_currency;
mod figure_date;
mod figure_direction;
mod figure_grouping;
mod figure_mismatch;
mod figure_missing;
mod figure_ordinal;
mod figure_percent_point;
mod figure_scale;
mod figure_style;
mod figure_unit;
mod link_mismatch;
mod linked;
mod name_mismatch;
mod negation_mismatch;
mod paired;
mod quoted;
mod sentence_added;
mod sentence_dropped;
mod sentence_moved;
mod short_form;
mod term_inconsistent;
mod term_missing;
mod text_glued;
mod text_typo;
pub mod translation_stale;
mod unpaired;
mod untranslated;

use super::rule::Rule;

/// The latest rule set.
pub const LATEST: &str = "2026.1";

/// Every rule, by family.
pub static RULES: &[&dyn Rule] = &[
    &figure_mismatch::RULE,
    &figure_scale::RULE,
    &figure_missing::FigureMissing,
    &figure_added::FigureAdded,
    &figure_percent_point::RULE,
    &figure_currency::RULE,
    &figure_unit::FigureUnit,
    &figure_binding::FigureBinding,
    &figure_bound::FigureBound,
    &figure_direction::FigureDirection,
    &figure_ordinal::RULE,
    &figure_date::RULE,
    &figure_grouping::FigureGrouping,
    &figure_arithmetic::FigureArithmetic,
    &figure_contradiction::FigureContradiction,
    &figure_style::FigureStyle,
    &sentence_dropped::SentenceDropped,
    &sentence_added::SentenceAdded,
    &sentence_moved::SentenceMoved,
    &clause_dropped::ClauseDropped,
    &clause_added::ClauseAdded,
    &untranslated::Untranslated,
    &translation_stale::TranslationStale,
    &code_mismatch::CodeMismatch,
    &link_mismatch::LinkMismatch,
    &name_mismatch::NameMismatch,
    &negation_mismatch::NegationMismatch,
    &term_missing::TermMissing,
    &term_inconsistent::TermInconsistent,
    &alignment_weak::AlignmentWeak,
    &text_glued::TextGlued,
    &text_typo::TextTypo,
];

/// The rule of this name.
pub fn find(id: &str) -> Option<&'static dyn Rule> {
    RULES.iter().copied().find(|rule| rule.info().id == id)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn every_rule_has_a_name_of_its_own_and_a_whole_page() {
        let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.info().id).collect();
        for rule in RULES {
            let info = rule.info();
            for head in ["## What it does", "## Why it matters", "## Bad", "## Good", "## Known misses"] {
                assert!(info.page.contains(head), "{}: no {head}", info.id);
            }
            assert!(info.page.starts_with(&format!("# {}\n", info.id)), "{}: the page is another rule's", info.id);
            assert!(info.summary.ends_with('.'), "{}: the summary is a sentence", info.id);
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
    }
}

//! The table of the facts that two texts on one subject both state.

use super::super::relation;
use super::marks::Shown;
use super::rows::anchor;
use crate::audit::{AuditedDocument, AuditedFact, AuditedQuantity};
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};

/// A fact, as a row of the table.
pub struct FactRow<'a> {
    /// How its two figures relate.
    pub relation: &'a str,
    /// The class of that: what is well, what to know, what to look at, what to mend.
    pub class: &'static str,
    /// Both statements.
    pub sides: [FactCell<'a>; 2],
}

/// What one text states.
pub struct FactCell<'a> {
    /// The language, for the reader's program.
    pub lang: &'static str,
    /// The figure, in the page's addresses.
    pub anchor: String,
    /// The figure as written.
    pub text: Shown<'a>,
    /// What it comes to, where that is not how it is written.
    pub reading: Option<Shown<'a>>,
    /// What it is about, in the words of the text.
    pub subject: Shown<'a>,
}

/// The facts of `document`, in the order of the first text; those that name what is not there are left out.
pub fn of(document: &AuditedDocument, ui: Lang) -> Vec<FactRow<'_>> {
    document.facts.iter().filter_map(|fact| row(document, fact, ui)).collect()
}

fn row<'a>(document: &'a AuditedDocument, fact: &'a AuditedFact, ui: Lang) -> Option<FactRow<'a>> {
    let quantities = &document.quantities;
    let figures = Pair::new(quantities.source.get(fact.source)?, quantities.target.get(fact.target)?);
    let langs = Pair::new(document.source.lang, document.target.as_ref()?.lang);
    let numbers = Pair::new(fact.source, fact.target);
    let cell = |side: Side| FactCell {
        lang: langs[side].tag(),
        anchor: anchor(side, numbers[side]),
        text: Shown(figures[side].text.trim()),
        reading: reading(figures[side], ui).map(Shown),
        subject: Shown(fact.subject[side].trim_matches(|c: char| c.is_whitespace() || ",，;；、".contains(c))),
    };
    let class = match fact.relation.as_str() {
        "equal" => "ok",
        "contradictory" => "e",
        "scope differs" => "w",
        _ => "i",
    };
    Some(FactRow { relation: relation(ui, &fact.relation), class, sides: Side::BOTH.map(cell) })
}

fn reading(figure: &AuditedQuantity, ui: Lang) -> Option<&str> {
    let written: String = figure.text.chars().filter(|c| !c.is_whitespace()).collect();
    let read: String = figure.reading_in(ui).chars().filter(|c| !c.is_whitespace()).collect();
    (written != read).then_some(figure.reading_in(ui))
}

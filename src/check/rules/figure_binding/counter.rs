//! What the counters of two figures say: 1446件2198人 is "2,198 individuals in 1,446 cases", in whatever order these come.

use super::roles::Told;
use crate::check::link::Link;
use crate::check::rule::Aligned;
use crate::lexicon::{counters, stem};
use crate::text::lang::Lang;
use crate::text::pair::Side;

/// Whether each of two figures counts on both sides what its counter comes out as, or each what the other's does.
pub fn told(aligned: &Aligned, one: &Link, other: &Link) -> Option<Told> {
    let chinese = match aligned.texts.source.document.lang {
        Lang::Zh => Side::Source,
        Lang::En => Side::Target,
    };
    let unit = |side: Side, link: &Link| {
        let unit = aligned.quantity(side, link.of(side)).unit.as_ref();
        unit.filter(|unit| !unit.ucum).map(|unit| unit.code.as_ref())
    };
    let links = [one, other];
    let [Some(counters), Some(nouns)] = [chinese, chinese.other()].map(|side| {
        let [one, other] = links.map(|link| unit(side, link));
        one.zip(other)
    }) else {
        return None;
    };
    let stemmer = stem::stemmer();
    let comes_out = |counter: &str, noun: &str| {
        let noun = stemmer.stem(&noun.to_lowercase()).into_owned();
        counters::stems(counter).contains(&noun)
    };
    let straight = [comes_out(counters.0, nouns.0), comes_out(counters.1, nouns.1)];
    let crossed = [comes_out(counters.0, nouns.1), comes_out(counters.1, nouns.0)];
    match (straight, crossed) {
        ([true, true], [false, false]) => Some(Told::Kept),
        ([false, false], [true, true]) => Some(Told::Exchanged),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pair::Pair;

    #[test]
    fn counters_tell_which_figure_is_which_in_whatever_order() {
        let check = |chinese: &str, english: &str, expected: Option<Told>| {
            let lines = Pair::new((chinese, Lang::Zh), (english, Lang::En));
            let aligned = Aligned::of_lines(lines, [Pair::both(0..1)]);
            let links = &aligned.links.links;
            assert_eq!(links.len(), 2, "{english}");
            assert_eq!(told(&aligned, &links[0], &links[1]), expected, "{english}");
        };
        check("起诉1753件3095人。", "They prosecuted 3,095 individuals in 1,753 cases.", Some(Told::Kept));
        check("起诉1753件3095人。", "They prosecuted 1,753 individuals in 3,095 cases.", Some(Told::Exchanged));
        check("起诉1753件，审结3095件。", "They filed 3,095 cases and closed 1,753 cases.", None);
        check("收到1753份，退回3095次。", "They got 3,095 letters and sent back 1,753 parcels.", None);
    }
}

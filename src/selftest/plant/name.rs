//! Names of places and persons that are others: Zhejiang for 江苏, Wang Kunpeng for 张坤鹏.

use std::ops::Range;

use super::{Fault, Plant};
use crate::check::rule::Aligned;
use crate::check::rules::clause::texts_of;
use crate::lexicon::person::Person;
use crate::lexicon::places::{self, Named, others, place};
use crate::text::document::Document;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::runs::runs;
use crate::text::span::Span;

/// How many other names are put in the place of one.
const OTHERS: usize = 2;

/// Family names that are put in the place of one, in Pinyin and as they are written.
const SURNAMES: [(&str, &str); 3] = [("Wang", "王"), ("Li", "李"), ("Zhang", "张")];

/// Every name of a place or a person of the translation that its source has too, once each bead: a place as another of its
/// class, a person under another family name.
pub fn changed(aligned: &Aligned) -> Vec<Plant> {
    let beads = (0..aligned.alignment.beads().len()).filter(|&bead| aligned.is_paired(bead));
    beads.flat_map(|bead| places_in(aligned, bead).into_iter().chain(persons_in(aligned, bead))).collect()
}

fn persons_in(aligned: &Aligned, bead: usize) -> Vec<Plant> {
    let spans = texts_of(aligned, bead);
    let document = |side: Side| &aligned.texts[side].document;
    let text = |side: Side| document(side).slice(spans[side]);
    let lang = document(Side::Target).lang;
    let [chinese, english] = if lang == Lang::Zh { [Side::Target, Side::Source] } else { [Side::Source, Side::Target] };
    let within = |side: Side, at: Range<usize>| in_file(document(side), spans[side], at);
    let words: Vec<Range<usize>> = runs(text(english), char::is_alphabetic).collect();
    let mut plants = Vec::new();
    for two in words.windows(2) {
        let name = &text(english)[two[0].start..two[1].end];
        let once = |side: Side, name: &str| text(side).matches(name).nth(1).is_none();
        let Some(person) = Person::of(name).filter(|_| once(english, name)) else { continue };
        let Some(at) = person.whole_in(text(chinese)).filter(|at| once(chinese, &text(chinese)[at.clone()])) else {
            continue;
        };
        let first = text(chinese)[at.clone()].chars().next().map_or(0, char::len_utf8);
        let surname = if name.starts_with(person.surname) { &two[0] } else { &two[1] };
        let (edit, counterpart) = match lang {
            Lang::Zh => (at.start..at.start + first, two[0].start..two[1].end),
            Lang::En => (surname.clone(), at),
        };
        let stands =
            |(pinyin, written): &(&str, &str)| text(english).contains(pinyin) || text(chinese).contains(written);
        let others = SURNAMES.iter().filter(|other| !stands(other)).take(OTHERS);
        plants.extend(others.map(|&(pinyin, written)| Plant {
            fault: Fault::NameChanged,
            bead,
            edit: within(Side::Target, edit.clone()),
            was: text(Side::Target)[edit.clone()].to_owned(),
            text: if lang == Lang::Zh { written } else { pinyin }.to_owned(),
            counterpart: within(Side::Source, counterpart.clone()),
        }));
    }
    plants
}

fn places_in(aligned: &Aligned, bead: usize) -> Vec<Plant> {
    let spans = texts_of(aligned, bead);
    let document = |side: Side| &aligned.texts[side].document;
    let texts = Pair::new(Side::Source, Side::Target).map(|side| document(side).slice(spans[side]));
    let named = Pair::new(Side::Source, Side::Target).map(|side| names(texts[side], document(side).lang));
    let within = |side: Side, name: &Named| in_file(document(side), spans[side], name.start..name.end);
    let lang = document(Side::Target).lang;
    let count = |names: &[Named], id| names.iter().filter(|name| name.id == id).count();
    let mut plants = Vec::new();
    for name in &named.target {
        let written = &texts.target[name.start..name.end];
        let original = named.source.iter().find(|original| original.id == name.id);
        // said twice, it is still said when one is changed; and a name may be that of two places
        let alone = count(&named.target, name.id) == 1 && named.target.iter().all(|other| is_apart(name, other));
        let (Some(original), true, Some(plain)) = (original, alone, plainest(name.id, lang)) else { continue };
        if written != plain {
            continue;
        }
        let instead = others(name.id).filter(|&other| count(&named.target, other) + count(&named.source, other) == 0);
        plants.extend(instead.filter_map(|other| plainest(other, lang)).take(OTHERS).map(|other| Plant {
            fault: Fault::NameChanged,
            bead,
            edit: within(Side::Target, name),
            was: written.to_owned(),
            text: other.to_owned(),
            counterpart: within(Side::Source, original),
        }));
    }
    plants
}

/// Bytes of a bead as those of the file.
fn in_file(document: &Document, bead: Span, at: Range<usize>) -> Span {
    document.to_source(Span::new(at.start, at.end).shift(bead.start as usize))
}

fn names(text: &str, lang: Lang) -> Vec<Named> {
    match lang {
        Lang::Zh => places::in_chinese(text),
        Lang::En => places::in_english(text),
    }
}

fn is_apart(name: &Named, other: &Named) -> bool {
    name == other || other.end <= name.start || name.end <= other.start
}

/// The plainest name of a place.
fn plainest(id: usize, lang: Lang) -> Option<&'static str> {
    let place = place(id);
    let names = if lang == Lang::Zh { &place.chinese } else { &place.english };
    names.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_both_sides_becomes_another_of_its_class_in_either_language() {
        let check = |source: (&str, Lang), target: (&str, Lang), expected: &[(&str, &str)]| {
            let aligned = Aligned::of_lines(Pair::new(source, target), [Pair::both(0..1)]);
            let plants = changed(&aligned);
            let told: Vec<(&str, &str)> = plants.iter().map(|plant| (&*plant.was, &*plant.text)).collect();
            assert_eq!(told, expected, "{}", target.0);
        };
        let chinese = ("江苏和法国的企业签约。", Lang::Zh);
        let english = ("Companies of Jiangsu and France signed.", Lang::En);
        let expected = [("Jiangsu", "Zhejiang"), ("Jiangsu", "Anhui"), ("France", "Germany"), ("France", "Russia")];
        check(chinese, english, &expected);
        check(("Jiangsu signed.", Lang::En), ("江苏签约。", Lang::Zh), &[("江苏", "浙江"), ("江苏", "安徽")]);
        // another name of the bead is no other
        let both = ("Companies of Jiangsu and Zhejiang signed.", Lang::En);
        check(
            ("江苏的企业与浙江签约。", Lang::Zh),
            both,
            &[("Jiangsu", "Anhui"), ("Jiangsu", "Fujian"), ("Zhejiang", "Anhui"), ("Zhejiang", "Fujian")],
        );
        let person = ("作家陈坤鹏签约。", Lang::Zh);
        check(person, ("The writer Chen Kunpeng signed.", Lang::En), &[("Chen", "Wang"), ("Chen", "Li")]);
        check(("Chen Kunpeng signed.", Lang::En), ("陈坤鹏签约。", Lang::Zh), &[("陈", "王"), ("陈", "李")]);
        check(person, ("The writer Chen Guohua signed.", Lang::En), &[]);
        // what is said twice, or is not in the source, is left
        check(chinese, ("Jiangsu firms came to Jiangsu.", Lang::En), &[]);
        check(("企业签约。", Lang::Zh), ("Companies of Jiangsu signed.", Lang::En), &[]);
    }
}

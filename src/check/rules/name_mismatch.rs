//! Another name than the source has.

mod abbreviation;
mod lacking;
mod latin;
mod proper;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use self::abbreviation::{Fault, capitals};
use self::lacking::Lacking;
use self::proper::Account;
use super::paired::{Paired, paired};
use crate::check::finding::{Finding, Severity};
use crate::check::rule::{Aligned, Rule, RuleInfo, Scope};
use crate::lexicon::person::Person;
use crate::lexicon::places::{self, Named, PlaceId, place};
use crate::text::wording::Wording;

/// See its page.
pub struct NameMismatch;

static INFO: RuleInfo = RuleInfo {
    id: "name-mismatch",
    since: "2026.1",
    severity: Severity::Error,
    scope: Scope::Pair,
    summary: "A name of the source is another name in the translation.",
    summary_zh: "原文的名称译成了另一名称。",
    page: include_str!("name_mismatch.md"),
};

impl Rule for NameMismatch {
    fn info(&self) -> &'static RuleInfo {
        &INFO
    }

    fn check(&self, aligned: &Aligned, findings: &mut Vec<Finding>) {
        let beads: Vec<Names> = paired(aligned).map(Names::of).collect();
        let mut glossed: BTreeSet<&str> = BTreeSet::new();
        for (index, names) in beads.iter().enumerate() {
            findings.extend(names.abbreviations());
            let missing = names.missing(&beads, index);
            let exchanged = match missing[..] {
                [] => Vec::new(),
                _ => names.exchanged(&missing, &names.extra(&beads, index)),
            };
            let told = match exchanged[..] {
                [] => {
                    let latin = || names.latin(&beads, index, &mut glossed);
                    names.unknown(&missing, &beads, index).or_else(latin).into_iter().collect()
                }
                _ => exchanged,
            };
            findings.extend(told);
        }
    }
}

/// The least share of English words that the dictionary accounts for where a stranger is told.
const KNOWN: f32 = 0.3;

/// The same where a name stands for another of its class.
const MET: f32 = 0.12;

/// What stands where another name should.
const ANOTHER: Wording = Wording::fixed("another name", "另一名称");

/// A bead that is less sure than this may be no pair.
const SURE: f64 = 0.5;

/// A bead with the names of places on both sides.
struct Names<'a> {
    bead: Paired<'a>,
    chinese: Vec<Named>,
    english: OnceCell<Vec<Named>>,
}

impl<'a> Names<'a> {
    fn of(bead: Paired<'a>) -> Self {
        Names { bead, chinese: places::in_chinese(bead.chinese.text), english: OnceCell::new() }
    }

    /// The names in the English, looked for once the Chinese asks for one.
    fn english(&self) -> &[Named] {
        self.english.get_or_init(|| places::in_english(self.bead.english.text))
    }

    /// Whether the bead is in doubt.
    fn is_loose(&self) -> bool {
        self.bead.confidence < SURE
    }

    /// The Chinese names that are not named in English, here or in a neighbour; each once.
    fn missing(&self, beads: &[Names], index: usize) -> Vec<Named> {
        let is_named = |id: PlaceId| near(beads, index).any(|names| names.english().iter().any(|name| name.id == id));
        let mut seen = BTreeSet::new();
        let wanted = self.chinese.iter().filter(|name| !places::is_part(self.bead.chinese.text, name));
        wanted.filter(|name| seen.insert(name.id) && !is_named(name.id)).copied().collect()
    }

    /// The English names that nothing in the Chinese accounts for, here or in a neighbour.
    fn extra(&self, beads: &[Names], index: usize) -> Vec<Named> {
        let accounted = |id: PlaceId| {
            near(beads, index).any(|names| {
                let stands = |short: &&str| names.bead.chinese.text.contains(*short);
                names.chinese.iter().any(|name| name.id == id) || place(id).shorts.iter().any(stands)
            })
        };
        // a name that two places share is accounted for by either
        let shared = |name: &Named| {
            self.english().iter().filter(|other| other.start == name.start).any(|other| accounted(other.id))
        };
        self.english().iter().filter(|name| !shared(name)).copied().collect()
    }

    /// Each missing name with a name of its class that stands instead.
    fn exchanged(&self, missing: &[Named], extra: &[Named]) -> Vec<Finding> {
        let instead = |name: &Named| extra.iter().find(|other| place(other.id).class == place(name.id).class);
        let exchanged: Vec<_> = missing.iter().filter_map(|name| Some((name, instead(name)?))).collect();
        let (chinese, english) = (self.bead.chinese.text, self.bead.english.text);
        // where no word meets, the sentences are no pair
        if exchanged.is_empty() || self.is_loose() || Account::of(chinese, english).share(english) < MET {
            return Vec::new();
        }
        exchanged.into_iter().map(|(name, other)| self.finding(name, other.start..other.end)).collect()
    }

    fn finding(&self, name: &Named, at: std::ops::Range<usize>) -> Finding {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let (written, instead) = (&chinese.text[name.start..name.end], &english.text[at.clone()]);
        let wanted = place(name.id).english[0];
        let message = Wording::new(
            format!(
                "{written} is {wanted}; the English has {instead} instead, which nothing in the Chinese accounts for"
            ),
            format!("{written}应译{wanted}，英文却是{instead}，中文中无此名称"),
        );
        let places = vec![english.place(at, ANOTHER), chinese.place(name.start..name.end, Wording::same(wanted))];
        self.bead.finding(&INFO, Severity::Error, message, places)
    }

    /// A name that no table has where one is missing, and the only one that nothing in the Chinese accounts for.
    fn unknown(&self, missing: &[Named], beads: &[Names], index: usize) -> Option<Finding> {
        if self.is_loose() {
            return None;
        }
        let (chinese, english) = (self.bead.chinese.text, self.bead.english.text);
        let name = |at: &Range<usize>| &english[at.clone()];
        let mut candidates = proper::candidates(english);
        candidates.retain(|at| !near(beads, index).any(|names| names.copies(name(at))));
        if candidates.is_empty() {
            return None;
        }
        let is_read = |at: &Range<usize>| beads.iter().any(|names| proper::reads(names.bead.chinese.text, name(at)));
        let misread = candidates.iter().find_map(|at| Some((at, Person::of(name(at))?.another_in(chinese)?)));
        if let Some((at, written)) = misread.filter(|(at, _)| !is_read(at)) {
            return Some(self.misread(at.clone(), written));
        }
        // what is cheap to see comes first: most sentences lack no name
        let unread = candidates.iter().find(|at| proper::is_foreign_pinyin(name(at), chinese));
        let lacking = self.wanted(missing).or_else(|| self.lacking(beads, index));
        if unread.is_none() && lacking.is_none() {
            return None;
        }
        let accounts: Vec<Account> =
            near(beads, index).map(|names| Account::of(names.bead.chinese.text, english)).collect();
        let is_strange = |at: &&Range<usize>| !accounts.iter().any(|account| account.explains(name(at)));
        if let Some(at) = unread.filter(is_strange).filter(|at| !is_read(at)) {
            return Some(self.unread(at.clone()));
        }
        let lacking = lacking?;
        let strangers: Vec<&Range<usize>> = candidates.iter().filter(is_strange).collect();
        let [first, rest @ ..] = &strangers[..] else { return None };
        // where few words meet, the sentences are no pair
        let own = Account::of(chinese, english);
        let is_only = rest.iter().all(|at| name(at) == name(first));
        let is_told = is_only && own.share(english) >= KNOWN && !lacking.may_be(name(first));
        is_told.then(|| self.stranger(lacking, (*first).clone()))
    }

    /// A name in Latin letters of the Chinese that the English lacks, here and in its neighbours. How a translator goes about a
    /// name is one thing to decide: it is told once.
    fn latin(&self, beads: &[Names], index: usize, told: &mut BTreeSet<&'a str>) -> Option<Finding> {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let at = latin::missing(chinese.text, near(beads, index).map(|names| names.bead.english.text))?;
        if self.is_loose() || Account::of(chinese.text, english.text).share(english.text) < MET {
            return None;
        }
        let name = &chinese.text[at.clone()];
        if !told.insert(name) {
            return None;
        }
        let message = Wording::new(
            format!("{name} stands in the Chinese, and not in the English"),
            format!("中文中有{name}，英文中没有"),
        );
        let label = Wording::fixed("has no counterpart", "英文中无对应");
        Some(self.bead.finding(&INFO, Severity::Warning, message, vec![chinese.place(at, label)]))
    }

    /// Whether a name stands in the Chinese as it is.
    fn copies(&self, name: &str) -> bool {
        self.bead.chinese.text.contains(name)
    }

    /// The one name that no table has and that the English lacks, here and in its neighbours.
    fn lacking(&self, beads: &[Names], index: usize) -> Option<Lacking> {
        let english: Vec<&str> = near(beads, index).map(|names| names.bead.english.text).collect();
        lacking::lacking(self.bead.chinese.text, &english.join("\n"))
    }

    /// The one Chinese name that is missing.
    fn wanted(&self, missing: &[Named]) -> Option<Lacking> {
        let is_asked = |name: &&Named| {
            !matches!(place(name.id).class, "quarter" | "weekday" | "war")
                && !self.is_abbreviated(place(name.id).english[0])
                && !lacking::names_a_body(&self.bead.chinese.text[name.end..])
                && !lacking::is_within_word(self.bead.chinese.text, name.start..name.end, place(name.id).english[0])
        };
        let name = missing.iter().find(is_asked)?;
        Some(Lacking::place(name.start..name.end, place(name.id).english[0]))
    }

    /// Whether an abbreviation in the English begins as a name does: the U of USGS stands for the United States.
    fn is_abbreviated(&self, name: &str) -> bool {
        let initials: String = name.split(' ').filter_map(|word| word.chars().next()).collect();
        capitals(self.bead.english.text).iter().any(|found| found.as_str().starts_with(&initials))
    }

    /// A Chinese name in the English that is read nowhere in the Chinese.
    fn unread(&self, at: Range<usize>) -> Finding {
        let english = &self.bead.english;
        let name = &english.text[at.clone()];
        let message = Wording::new(
            format!("{name} is a Chinese name, and nothing in the Chinese is read so"),
            format!("{name}是汉语名称的拼写，中文中没有读音相符的词"),
        );
        self.bead.finding(&INFO, Severity::Warning, message, vec![english.place(at, ANOTHER)])
    }

    /// A person of another family name than the Chinese has before the given name.
    fn misread(&self, at: Range<usize>, written: Range<usize>) -> Finding {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let (name, person) = (&english.text[at.clone()], &chinese.text[written.clone()]);
        let message = Wording::new(
            format!("{person} is not {name}: the given name is read so, the family name is not"),
            format!("{person}不是{name}：名相同，姓不同"),
        );
        let places = vec![english.place(at, ANOTHER), chinese.place(written, Wording::default())];
        self.bead.finding(&INFO, Severity::Warning, message, places)
    }

    fn stranger(&self, lacking: Lacking, at: Range<usize>) -> Finding {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let Lacking { at: wanted, means, .. } = lacking;
        let (written, instead) = (&chinese.text[wanted.clone()], &english.text[at.clone()]);
        let is = if means.is_empty() {
            Wording::default()
        } else {
            Wording::new(format!(" ({means})"), format!("（{means}）"))
        };
        let message = Wording::new(
            format!(
                "{written}{} is not in the English, which names {instead}; nothing in the Chinese accounts for that",
                is.en
            ),
            format!("{written}{}未译出，英文却有{instead}，中文中无此名称", is.zh),
        );
        let places = vec![english.place(at, ANOTHER), chinese.place(wanted, Wording::same(means))];
        self.bead.finding(&INFO, Severity::Warning, message, places)
    }

    /// What is wrong with the abbreviations.
    fn abbreviations(&self) -> Vec<Finding> {
        let (chinese, english) = (&self.bead.chinese, &self.bead.english);
        let finding = |fault: Fault| {
            let severity = if fault.is_doubtful { Severity::Warning } else { Severity::Error };
            let label = Wording::fixed("not the same name", "名称不同");
            let places = vec![english.place(fault.english, label), chinese.place(fault.chinese, Wording::default())];
            self.bead.finding(&INFO, severity, fault.message, places)
        };
        abbreviation::faults(chinese.text, english.text).into_iter().map(finding).collect()
    }
}

/// A bead and its neighbours.
fn near<'b, 'a>(beads: &'b [Names<'a>], index: usize) -> impl Iterator<Item = &'b Names<'a>> {
    beads[index.saturating_sub(1)..beads.len().min(index + 2)].iter()
}

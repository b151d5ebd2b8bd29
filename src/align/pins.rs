//! Pins: beads that a person gave, which the search keeps and goes around.
//!
//! Pinned beads of both sides that rise together cut every corridor, so that the search runs from one to the next with all
//! that it knows of the whole document. Sentences that are pinned without a counterpart, and those of beads that cross the
//! others, take part in no other bead: the search excludes those that hold them. A bead that crosses is put in last, at
//! its place in the source, as one that moved. Which of crossing beads count as moved: those outside the longest chain
//! that rises on both sides. Costs a binary search for each bead that the search looks at, and nothing where there are no
//! pins.

use std::borrow::Cow;
use std::ops::Range;

use super::bead::{Alignment, Bead};
use super::corridor::{Corridor, State};
use super::crossing::rising;
use super::ladder::Rung;
use super::search::Found;
use crate::text::pair::{Pair, Side};

/// The most sentences of a side in a pinned bead.
pub const MOST: usize = 255;

/// Beads that are given; each sentence is in at most one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// Those with both sides that rise on both, in order.
    chain: Vec<Pair<Range<usize>>>,
    /// Those with both sides that cross them, in order of the source.
    moved: Vec<Pair<Range<usize>>>,
    /// The sentences that no bead of the chain holds and none that is found may hold with another side, ascending.
    alone: Pair<Vec<usize>>,
}

/// Why beads cannot be those of two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    /// There is no such sentence.
    #[error("there is no sentence {segment} in the {}, which has {count}, numbered from 0", side.name())]
    Beyond {
        /// The line it is named in, from 1.
        line: usize,
        /// The side it is missing on.
        side: Side,
        /// Its number.
        segment: usize,
        /// How many there are.
        count: usize,
    },
    /// A sentence is in two beads.
    #[error("sentence {segment} of the {} stands in an earlier bead, too; keep it in one", side.name())]
    Twice {
        /// The later line, from 1.
        line: usize,
        /// The side.
        side: Side,
        /// Its number.
        segment: usize,
    },
    /// A pinned bead is too large to be meant.
    #[error("a pinned bead with {count} sentences of the {}; it may hold {MOST}, so cut it", side.name())]
    Large {
        /// Its line, from 1.
        line: usize,
        /// The side.
        side: Side,
        /// How many it holds.
        count: usize,
    },
    /// A whole alignment leaves a sentence out.
    #[error(
        "no bead holds sentence {segment} of the {}; add one, or give the beads as pins, which may leave sentences out",
        side.name()
    )]
    Missing {
        /// The side.
        side: Side,
        /// Its number.
        segment: usize,
    },
}

impl Misplaced {
    /// The line of the bead that is wrong; `None` where one is missing.
    pub fn line(&self) -> Option<usize> {
        match self {
            Misplaced::Beyond { line, .. } | Misplaced::Twice { line, .. } | Misplaced::Large { line, .. } => {
                Some(*line)
            }
            Misplaced::Missing { .. } => None,
        }
    }
}

/// Refuses sentences that are not there or stand in two rungs.
fn placed(rungs: &[Rung], count: Pair<usize>) -> Result<Pair<Vec<bool>>, Misplaced> {
    let mut placed = count.map(|count| vec![false; count]);
    for rung in rungs {
        for side in Side::BOTH {
            for segment in rung.segments[side].clone() {
                let line = rung.line;
                match placed[side].get_mut(segment) {
                    None => return Err(Misplaced::Beyond { line, side, segment, count: count[side] }),
                    Some(free @ false) => *free = true,
                    Some(true) => return Err(Misplaced::Twice { line, side, segment }),
                }
            }
        }
    }
    Ok(placed)
}

/// The alignment that beads give of texts with `count` sentences, in the order of the source: all as certain, a bead for
/// each sentence without counterpart. Sentences that `may_lack` a bead get one of their own.
///
/// # Errors
/// Where a sentence is not there, stands in two beads, or in none.
pub fn alignment(
    rungs: Vec<Rung>,
    count: Pair<usize>,
    may_lack: impl Fn(Side, usize) -> bool,
) -> Result<Alignment, Misplaced> {
    let placed = placed(&rungs, count)?;
    let mut beads: Vec<Pair<Range<usize>>> = rungs.into_iter().flat_map(|rung| singly(rung.segments)).collect();
    for side in Side::BOTH {
        for segment in (0..count[side]).filter(|&segment| !placed[side][segment]) {
            if !may_lack(side, segment) {
                return Err(Misplaced::Missing { side, segment });
            }
            beads.push(
                Pair::new(Side::Source, Side::Target).map(|at| if at == side { segment..segment + 1 } else { 0..0 }),
            );
        }
    }
    let is_whole = Side::BOTH.iter().all(|&side| !placed[side].contains(&false));
    let is_ordered = is_whole && beads.is_sorted_by_key(|bead| bead.source.start);
    let ordered = if is_ordered { beads } else { in_order(beads) };
    let certain = |segments| Bead { segments, confidence: 1.0 };
    Ok(Alignment::new(ordered.into_iter().map(certain).collect(), count).expect("each sentence was counted once"))
}

/// A bead of one side as a bead for each of its sentences.
fn singly(bead: Pair<Range<usize>>) -> Vec<Pair<Range<usize>>> {
    match (bead.source.is_empty(), bead.target.is_empty()) {
        (false, true) => bead.source.map(|segment| Pair::new(segment..segment + 1, bead.target.clone())).collect(),
        (true, false) => bead.target.map(|segment| Pair::new(bead.source.clone(), segment..segment + 1)).collect(),
        _ => vec![bead],
    }
}

/// Beads in the order of the source; those of the target alone stand behind what precedes them there.
fn in_order(beads: Vec<Pair<Range<usize>>>) -> Vec<Pair<Range<usize>>> {
    let (mut ordered, mut added): (Vec<_>, Vec<_>) = beads.into_iter().partition(|bead| !bead.source.is_empty());
    ordered.sort_by_key(|bead| bead.source.start);
    let mut passed = 0;
    for bead in &mut ordered {
        if bead.target.is_empty() {
            bead.target = passed..passed;
        }
        passed = bead.target.end;
    }
    let mut by_target: Vec<(usize, usize)> = ordered
        .iter()
        .filter(|bead| !bead.target.is_empty())
        .map(|bead| (bead.target.start, bead.source.end))
        .collect();
    by_target.sort_unstable();
    for bead in &mut added {
        let before = by_target.partition_point(|&(start, _)| start < bead.target.start);
        let at = before.checked_sub(1).map_or(0, |before| by_target[before].1);
        bead.source = at..at;
    }
    added.sort_by_key(|bead| bead.target.start);
    added.extend(ordered);
    added.sort_by_key(|bead| (bead.source.start, !bead.source.is_empty()));
    added
}

impl Pins {
    /// The pins of texts with `count` sentences.
    ///
    /// # Errors
    /// Where a sentence is not there, stands in two beads, or a bead is larger than [`MOST`].
    pub fn of(rungs: Vec<Rung>, count: Pair<usize>) -> Result<Self, Misplaced> {
        placed(&rungs, count)?;
        let mut pins = Pins::default();
        let mut paired = Vec::new();
        for Rung { line, segments } in rungs {
            if let (true, false) | (false, true) = (segments.source.is_empty(), segments.target.is_empty()) {
                pins.set_alone(&segments);
                continue;
            }
            for side in Side::BOTH {
                let count = segments[side].len();
                if count > MOST {
                    return Err(Misplaced::Large { line, side, count });
                }
            }
            paired.push(segments);
        }
        paired.sort_by_key(|bead| bead.source.start);
        let rising = rising(&paired);
        for (bead, rises) in paired.into_iter().zip(rising) {
            if rises {
                pins.chain.push(bead);
            } else {
                pins.set_alone(&bead);
                pins.moved.push(bead);
            }
        }
        for side in Side::BOTH {
            pins.alone[side].sort_unstable();
        }
        Ok(pins)
    }

    fn set_alone(&mut self, bead: &Pair<Range<usize>>) {
        for side in Side::BOTH {
            self.alone[side].extend(bead[side].clone());
        }
    }

    /// Whether nothing is pinned.
    pub fn is_empty(&self) -> bool {
        self.chain.is_empty() && Side::BOTH.iter().all(|&side| self.alone[side].is_empty())
    }

    /// The pins of the exchanged texts.
    pub fn swap(&self) -> Self {
        let swap = |beads: &[Pair<Range<usize>>]| beads.iter().cloned().map(Pair::swap).collect::<Vec<_>>();
        let mut moved = swap(&self.moved);
        moved.sort_by_key(|bead| bead.source.start);
        Pins { chain: swap(&self.chain), moved, alone: self.alone.clone().swap() }
    }

    /// Whether the search must not take this bead of both sides.
    pub(super) fn exclude(&self, bead: &Pair<Range<usize>>) -> bool {
        let holds = |side: Side| {
            let alone = &self.alone[side];
            let next = alone.partition_point(|&segment| segment < bead[side].start);
            alone.get(next).is_some_and(|&segment| segment < bead[side].end)
        };
        Side::BOTH.iter().any(|&side| holds(side))
    }

    /// Whether this bead is pinned.
    pub(super) fn hold(&self, bead: &Pair<Range<usize>>) -> bool {
        match (bead.source.is_empty(), bead.target.is_empty()) {
            (false, false) => {
                let at = self.chain.binary_search_by_key(&bead.source.start, |pin| pin.source.start);
                at.is_ok_and(|at| self.chain[at] == *bead) || self.moved.contains(bead)
            }
            _ => self.exclude(bead),
        }
    }

    /// The anchors that agree with the pins, and the corners of the pins among them; `end` is the last state.
    pub(super) fn anchors(&self, anchors: Vec<State>, end: State) -> Vec<State> {
        if self.is_empty() {
            return anchors;
        }
        let agrees = |&(zh, en): &State| {
            let next = self.chain.partition_point(|pin| pin.source.end <= zh);
            let behind = next.checked_sub(1).is_none_or(|last| self.chain[last].target.end <= en);
            let before = self.chain.get(next).is_none_or(|pin| zh < pin.source.start && en < pin.target.start);
            behind && before && !self.exclude(&Pair::new(zh..zh + 1, en..en + 1))
        };
        let corners = self.chain.iter().flat_map(|pin| {
            [(pin.source.start, pin.target.start), (pin.source.end, pin.target.end)].into_iter().filter(|&at| at != end)
        });
        let mut all: Vec<State> = anchors.into_iter().filter(agrees).chain(corners).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Searches the parts of a corridor between its pins, and puts the pins between what is found.
    pub(super) fn through(&self, corridor: &Corridor, mut search: impl FnMut(&Corridor) -> Found) -> Found {
        if self.chain.is_empty() {
            return search(corridor);
        }
        let pieces = self.pieces(corridor).into_iter();
        let found = pieces.flat_map(|piece| match piece {
            Piece::Between(part) => search(&part),
            Piece::Pin(bead) => vec![(bead, 1.0)],
        });
        found.collect()
    }

    /// The parts of corridors between their pins.
    pub(super) fn parts<'c>(&self, corridors: &'c [Corridor]) -> Cow<'c, [Corridor]> {
        if self.chain.is_empty() {
            return Cow::Borrowed(corridors);
        }
        let part = |piece| match piece {
            Piece::Between(part) => Some(part),
            Piece::Pin(_) => None,
        };
        corridors.iter().flat_map(|corridor| self.pieces(corridor).into_iter().filter_map(part)).collect()
    }

    /// A corridor cut at its pins.
    fn pieces(&self, corridor: &Corridor) -> Vec<Piece> {
        let first = self.chain.partition_point(|pin| pin.source.start < corridor.from().0);
        let inside = self.chain[first..].iter().take_while(|pin| pin.source.end <= corridor.to().0);
        let mut at = corridor.from();
        let mut pieces = Vec::new();
        for pin in inside {
            let start = (pin.source.start, pin.target.start);
            if start != at {
                pieces.push(Piece::Between(corridor.between(at, start)));
            }
            pieces.push(Piece::Pin(pin.clone()));
            at = (pin.source.end, pin.target.end);
        }
        if at != corridor.to() {
            pieces.push(Piece::Between(corridor.between(at, corridor.to())));
        }
        pieces
    }

    /// The beads that moved.
    pub(super) fn moved(&self) -> impl Iterator<Item = (Pair<Range<usize>>, f64)> {
        self.moved.iter().map(|bead| (bead.clone(), 1.0))
    }
}

/// What a corridor is cut into.
enum Piece {
    /// Where the beads are searched.
    Between(Corridor),
    /// A bead that is given.
    Pin(Pair<Range<usize>>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::ladder::{rungs, write};
    use crate::align::{Encoder, Given, align_given};
    use crate::analysis::Text;
    use crate::respace::Glue;
    use crate::segment::presegmented;
    use crate::text::lang::Lang;
    use crate::text::source::Source;

    const ZH: [&str; 6] =
        ["火车来了。", "法院在城市里。", "国王喜欢音乐。", "士兵看见月亮。", "农民卖苹果。", "老师关窗户。"];
    const EN: [&str; 6] = [
        "The train came.",
        "The court is in the city.",
        "The king likes music.",
        "A soldier saw the moon.",
        "Farmers sell apples.",
        "The teacher shut the window.",
    ];

    fn texts() -> Pair<Text> {
        Pair::new((&ZH, Lang::Zh), (&EN, Lang::En)).map(|(lines, lang)| {
            let (document, segments) = presegmented(Source::new("-", lines.join("\n")), lang);
            Text::of_segments(document, Glue::default(), segments)
        })
    }

    fn aligned(pins: &str) -> Alignment {
        let pins = Pins::of(rungs(pins).expect("a ladder"), Pair::both(6)).expect("pins");
        let texts = texts();
        let aligned =
            align_given(texts.as_ref(), Given { pins: Some(&pins), ..Given::default() }, Encoder::Never.into());
        let mirrored = Given { pins: Some(&pins.swap()), ..Given::default() };
        let exchanged = align_given(texts.as_ref().swap(), mirrored, Encoder::Never.into());
        let set = |beads: &[Bead], swap: bool| {
            let segments = beads.iter().map(|bead| bead.segments.clone());
            let mut both: Vec<_> = segments
                .map(|pair| if swap { pair.swap() } else { pair })
                .filter(|pair| !pair.source.is_empty())
                .map(|pair| (pair.source.start, pair))
                .collect();
            both.sort_by_key(|(start, _)| *start);
            both.into_iter()
                .map(|(_, pair)| (pair.source.clone(), if pair.target.is_empty() { 0..0 } else { pair.target }))
                .collect::<Vec<_>>()
        };
        assert_eq!(set(aligned.beads(), false), set(exchanged.beads(), true));
        aligned
    }

    #[test]
    fn pinned_beads_stand_and_the_rest_is_searched_around_them() {
        let check = |pins: &str, beads: &str| assert_eq!(write(&aligned(pins)), beads, "{pins}");
        check("", "[0]:[0]\n[1]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
        check("[1, 2]:[1, 2]", "[0]:[0]\n[1, 2]:[1, 2]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
        check("[0, 1]:[0]\n[]:[1]\n[5]:[5]", "[0, 1]:[0]\n[]:[1]\n[2]:[2]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
        check("[5]:[0]", "[0]:[]\n[1]:[]\n[2]:[]\n[3]:[]\n[4]:[]\n[5]:[0]\n[]:[1]\n[]:[2]\n[]:[3]\n[]:[4]\n[]:[5]\n");
    }

    #[test]
    fn sentences_pinned_alone_are_in_no_other_bead() {
        let check = |pins: &str, beads: &str| assert_eq!(write(&aligned(pins)), beads, "{pins}");
        check("[2]:[]\n[]:[2]", "[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[]\n[3]:[3]\n[4]:[4]\n[5]:[5]\n");
    }

    #[test]
    fn pins_that_cross_are_kept_and_the_shorter_chain_moved() {
        let found = write(&aligned("[1]:[4]\n[2]:[2]\n[3]:[3]\n[4]:[]\n[]:[1]"));
        for bead in ["[1]:[4]\n", "[2]:[2]\n", "[3]:[3]\n", "[0]:[0]\n", "[5]:[5]\n", "[4]:[]\n", "[]:[1]\n"] {
            assert!(found.contains(bead), "{found}");
        }
        let place = |bead: &str| found.find(bead);
        assert!(place("[0]:[0]") < place("[1]:[4]") && place("[1]:[4]") < place("[2]:[2]"), "{found}");
    }

    #[test]
    fn pins_are_certain_and_the_rest_is_as_sure_as_it_is() {
        let aligned = aligned("[2]:[2]\n[4]:[]");
        let confidence = |source: usize| {
            let bead = aligned.beads().iter().find(|bead| bead.segments.source == (source..source + 1));
            bead.map(|bead| bead.confidence)
        };
        assert_eq!((confidence(2), confidence(4)), (Some(1.0), Some(1.0)));
        assert!(confidence(0).is_some_and(|sure| sure < 1.0));
    }

    #[test]
    fn a_whole_alignment_is_put_in_the_order_of_the_source() {
        let check = |ladder: &str, expected: Result<&str, &str>| {
            let rungs = rungs(ladder).expect("a ladder");
            let found = alignment(rungs, Pair::both(3), |side, segment| (side, segment) == (Side::Target, 2));
            assert_eq!(
                found.map(|found| write(&found)).map_err(|error| error.to_string()),
                expected.map(str::to_owned).map_err(str::to_owned)
            );
        };
        check("[0]:[0]\n[1]:[]\n[]:[1]\n[2]:[2]", Ok("[0]:[0]\n[1]:[]\n[]:[1]\n[2]:[2]\n"));
        check("[2]:[0]\n[0, 1]:[1]", Ok("[0, 1]:[1]\n[]:[2]\n[2]:[0]\n"));
        check("[0, 1]:[]\n[2]:[0, 1]", Ok("[0]:[]\n[1]:[]\n[2]:[0, 1]\n[]:[2]\n"));
        let missing =
            "no bead holds sentence 1 of the source; add one, or give the beads as pins, which may leave sentences out";
        check("[0]:[0]\n[2]:[1]", Err(missing));
        check("[0]:[0, 1]\n[1]:[1]", Err("sentence 1 of the target stands in an earlier bead, too; keep it in one"));
        check("[0]:[0]\n[9]:[1]", Err("there is no sentence 9 in the source, which has 3, numbered from 0"));
    }

    #[test]
    fn pins_cut_long_texts_too() {
        let many = |lines: [&'static str; 6]| lines.iter().cycle().take(900).copied().collect::<Vec<_>>().join("\n");
        let texts = Pair::new((many(ZH), Lang::Zh), (many(EN), Lang::En)).map(|(lines, lang)| {
            let (document, segments) = presegmented(Source::new("-", lines), lang);
            Text::of_segments(document, Glue::default(), segments)
        });
        // far off the diagonal, so that the corridors must bend
        let pins = "[100]:[130, 131]\n[400]:[310]\n[700]:[]\n[]:[702]\n[800]:[850]\n";
        let pins = Pins::of(rungs(pins).expect("a ladder"), Pair::both(900)).expect("pins");
        for encoder in [Encoder::Never, Encoder::Auto] {
            let found =
                write(&align_given(texts.as_ref(), Given { pins: Some(&pins), ..Given::default() }, encoder.into()));
            for bead in ["[100]:[130, 131]", "[400]:[310]", "[700]:[]", "[]:[702]", "[800]:[850]"] {
                assert!(found.lines().any(|line| line == bead), "{bead}");
            }
        }
    }
}

//! The part of the lattice that is searched: for each number of Chinese sentences passed, a range of numbers of English
//! ones. Rows and columns both move forwards only, neighbouring rows overlap, and both corners are inside. A corridor leads
//! through both texts or through a section of them.

use std::ops::RangeInclusive;

/// A state of the search: how many Chinese and how many English sentences are passed.
pub type State = (usize, usize);

/// How far a corridor reaches beyond the points that it leads along.
#[derive(Clone, Copy, Debug)]
pub struct Breadth {
    /// Sentences on every side of a point, and of what lies between two.
    pub margin: usize,
    /// The same where the points follow each other sentence by sentence.
    pub dense: usize,
    /// All between two points is inside unless it is more than so many states for each sentence.
    pub area: usize,
}

/// Where a row lies, and where its states are numbered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    low: u32,
    high: u32,
    at: usize,
}

/// The corridor through a lattice, or a section of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corridor {
    rows: Vec<Row>,
    from: State,
    to: State,
}

/// A corridor seen from one side: for each number of sentences passed there, from `first` on, the first and the last
/// number of sentences passed on the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The number of the first.
    pub first: usize,
    /// One for each.
    pub states: Vec<(u32, u32)>,
}

impl Corridor {
    /// All between two states.
    pub fn whole(from: State, to: State) -> Self {
        Corridor::of(vec![(from.1 as u32, to.1 as u32); to.0 - from.0 + 1], from, to)
    }

    /// The corridor of these first and last columns, one for each row of states, widened until it is passable.
    fn of(mut ranges: Vec<(u32, u32)>, from: State, to: State) -> Self {
        let last = ranges.len() - 1;
        ranges[0].0 = from.1 as u32;
        ranges[last].1 = to.1 as u32;
        for row in 1..=last {
            ranges[row].1 = ranges[row].1.max(ranges[row - 1].1);
        }
        for row in (0..last).rev() {
            ranges[row].0 = ranges[row].0.min(ranges[row + 1].0);
        }
        for row in 1..=last {
            ranges[row].0 = ranges[row].0.min(ranges[row - 1].1);
        }
        for row in (0..last).rev() {
            ranges[row].0 = ranges[row].0.min(ranges[row + 1].0);
        }
        let mut at = 0;
        let rows = ranges.into_iter().map(|(low, high)| {
            let row = Row { low, high, at };
            at += (high - low + 1) as usize;
            row
        });
        Corridor { rows: rows.collect(), from, to }
    }

    /// A corridor along `points`, which rise on both sides: so many sentences on every side, and all of the rectangle
    /// between two of them unless that is too large; then a band along its diagonal.
    pub fn along(points: &[State], from: State, to: State, breadth: Breadth) -> Self {
        let mut ranges = vec![(u32::MAX, 0u32); to.0 - from.0 + 1];
        let mut cover = |row: usize, low: usize, high: usize, margin: usize| {
            let rows = row.saturating_sub(margin).max(from.0) - from.0..=(row + margin).min(to.0) - from.0;
            for near in &mut ranges[rows] {
                near.0 = near.0.min(low.saturating_sub(margin).max(from.1) as u32);
                near.1 = near.1.max((high + margin).min(to.1) as u32);
            }
        };
        let mut before = from;
        for &point in points.iter().chain([&to]) {
            let (height, width) = (point.0 - before.0, point.1 - before.1);
            let whole = height * width <= breadth.area * (height + width);
            let is_dense = height.max(width) <= 2;
            let margin = if is_dense { breadth.dense } else { breadth.margin };
            for row in before.0..=point.0 {
                if whole {
                    cover(row, before.1, point.1, margin);
                } else {
                    let on = |row: usize| before.1 + (row - before.0) * width / height.max(1);
                    let (low, high) =
                        (on(row).saturating_sub(breadth.area / 2), on((row + 1).min(point.0)) + breadth.area / 2);
                    cover(row, low.max(before.1), high.min(point.1), margin);
                }
            }
            before = point;
        }
        Corridor::of(ranges, from, to)
    }

    /// The part of it between two of its states.
    pub fn between(&self, from: State, to: State) -> Self {
        let within = |column: u32| column.clamp(from.1 as u32, to.1 as u32);
        let rows = self.rows[from.0 - self.from.0..=to.0 - self.from.0].iter();
        Corridor::of(rows.map(|row| (within(row.low), within(row.high))).collect(), from, to)
    }

    /// Where it begins.
    pub fn from(&self) -> State {
        self.from
    }

    /// Where it ends.
    pub fn to(&self) -> State {
        self.to
    }

    /// How many states it has.
    pub fn states(&self) -> usize {
        self.rows.last().map_or(0, |row| row.at + (row.high - row.low + 1) as usize)
    }

    /// The columns of a row.
    pub fn row(&self, row: usize) -> RangeInclusive<usize> {
        let of = self.rows[row - self.from.0];
        of.low as usize..=of.high as usize
    }

    /// The number of a state; `None` outside.
    pub fn state(&self, row: usize, column: usize) -> Option<usize> {
        let of = self.rows.get(row.checked_sub(self.from.0)?)?;
        let inside = of.low as usize <= column && column <= of.high as usize;
        inside.then(|| of.at + column - of.low as usize)
    }

    /// For each row of states the first and last column.
    pub fn by_row(&self) -> Band {
        Band { first: self.from.0, states: self.rows.iter().map(|row| (row.low, row.high)).collect() }
    }

    /// For each column of states the first and last row.
    pub fn by_column(&self) -> Band {
        let mut columns = vec![(u32::MAX, 0); self.to.1 - self.from.1 + 1];
        let first = self.from.1;
        let mut next = first;
        for (row, of) in (self.from.0 as u32..).zip(&self.rows) {
            while next <= of.high as usize {
                columns[next - first].0 = row;
                next += 1;
            }
        }
        let mut left = columns.len();
        for (row, of) in self.rows.iter().enumerate().rev() {
            while left > 0 && first + left > of.low as usize {
                left -= 1;
                columns[left].1 = (self.from.0 + row) as u32;
            }
        }
        Band { first, states: columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(points: &[State], from: State, to: State) {
        let corridor = Corridor::along(points, from, to, Breadth { margin: 2, dense: 1, area: 8 });
        assert!(corridor.state(from.0, from.1) == Some(0));
        assert!(corridor.state(to.0, to.1) == Some(corridor.states() - 1));
        for row in from.0 + 1..=to.0 {
            let (before, here) = (corridor.row(row - 1), corridor.row(row));
            assert!(before.start() <= here.start() && before.end() <= here.end() && here.start() <= before.end());
        }
        let columns = corridor.by_column();
        for (column, (first, last)) in (columns.first..).zip(columns.states) {
            for row in from.0..=to.0 {
                let inside = (first as usize..=last as usize).contains(&row);
                assert_eq!(corridor.state(row, column).is_some(), inside, "{row} {column}");
            }
        }
    }

    #[test]
    fn a_part_of_a_corridor_has_no_state_that_the_whole_has_not() {
        let whole = Corridor::along(&[(20, 11), (30, 12)], (0, 0), (60, 40), Breadth { margin: 2, dense: 1, area: 8 });
        for (from, to) in [((0, 0), (20, 11)), ((20, 11), (30, 12)), ((30, 12), (60, 40)), ((20, 11), (20, 11))] {
            let part = whole.between(from, to);
            assert_eq!((part.from(), part.to()), (from, to));
            let inside = (from.0..=to.0).all(|row| part.row(row).all(|column| whole.state(row, column).is_some()));
            assert!(inside && part.state(to.0, to.1) == Some(part.states() - 1), "{from:?} {to:?}");
        }
    }

    #[test]
    fn corridors_lead_from_corner_to_corner() {
        check(&[], (0, 0), (0, 0));
        check(&[], (0, 0), (5, 0));
        check(&[], (0, 0), (0, 7));
        check(&[], (0, 0), (60, 40));
        check(&[(3, 4), (4, 5), (30, 7)], (0, 0), (60, 40));
        check(&[(20, 1), (21, 39)], (0, 0), (60, 40));
        check(&[(20, 11), (21, 12), (22, 13)], (17, 9), (60, 40));
    }
}

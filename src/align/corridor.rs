//! The part of the lattice that is searched: for each number of Chinese sentences passed, a range of numbers of English
//! ones. Rows and columns both move forwards only, neighbouring rows overlap, and both corners are inside.

use std::ops::RangeInclusive;

/// Where a row lies, and where its states are numbered from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    low: u32,
    high: u32,
    at: usize,
}

/// The corridor through a lattice of `rows × columns` sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corridor {
    rows: Vec<Row>,
    columns: usize,
}

impl Corridor {
    /// The whole lattice.
    pub fn whole(rows: usize, columns: usize) -> Self {
        Corridor::of(vec![(0, columns as u32); rows + 1], columns)
    }

    /// The corridor of these first and last columns, one for each row of states, widened until it is passable.
    fn of(mut ranges: Vec<(u32, u32)>, columns: usize) -> Self {
        let last = ranges.len() - 1;
        ranges[0].0 = 0;
        ranges[last].1 = columns as u32;
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
        Corridor { rows: rows.collect(), columns }
    }

    /// A corridor along `points`, which rise on both sides: `margin` sentences on every side, and all of the rectangle
    /// between two of them unless it is larger than `area` states for each sentence of its sides; then a band along its
    /// diagonal.
    pub fn along(points: &[(usize, usize)], rows: usize, columns: usize, margin: usize, area: usize) -> Self {
        let mut ranges = vec![(u32::MAX, 0u32); rows + 1];
        let mut cover = |row: usize, low: usize, high: usize| {
            for near in &mut ranges[row.saturating_sub(margin)..=(row + margin).min(rows)] {
                near.0 = near.0.min(low.saturating_sub(margin) as u32);
                near.1 = near.1.max((high + margin).min(columns) as u32);
            }
        };
        let mut from = (0, 0);
        for &to in points.iter().chain([&(rows, columns)]) {
            let (height, width) = (to.0 - from.0, to.1 - from.1);
            let whole = height * width <= area * (height + width);
            for row in from.0..=to.0 {
                if whole {
                    cover(row, from.1, to.1);
                } else {
                    let on = |row: usize| from.1 + (row - from.0) * width / height.max(1);
                    let (low, high) = (on(row).saturating_sub(area / 2), on((row + 1).min(to.0)) + area / 2);
                    cover(row, low.max(from.1), high.min(to.1));
                }
            }
            from = to;
        }
        Corridor::of(ranges, columns)
    }

    /// How many sentences it passes: rows and columns.
    pub fn size(&self) -> (usize, usize) {
        (self.rows.len() - 1, self.columns)
    }

    /// How many states it has.
    pub fn states(&self) -> usize {
        self.rows.last().map_or(0, |row| row.at + (row.high - row.low + 1) as usize)
    }

    /// The columns of a row.
    pub fn row(&self, row: usize) -> RangeInclusive<usize> {
        self.rows[row].low as usize..=self.rows[row].high as usize
    }

    /// The number of a state; `None` outside.
    pub fn state(&self, row: usize, column: usize) -> Option<usize> {
        let of = self.rows.get(row)?;
        let inside = of.low as usize <= column && column <= of.high as usize;
        inside.then(|| of.at + column - of.low as usize)
    }

    /// For each row of states the first and last column.
    pub fn by_row(&self) -> Vec<(u32, u32)> {
        self.rows.iter().map(|row| (row.low, row.high)).collect()
    }

    /// For each column of states the first and last row.
    pub fn by_column(&self) -> Vec<(u32, u32)> {
        let mut columns = vec![(u32::MAX, 0); self.columns + 1];
        let mut next = 0;
        for (row, of) in self.rows.iter().enumerate() {
            while next <= of.high as usize {
                columns[next].0 = row as u32;
                next += 1;
            }
        }
        let mut next = self.columns as i64;
        for (row, of) in self.rows.iter().enumerate().rev() {
            while next >= i64::from(of.low) {
                columns[next as usize].1 = row as u32;
                next -= 1;
            }
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(points: &[(usize, usize)], rows: usize, columns: usize) {
        let corridor = Corridor::along(points, rows, columns, 2, 8);
        assert!(corridor.state(0, 0) == Some(0) && corridor.state(rows, columns) == Some(corridor.states() - 1));
        for row in 1..=rows {
            let (before, here) = (corridor.row(row - 1), corridor.row(row));
            assert!(before.start() <= here.start() && before.end() <= here.end() && here.start() <= before.end());
        }
        for (column, (first, last)) in corridor.by_column().into_iter().enumerate() {
            for row in 0..=rows {
                let inside = (first as usize..=last as usize).contains(&row);
                assert_eq!(corridor.state(row, column).is_some(), inside, "{row} {column}");
            }
        }
    }

    #[test]
    fn corridors_lead_from_corner_to_corner() {
        check(&[], 0, 0);
        check(&[], 5, 0);
        check(&[], 0, 7);
        check(&[], 60, 40);
        check(&[(3, 4), (4, 5), (30, 7)], 60, 40);
        check(&[(20, 1), (21, 39)], 60, 40);
    }
}

//! A part of an input that is shared out among processes, by the numbers of its lines.

use std::str::FromStr;

/// One of `of` parts: the lines whose number leaves the same rest. Neighbouring lines go to different shards, so that one shard
/// has as much to do as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    number: usize,
    of: usize,
}

impl Shard {
    /// All lines.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// Whether a line is of this part; lines count from 1.
    pub fn has(self, line: usize) -> bool {
        line % self.of == self.number % self.of
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Shard { number, of }),
            _ => Err("write i/n with i from 1 to n, as in 2/8 for the second of eight".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(shard: &str) -> Vec<usize> {
        let shard: Shard = shard.parse().expect("a shard");
        (1..=10).filter(|&line| shard.has(line)).collect()
    }

    #[test]
    fn a_shard_takes_each_nth_line() {
        assert_eq!(lines("1/1"), (1..=10).collect::<Vec<_>>());
        assert_eq!(lines("1/3"), [1, 4, 7, 10]);
        assert_eq!(lines("3/3"), [3, 6, 9]);
        assert_eq!(lines("11/12"), [0; 0]);
    }

    #[test]
    fn all_shards_together_are_the_whole_and_each_line_once() {
        for of in 1..=12 {
            let mut all: Vec<usize> = (1..=of).flat_map(|number| lines(&format!("{number}/{of}"))).collect();
            all.sort_unstable();
            assert_eq!(all, (1..=10).collect::<Vec<_>>(), "{of}");
        }
    }

    #[test]
    fn what_is_no_shard_is_told_how_to_write_one() {
        for text in ["", "1", "0/2", "3/2", "1/0", "0/0", "-1/2", "a/b", "1/2/3"] {
            assert!(text.parse::<Shard>().is_err_and(|message| message.contains("2/8")), "{text}");
        }
    }
}

//! Lists of words, looked up at the place where they begin.
//!
//! Most characters of a text begin no word of a list, which a bit for each character tells at once; from the others a trie is
//! walked, a character at a time. So a text costs a step a character and one more for each character of the words that may be
//! there, however long the list is.

use std::collections::BTreeMap;
use std::ops::Range;

/// The words of a list, by their numbers in it.
#[derive(Clone, Debug, Default)]
pub struct Trie {
    begins: CharSet,
    /// Those behind one character come first, in the order of these characters.
    nodes: Vec<Node>,
    /// Where each node goes on, in the order of its characters.
    steps: Vec<(char, u32)>,
}

#[derive(Clone, Debug)]
struct Node {
    steps: Range<u32>,
    /// The word that ends here.
    word: Option<u32>,
}

/// A trie as it is built.
#[derive(Default)]
struct Branch {
    steps: BTreeMap<char, Branch>,
    word: Option<u32>,
}

impl Trie {
    /// A trie of these words. Of equal ones the first has the place.
    pub fn of<W: AsRef<str>>(words: impl IntoIterator<Item = W>) -> Self {
        let mut root = Branch::default();
        for (number, word) in (0..).zip(words) {
            let mut branch = &mut root;
            for c in word.as_ref().chars() {
                branch = branch.steps.entry(c).or_default();
            }
            branch.word.get_or_insert(number);
        }
        let mut trie = Trie { begins: CharSet::of(root.steps.keys().copied()), ..Trie::default() };
        trie.lay_out(root);
        trie
    }

    /// Puts down all nodes below the root, level by level, so that those of one node stand together.
    fn lay_out(&mut self, root: Branch) {
        let mut level: Vec<Branch> = root.steps.into_values().collect();
        let mut next_node = level.len() as u32;
        while !level.is_empty() {
            let mut below = Vec::new();
            for branch in level {
                let first = self.steps.len() as u32;
                for (c, branch) in branch.steps {
                    self.steps.push((c, next_node));
                    next_node += 1;
                    below.push(branch);
                }
                self.nodes.push(Node { steps: first..self.steps.len() as u32, word: branch.word });
            }
            level = below;
        }
    }

    /// The longest word that `text` starts with: its number and its bytes.
    pub fn longest(&self, text: &str) -> Option<(usize, usize)> {
        self.walk(text.chars())
    }

    /// The longest word that these characters begin with: its number and its bytes.
    pub fn walk(&self, mut chars: impl Iterator<Item = char>) -> Option<(usize, usize)> {
        let first = chars.next()?;
        let mut node = &self.nodes[self.begins.rank(first)?];
        let mut len = first.len_utf8();
        let mut found = None;
        loop {
            found = node.word.map(|word| (word as usize, len)).or(found);
            let Some((c, next)) = chars.next().and_then(|c| Some((c, self.step(node, c)?))) else { return found };
            len += c.len_utf8();
            node = next;
        }
    }

    /// Whether a word is in the list.
    pub fn has(&self, word: &str) -> bool {
        self.number(word).is_some()
    }

    #[inline]
    fn step(&self, node: &Node, c: char) -> Option<&Node> {
        let steps = &self.steps[node.steps.start as usize..node.steps.end as usize];
        let at = steps.binary_search_by_key(&c, |step| step.0).ok()?;
        Some(&self.nodes[steps[at].1 as usize])
    }

    /// The words in a text from left to right: of those that begin at a place the longest, and none within another.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            while let Some(&byte) = text.as_bytes().get(at) {
                // most bytes of English are letters that begin no word
                if byte.is_ascii() && !self.begins.has(char::from(byte)) {
                    at += 1;
                    continue;
                }
                let start = at;
                match self.longest(&text[at..]) {
                    Some((word, len)) => {
                        at += len;
                        return Some((word, start..at));
                    }
                    None => at += text[at..].chars().next().map_or(1, char::len_utf8),
                }
            }
            None
        })
    }

    /// The number of exactly this word.
    pub fn number(&self, word: &str) -> Option<usize> {
        self.longest(word).filter(|(_, len)| *len == word.len()).map(|(number, _)| number)
    }
}

/// A set of characters of the basic plane: a bit for each.
#[derive(Clone, Debug)]
pub struct CharSet(Vec<Block>);

/// A run of 64 characters: which are in the set, and how many are before them.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    bits: u64,
    before: u32,
}

impl Default for CharSet {
    fn default() -> Self {
        CharSet::of([])
    }
}

impl CharSet {
    /// The set of these characters; those outside of the basic plane, of which our lists have none, are left out.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut blocks = vec![Block::default(); 1 << 10];
        for c in chars {
            if let Some(block) = blocks.get_mut(c as usize / 64) {
                block.bits |= 1 << (c as usize % 64);
            }
        }
        let mut before = 0;
        for block in &mut blocks {
            block.before = before;
            before += block.bits.count_ones();
        }
        CharSet(blocks)
    }

    /// Whether a character is in it.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|block| block.bits >> (c as usize % 64) & 1 == 1)
    }

    /// How many characters of the set come before one that is in it.
    #[inline]
    fn rank(&self, c: char) -> Option<usize> {
        let block = self.0.get(c as usize / 64).filter(|_| self.has(c))?;
        let below = block.bits & ((1 << (c as usize % 64)) - 1);
        Some((block.before + below.count_ones()) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_the_first_place_is_found_and_none_within_it() {
        let trie = Trie::of(["ab", "abc", "bcd", "国", "国家"]);
        let check = |text: &str, expected: &[(usize, &str)]| {
            let found: Vec<(usize, &str)> = trie.find_iter(text).map(|(word, at)| (word, &text[at])).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("abcd ab", &[(1, "abc"), (0, "ab")]);
        check("abd中国家", &[(0, "ab"), (4, "国家")]);
        check("bc国𠀁", &[(3, "国")]);
        check("", &[]);
        assert_eq!(trie.longest("国家的"), Some((4, "国家".len())));
        assert_eq!(trie.longest("中国"), None);
        assert_eq!(trie.longest(""), None);
    }
}

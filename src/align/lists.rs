//! A list for each sentence of a text, kept one after the other.

/// A list for each sentence. Four bytes a sentence beside what the lists hold.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    all: Vec<T>,
    /// Where the list of each sentence ends.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists { all: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// That of a sentence.
    pub fn of(&self, sentence: usize) -> &[T] {
        let start = sentence.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[sentence] as usize]
    }

    /// What is in any of them.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.ends.len()
    }

    /// Adds that of the next sentence.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        self.ends.push(self.all.len() as u32);
    }

    /// Gives back the memory that was kept for more.
    pub fn shrink_to_fit(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl<T, I: IntoIterator<Item = T>> FromIterator<I> for Lists<T> {
    fn from_iter<S: IntoIterator<Item = I>>(sentences: S) -> Self {
        let mut lists = Lists::default();
        sentences.into_iter().for_each(|sentence| lists.push(sentence));
        lists.shrink_to_fit();
        lists
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_has_its_own() {
        let lists: Lists<u8> = [vec![1, 2], vec![], vec![3]].into_iter().collect();
        let each: Vec<&[u8]> = (0..lists.sentences()).map(|sentence| lists.of(sentence)).collect();
        assert_eq!(each, [&[1, 2][..], &[], &[3]]);
        assert_eq!(lists.all(), [1, 2, 3]);
    }
}

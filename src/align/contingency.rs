//! How two classifications of sentences go together: counted where beads begin or end, weighed against chance.
//!
//! Each sentence of either side is of one of `N` classes. Two that meet in a bead say the logarithm of how much more often
//! they meet than their shares make one expect (pointwise mutual information). Before a document is seen that is a guess,
//! which counts for some beads; afterwards it is what its beads show. So a translator who keeps no quotation marks, or a
//! text without blocks, misleads nobody. Constant time a bead.

/// What each pair of classes says, in nats.
#[derive(Clone, Debug)]
pub struct Contingency<const N: usize> {
    together: [[f64; N]; N],
}

/// The share of each class among sentences.
pub fn shares<const N: usize>(classes: &[u8]) -> [f64; N] {
    let mut shares = [0.0; N];
    for &class in classes {
        shares[usize::from(class)] += 1.0 / classes.len() as f64;
    }
    shares
}

impl<const N: usize> Contingency<N> {
    /// The guess of what the pairs say, so that the shares of all come to one.
    pub fn guessed(guess: [[f64; N]; N], zh: &[f64; N], en: &[f64; N]) -> Self {
        let pairs = (0..N * N).map(|at| (at / N, at % N));
        let whole: f64 = pairs.map(|(a, b)| zh[a] * en[b] * guess[a][b].exp()).sum();
        Contingency { together: guess.map(|row| row.map(|nats| nats - whole.max(f64::MIN_POSITIVE).ln())) }
    }

    /// The same with pairs seen, each counted by how sure it is; the guess counts for so many.
    pub fn seen(&self, seen: impl Iterator<Item = (u8, u8, f64)>, guessed: f64, zh: &[f64; N], en: &[f64; N]) -> Self {
        let mut counts = [[0.0; N]; N];
        for (a, row) in counts.iter_mut().enumerate() {
            for (b, count) in row.iter_mut().enumerate() {
                *count = guessed * zh[a] * en[b] * self.together[a][b].exp();
            }
        }
        let mut whole = guessed;
        for (a, b, sure) in seen {
            counts[usize::from(a)][usize::from(b)] += sure;
            whole += sure;
        }
        let mut together = self.together;
        for (a, row) in counts.iter().enumerate() {
            for (b, count) in row.iter().enumerate().filter(|(b, _)| zh[a] * en[*b] > 0.0) {
                together[a][b] = f64::ln(count / whole / (zh[a] * en[b]));
            }
        }
        Contingency { together }
    }

    /// What two classes that meet say.
    pub fn score(&self, zh: u8, en: u8) -> f64 {
        self.together[usize::from(zh)][usize::from(en)]
    }
}

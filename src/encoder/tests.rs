//! The encoder against what the published package makes of the same sentences (`scripts/encoder_reference.py`).

use super::*;

const SENTENCES: &str = include_str!("reference/sentences.txt");
const VECTORS: &[u8] = include_bytes!("reference/vectors.f32");

fn sentences() -> Vec<&'static str> {
    SENTENCES.lines().collect()
}

#[test]
fn vectors_are_those_of_the_published_package() {
    let encoder = Encoder::get();
    let vectors = encoder.vectors(&encoder.sums(&sentences()));
    let expected: Vec<f32> = VECTORS.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect();
    assert_eq!(vectors.len(), expected.len());
    for ((sentence, ours), theirs) in sentences().iter().zip(vectors.chunks(WIDTH)).zip(expected.chunks(WIDTH)) {
        let cosine = cosine(ours, theirs);
        assert!(cosine >= 0.9999, "{sentence}: {cosine}");
    }
}

#[test]
fn translations_point_the_same_way() {
    let encoder = Encoder::get();
    let vectors = encoder.vectors(&encoder.sums(&sentences()));
    let vector = |at: usize| &vectors[at * WIDTH..(at + 1) * WIDTH];
    for at in (0..10).step_by(2) {
        let others = (1..10).step_by(2).filter(|other| *other != at + 1);
        let nearest_other = others.map(|other| cosine(vector(at), vector(other))).fold(-1.0, f32::max);
        assert!(cosine(vector(at), vector(at + 1)) > nearest_other + 0.1, "{}", sentences()[at]);
    }
}

#[test]
fn a_sentence_comes_to_the_same_in_any_company() {
    let encoder = Encoder::get();
    let many: Vec<&str> = sentences().into_iter().cycle().take(700).collect();
    let together = encoder.sums(&many);
    for (sentence, sum) in sentences().iter().zip(&together) {
        assert_eq!(&encoder.sums(&[sentence])[0], sum, "{sentence}");
    }
    assert_eq!(together[16..32], together[..16]);
    assert_eq!(encoder.sums::<&str>(&[]), []);
}

#[test]
fn sums_add_up_to_texts() {
    let encoder = Encoder::get();
    let sums = encoder.sums(&[
        "The courts heard patent cases.",
        "They published typical cases.",
        "The courts heard patent cases and published typical cases.",
        "The weather was fine.",
    ]);
    let mut both = sums[0].clone();
    both += &sums[1];
    let vectors = encoder.vectors(&[both, sums[2].clone(), sums[3].clone()]);
    let vectors: Vec<&[f32]> = vectors.chunks(WIDTH).collect();
    assert!(cosine(vectors[0], vectors[1]) > 0.85, "{}", cosine(vectors[0], vectors[1]));
    assert!(cosine(vectors[0], vectors[1]) > cosine(vectors[0], vectors[2]) + 0.4);
}

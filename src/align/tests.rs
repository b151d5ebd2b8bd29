//! Properties of the whole aligner.

use proptest::prelude::*;

use super::bead::{Alignment, Bead};
use super::ladder;
use super::{Encoder, align, align_with};
use crate::analysis::Text;
use crate::respace::Glue;
use crate::segment::presegmented;
use crate::text::lang::Lang;
use crate::text::pair::{Pair, Side};
use crate::text::source::Source;

fn text(lines: &[&str], lang: Lang) -> Text {
    let joined: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let (document, segments) = presegmented(Source::new("-", joined), lang);
    Text::of_segments(document, Glue::default(), segments)
}

fn swapped(alignment: &Alignment) -> Vec<Bead> {
    alignment.beads().iter().cloned().map(|bead| Bead { segments: bead.segments.swap(), ..bead }).collect()
}

#[test]
fn sentences_meet_their_translations() {
    let check = |zh: &[&str], en: &[&str], beads: &str| {
        let texts = Pair::new(text(zh, Lang::Zh), text(en, Lang::En));
        assert_eq!(ladder::write(&align(texts.as_ref())), beads);
    };
    check(
        &["广东加强知识产权保护。", "法院审理专利案件，并公布典型案例。", "海关查获侵权货物。"],
        &[
            "Guangdong strengthened the protection of intellectual property.",
            "The courts heard patent cases.",
            "They also published typical cases.",
            "The customs seized infringing goods.",
        ],
        "[0]:[0]\n[1]:[1, 2]\n[2]:[3]\n",
    );
    check(
        &["廣東加強知識產權保護。", "今天天氣很好，大家都去公園散步，孩子們非常高興。", "海關查獲侵權貨物。"],
        &["Guangdong strengthened the protection of intellectual property.", "The customs seized infringing goods."],
        "[0]:[0]\n[1]:[]\n[2]:[1]\n",
    );
    check(
        &["我们与世界知识产权组织(WIPO)签署了协议。", "“12•7”案入选。"],
        &["An agreement was signed with WIPO.", "The 12·7 case was chosen."],
        "[0]:[0]\n[1]:[1]\n",
    );
    check(&[], &["Only one side."], "[]:[0]\n");
    check(&["只有一边。", "没有译文。"], &[], "[0]:[]\n[1]:[]\n");
    check(&[], &[], "");
}

#[test]
fn a_missing_chapter_is_one_run_without_counterpart() {
    let chapter = |name: &str, words: &[(&str, &str)]| -> Vec<(String, String)> {
        let sentence = |(zh, en): &(&str, &str)| (format!("{name}部的{zh}很重要。"), format!("The {en} is important."));
        words.iter().map(sentence).collect()
    };
    let all = [
        ("龙", "dragon"),
        ("火车", "train"),
        ("医院", "hospital"),
        ("银行", "bank"),
        ("法院", "court"),
        ("图书馆", "library"),
        ("苹果", "apple"),
        ("河流", "river"),
        ("月亮", "moon"),
        ("音乐", "music"),
        ("学校", "school"),
        ("军队", "army"),
    ];
    let lines = chapter("各", &all);
    let zh: Vec<&str> = lines.iter().map(|line| line.0.as_str()).collect();
    let mut en: Vec<&str> = lines.iter().map(|line| line.1.as_str()).collect();
    en.drain(4..8);
    let texts = Pair::new(text(&zh, Lang::Zh), text(&en, Lang::En));
    let dropped: Vec<usize> = align(texts.as_ref())
        .beads()
        .iter()
        .filter(|bead| bead.segments.target.is_empty())
        .map(|bead| bead.segments.source.start)
        .collect();
    assert_eq!(dropped, [4, 5, 6, 7]);
}

/// Sentences made of a few words, so that they repeat and tie.
fn lines(words: &'static [&'static str], joint: &'static str) -> impl Strategy<Value = Vec<String>> {
    let sentence = prop::collection::vec(prop::sample::select(words), 0..6).prop_map(move |words| words.join(joint));
    prop::collection::vec(prop_oneof![4 => sentence, 1 => "[^\n]{0,12}"], 0..70)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_sentence_is_in_one_bead_and_exchanged_texts_give_exchanged_beads(
        zh in lines(&["保护", "广东", "法院", "WIPO", "的", "三", "。", "專利"], ""),
        en in lines(&["protection", "Guangdong", "courts", "WIPO", "the", "3", "patent", "."], " "),
        same in prop::bool::weighted(0.1),
    ) {
        let of = |lines: &[String], lang| text(&lines.iter().map(String::as_str).collect::<Vec<_>>(), lang);
        let texts = Pair::new(of(&zh, Lang::Zh), of(&en, if same { Lang::Zh } else { Lang::En }));
        // the encoder is slow; one text in some shows as much of it
        let encoder = if zh.len() + en.len() < 12 { Encoder::Always } else { Encoder::Never };
        let align = |texts| align_with(texts, encoder.into());
        let aligned = align(texts.as_ref());
        let count = texts.as_ref().map(|text| text.segments.len());
        prop_assert!(Alignment::new(aligned.beads().to_vec(), count).is_ok());
        prop_assert_eq!(&align(texts.as_ref()), &aligned);
        let exchanged = align(texts.as_ref().swap());
        prop_assert_eq!(exchanged.beads(), &swapped(&aligned)[..]);
        for bead in aligned.beads() {
            prop_assert!((0.0..=1.0).contains(&bead.confidence), "{:?}", bead);
            prop_assert!(bead.evidence.iter().all(|(_, nats)| nats.is_finite()), "{:?}", bead);
        }
        for side in Side::BOTH {
            let starts = aligned.beads().iter().map(|bead| bead.segments[side].start);
            prop_assert!(starts.is_sorted());
        }
        prop_assert_eq!(ladder::read(&ladder::write(&aligned), count).map(|read| ladder::write(&read)), Ok(ladder::write(&aligned)));
    }
}

//! Properties of the whole aligner.

use proptest::prelude::*;

use super::bead::{Alignment, Bead};
use super::crossing::moved;
use super::ladder;
use super::{Encoder, align, align_with};
use crate::analysis::Text;
use crate::read::{Options, Reading, bytes_of};
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

/// Words that the synthetic texts are made of.
const WORDS: [(&str, &str); 48] = [
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
    ("城市", "city"),
    ("农民", "farmer"),
    ("老师", "teacher"),
    ("窗户", "window"),
    ("桌子", "table"),
    ("眼睛", "eye"),
    ("冬天", "winter"),
    ("森林", "forest"),
    ("海洋", "ocean"),
    ("国王", "king"),
    ("士兵", "soldier"),
    ("花园", "garden"),
    ("衣服", "clothes"),
    ("石头", "stone"),
    ("飞机", "airplane"),
    ("机器", "machine"),
    ("钥匙", "key"),
    ("故事", "story"),
    ("朋友", "friend"),
    ("兄弟", "brother"),
    ("市场", "market"),
    ("牛奶", "milk"),
    ("面包", "bread"),
    ("鱼", "fish"),
    ("鸟", "bird"),
    ("马", "horse"),
    ("狗", "dog"),
    ("猫", "cat"),
    ("雨", "rain"),
    ("雪", "snow"),
    ("风", "wind"),
    ("火", "fire"),
    ("山", "mountain"),
    ("湖", "lake"),
    ("岛", "island"),
    ("桥", "bridge"),
];

/// Sentences of a few words each, and their translations.
fn synthetic(count: usize) -> Vec<(String, String)> {
    let mut random = fastrand::Rng::with_seed(7);
    let mut sentence = || {
        let words: Vec<_> = (0..random.usize(3..9)).map(|_| WORDS[random.usize(..WORDS.len())]).collect();
        let zh: Vec<&str> = words.iter().map(|word| word.0).collect();
        let en: Vec<&str> = words.iter().map(|word| word.1).collect();
        (format!("{}。", zh.join("和")), format!("The {}.", en.join(" and the ")))
    };
    (0..count).map(|_| sentence()).collect()
}

/// The share of sentences with the right bead, where `missing` are left out on one side.
fn right_without(sentences: &[(String, String)], missing: std::ops::Range<usize>, side: Side) -> f64 {
    let is_kept = |of: Side, at: &usize| of != side || !missing.contains(at);
    let kept = Pair::new(Side::Source, Side::Target)
        .map(|of| (0..sentences.len()).filter(|at| is_kept(of, at)).collect::<Vec<_>>());
    let zh: Vec<&str> = kept.source.iter().map(|&at| sentences[at].0.as_str()).collect();
    let en: Vec<&str> = kept.target.iter().map(|&at| sentences[at].1.as_str()).collect();
    let texts = Pair::new(text(&zh, Lang::Zh), text(&en, Lang::En));
    let is_right = |bead: &&Bead| {
        let numbers = kept.as_ref().zip(bead.segments.clone()).map(|(kept, range)| kept[range].to_vec());
        let one = |numbers: &[usize]| numbers.len() == 1 && missing.contains(&numbers[0]);
        match side {
            Side::Source if numbers.source.is_empty() => one(&numbers.target),
            Side::Target if numbers.target.is_empty() => one(&numbers.source),
            _ => numbers.source.len() == 1 && numbers.source == numbers.target,
        }
    };
    let aligned = align(texts.as_ref());
    aligned.beads().iter().filter(is_right).count() as f64 / sentences.len() as f64
}

#[test]
fn a_missing_chapter_does_not_throw_off_the_rest() {
    let short = synthetic(12);
    assert_eq!(right_without(&short, 4..8, Side::Target), 1.0);
    let long = synthetic(1500);
    for missing in [0..250, 600..850, 1250..1500] {
        for side in Side::BOTH {
            let right = right_without(&long, missing.clone(), side);
            assert!(right > 0.99, "{missing:?} missing in the {side:?}: {right}");
        }
    }
}

#[test]
fn a_long_text_is_aligned_as_a_short_one() {
    let right = right_without(&synthetic(6000), 0..0, Side::Target);
    assert!(right > 0.995, "{right}");
}

#[test]
fn articles_with_the_same_number_correspond() {
    let zh = ["第三十六条 应当依法办理。", "第三十七条 应当依法办理。", "第三十八条 应当依法办理。"];
    let en = ["Article 36 It shall be so.", "Article 38 It shall be so."];
    let texts = Pair::new(text(&zh, Lang::Zh), text(&en, Lang::En));
    assert_eq!(ladder::write(&align(texts.as_ref())), "[0]:[0]\n[1]:[]\n[2]:[1]\n");
    let zh = ["（一）总则", "（二）附则", "（三）其他"];
    let en = ["(b) Supplementary", "(c) Others"];
    let texts = Pair::new(text(&zh, Lang::Zh), text(&en, Lang::En));
    assert_eq!(ladder::write(&align(texts.as_ref())), "[0]:[]\n[1]:[0]\n[2]:[1]\n");
}

/// The sentences of the beads; where one that has none on a side stands is a matter of order.
fn in_any_order(beads: &[Bead]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let of = |bead: &Bead| (bead.segments.source.clone().collect(), bead.segments.target.clone().collect());
    let mut all: Vec<_> = beads.iter().map(of).collect();
    all.sort();
    all
}

#[test]
fn a_paragraph_that_moved_is_found_elsewhere_and_the_rest_stays() {
    let zh = [
        "今年的葡萄比往年成熟得早。",
        "码头上停着三十艘渔船。",
        "博物馆展出了青铜器和丝绸。",
        "老师教孩子们唱歌和跳舞。",
        "医生在医院里照顾病人。",
        "铁路把海港和山区连接起来。",
        "雪山下的村庄种植茶叶。",
        "图书馆藏有两万册古籍。",
    ];
    let en = [
        "This year the grapes ripened earlier than in other years.",
        "The railway connects the seaport with the mountains.",
        "The village below the snowy mountain grows tea.",
        "The library holds 20,000 ancient books.",
        "Thirty fishing boats lie at the wharf.",
        "The museum shows bronzes and silk.",
        "The teacher taught the children singing and dancing.",
        "Doctors look after the patients in the hospital.",
    ];
    let texts = Pair::new(text(&zh, Lang::Zh), text(&en, Lang::En));
    let aligned = align(texts.as_ref());
    let expected = [(0, 0), (1, 4), (2, 5), (3, 6), (4, 7), (5, 1), (6, 2), (7, 3)];
    assert_eq!(in_any_order(aligned.beads()), expected.map(|(zh, en)| (vec![zh], vec![en])));
    let moved = moved(aligned.beads());
    assert_eq!(moved, [false, false, false, false, false, true, true, true]);
}

#[test]
fn two_paragraphs_that_changed_places_cross_and_two_sentences_of_one_do_not() {
    let zh = [
        "今年的葡萄比往年成熟得早。",
        "铁路运输占比上升2.5个百分点，达到31%。",
        "北码头接待渔船120艘，南码头接待渔船85艘。",
        "医生在医院里照顾病人。",
    ];
    let en = [
        "This year the grapes ripened earlier than in other years.",
        "The northern wharf received 120 fishing boats and the southern wharf 85 fishing boats.",
        "The share of rail transport rose by 2.5 percentage points to 31%.",
        "Doctors look after the patients in the hospital.",
    ];
    let read = |texts: &[&str; 4], lang, within: &str| {
        let text = format!("{}\n\n{}{within}{}\n\n{}\n", texts[0], texts[1], texts[2], texts[3]);
        let options = Options { lang: Some(lang), ..Options::default() };
        let read = bytes_of("a.txt", text.as_bytes(), &options).expect("it is read");
        let Reading::One(document) = read else { panic!("one text") };
        Text::new(document, &[])
    };
    let joined = |joint, space| Pair::new(read(&zh, Lang::Zh, joint), read(&en, Lang::En, space));
    let apart = joined("\n\n", "\n\n");
    let aligned = align(apart.as_ref());
    let expected = [(0, 0), (1, 2), (2, 1), (3, 3)].map(|(zh, en)| (vec![zh], vec![en]));
    assert_eq!(in_any_order(aligned.beads()), expected);
    assert_eq!(moved(aligned.beads()).iter().filter(|moved| **moved).count(), 1);
    let together = joined("", " ");
    let aligned = align(together.as_ref());
    let expected = [(vec![0], vec![0]), (vec![1, 2], vec![1, 2]), (vec![3], vec![3])];
    assert_eq!(in_any_order(aligned.beads()), expected);
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
        prop_assert_eq!(in_any_order(exchanged.beads()), in_any_order(&swapped(&aligned)));
        for bead in aligned.beads() {
            prop_assert!((0.0..=1.0).contains(&bead.confidence), "{:?}", bead);
        }
        let kept = aligned.beads().iter().zip(moved(aligned.beads())).filter(|(bead, moved)| {
            !moved && !bead.segments.source.is_empty() && !bead.segments.target.is_empty()
        });
        let kept: Vec<&Bead> = kept.map(|(bead, _)| bead).collect();
        for side in Side::BOTH {
            prop_assert!(kept.is_sorted_by_key(|bead| bead.segments[side].start));
        }
        prop_assert_eq!(ladder::read(&ladder::write(&aligned), count).map(|read| ladder::write(&read)), Ok(ladder::write(&aligned)));
    }
}

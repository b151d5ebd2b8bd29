//! Words around a figure that say how it is meant: a rise or a fall, a hedge, what it is compared with.
//!
//! The grammars of [`quantity`](crate::quantity) read what belongs to a figure and touches it. A rule that is about to say
//! that something is *missing* must look further, at words that may stand anywhere in the clause; these are their lists.
//! Linear in the text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::lang::Lang;
use crate::text::patterns::Patterns;

/// What a word says of a figure near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// 上升, rise.
    Up,
    /// 下降, fall.
    Down,
    /// 超, over, at least.
    Above,
    /// 不足, under, at most.
    Below,
    /// 约, nearly.
    Around,
    /// 至, as in 升至: what may become "up to".
    Until,
    /// 同比, year on year.
    YearOnYear,
    /// 环比, month on month.
    MonthOnMonth,
}

/// The cues of a text in its order, each with its bytes.
pub fn cues(text: &str, lang: Lang) -> Vec<(Range<usize>, Cue)> {
    let lists = match lang {
        Lang::Zh => &*CHINESE,
        Lang::En => &*ENGLISH,
    };
    lists.patterns.find_iter(text).map(|(list, found)| (found, lists.cues[list])).collect()
}

/// A pattern for each cue.
struct Lists {
    patterns: Patterns,
    cues: Vec<Cue>,
}

impl Lists {
    fn of(lists: &[(Cue, &str)], start: &str, end: &str) -> Self {
        let pattern = |(_, words): &(Cue, &str)| format!("{start}(?:{}){end}", both_scripts(words));
        let patterns: Vec<String> = lists.iter().map(pattern).collect();
        Lists { patterns: Patterns::of(&patterns), cues: lists.iter().map(|(cue, _)| *cue).collect() }
    }
}

/// A pattern of simplified characters that fits traditional ones as well.
fn both_scripts(pattern: &str) -> String {
    const TRADITIONAL: [(char, char); 38] = [
        ('于', '於'),
        ('过', '過'),
        ('约', '約'),
        ('将', '將'),
        ('内', '內'),
        ('达', '達'),
        ('几', '幾'),
        ('满', '滿'),
        ('减', '減'),
        ('缩', '縮'),
        ('涨', '漲'),
        ('扩', '擴'),
        ('长', '長'),
        ('压', '壓'),
        ('较', '較'),
        ('环', '環'),
        ('开', '開'),
        ('后', '後'),
        ('余', '餘'),
        ('来', '來'),
        ('计', '計'),
        ('许', '許'),
        ('调', '調'),
        ('轻', '輕'),
        ('锐', '銳'),
        ('骤', '驟'),
        ('时', '時'),
        ('额', '額'),
        ('张', '張'),
        ('飙', '飆'),
        ('升', '昇'),
        ('净', '淨'),
        ('为', '為'),
        ('间', '間'),
        ('应', '應'),
        ('个', '個'),
        ('会', '會'),
        ('并', '並'),
    ];
    let with = |c: char| match TRADITIONAL.iter().find(|(simplified, _)| *simplified == c) {
        Some((_, traditional)) => format!("(?:{c}|{traditional})"),
        None => c.to_string(),
    };
    pattern.chars().map(with).collect()
}

// of two lists that know a word, the first one has it: what only looks like a rise or a fall comes before these
static CHINESE: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        &[
            (Cue::YearOnYear, "同比|比上年|较上年|比去年|较去年|上年同期|去年同期|比前年"),
            (Cue::MonthOnMonth, "环比|比上月|较上月|比上季|较上季"),
            (
                Cue::Above,
                "不(?:要|能|可|得|应|宜|会|应当|应该|可以)(?:少于|低于|小于|短于)|不少于|不低于|不小于|不短于|不下|至少|最少|最低|起码|以上|之上|超过|超出|超额|超|逾|多于|高于|大于|高出|突破|\
                 打破|年满|已满|余|多|来|有余|过|破|开外|起步|更|(?:日|天|月|年)前|≥|>|＞|起",
            ),
            (
                Cue::Below,
                "不(?:要|能|可|得|应|宜|会|应当|应该|可以)(?:超过|超出|超|多于|高于|大于)|没有超过|未超过|不超过|不如|不及|不多于|不高于|不大于|不超|不逾|不得超过|至多|最多|最高|最长|最远|最早|最大|高达|多达|长达|达到?|以内|之内|范围内|範圍內|(?:日|天|年|月|周|时|旬|米|里|尺)内|以下|之下|不足|\
                 不到|不满|未满|未达|低于|少于|小于|短于|为限|封顶|≤|<|＜",
            ),
            (Cue::Around, "将近|接近|近|约|左右|上下|前后|大概|大致|几乎|差不多|估计|许|≈"),
            (
                Cue::Up,
                "上升|上涨|上扬|上调|增长|增加|增多|增至|增到|增幅|提高|提升|升至|升到|攀升|飙升|回升|走高|扩大|扩张|涨至|\
                 涨到|涨幅|上浮|延长|新增|净增|翻|增|涨|升",
            ),
            (
                Cue::Down,
                "负增长|負增長|下降|下跌|下滑|下调|下挫|减少|减至|减到|减幅|降低|降至|降到|降幅|跌至|跌到|跌幅|回落|缩短|缩减|缩小|压缩|\
                 压减|压降|削减|收窄|萎缩|减轻|下浮|走低|锐减|骤降|减|降|跌",
            ),
            (Cue::Until, "至|到"),
        ],
        "",
        "",
    )
});

static ENGLISH: LazyLock<Lists> = LazyLock::new(|| {
    Lists::of(
        &[
            (
                Cue::YearOnYear,
                "year[- ]on[- ]year|year[- ]over[- ]year|y-?o-?y|y/y|year[- ]earlier|(?:from|than|over|on|compared (?:to|with)) \
                 (?:a|the|last|the previous|the preceding|the prior) (?:same period (?:of )?)?(?:last )?year|annual(?:ly|ised|ized)?|\
                 previous year|last year|preceding year|same period",
            ),
            (
                Cue::MonthOnMonth,
                "month[- ]on[- ]month|month[- ]over[- ]month|m-?o-?m|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|\
                 q-?o-?q|previous month|last month|preceding month|previous quarter|last quarter|month[- ]earlier|sequentially|\
                 chain",
            ),
            (
                Cue::Below,
                "(?:no|not) (?:more|greater|higher|later|longer) than|not (?:to )?exceed(?:ing|ed)?|(?:does|do|did|shall|may|must) \
                 not exceed|up to|as (?:many|much|high|long|large|low) as|at (?:the )?most|at a maximum|maximum|max|under|below|\
                 (?:less|fewer|lower|smaller|shorter|younger) than|within|into|inside|short of|or (?:less|fewer|below|under)|and (?:below|under)|\
                 capped|a mere|only|reach(?:ed|es|ing)?|until",
            ),
            (
                Cue::Above,
                "(?:no|not) (?:less|fewer|lower|smaller|shorter|earlier) than|over|more than|exceed(?:s|ed|ing)?|in excess|\
                 excess|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|above|beyond|upwards?|at (?:the )?least|minimum|min|\
                 (?:greater|higher|larger|longer|better|older) than|or (?:more|above|over|older|higher|longer)|and (?:above|more|over|older)|\
                 plus|odd|outnumber(?:s|ed)?|pass(?:ed|ing)|break(?:s|ing)?|broken?|starting",
            ),
            (
                Cue::Around,
                "about|around|approximately|approx|approximat(?:e|es|ed|ing|ions?)|roughly|circa|ca|near|nearly|almost|close|approach(?:es|ed|ing)?|estimated|or so|\
                 in the region|in the neighbou?rhood|virtually|ish|more or less",
            ),
            (
                Cue::Up,
                "up|rise|rises|rose|risen|rising|increas(?:e|es|ed|ing)|grow|grows|grew|grown|growing|growth|gain(?:s|ed|ing)?|\
                 climb(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|jump(?:s|ed|ing)?|rais(?:e|es|ed|ing)|higher|\
                 expand(?:s|ed|ing)?|expansion|uptick|upturn|boost(?:s|ed|ing)?|improv(?:e|es|ed|ing)|improvement|\
                 advanc(?:e|es|ed|ing)|add(?:s|ed|ing)?|lengthen(?:s|ed|ing)?|extend(?:s|ed|ing)?|accelerat(?:e|es|ed|ing)|\
                 doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|hike[sd]?|appreciat(?:e|es|ed|ing)|rebound(?:s|ed|ing)?|new",
            ),
            (
                Cue::Down,
                "down|fall|falls|fell|fallen|falling|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|drop(?:s|ped|ping)?|\
                 reduc(?:e|es|ed|ing)|reductions?|lower(?:s|ed|ing)?|cut|cuts|cutting|shorten(?:s|ed|ing)?|shrink(?:s|ing)?|shrank|\
                 shrunk|slump(?:s|ed|ing)?|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|slid|slides?|sliding|negative (?:[a-z]+ )?growth|narrow(?:s|ed|ing)?|\
                 contract(?:ed|ing|ion)|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|los(?:t|e|es|ing)|loss(?:es)?|diminish(?:es|ed|ing)?|\
                 dip(?:s|ped|ping)?|ebb(?:s|ed|ing)?|sav(?:e|es|ed|ing|ings)|less|fewer|depreciat(?:e|es|ed|ing)|discounts?|off",
            ),
        ],
        r"(?i)\b",
        r"\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lang: Lang, expected: &[(&str, Cue)]) {
        let found: Vec<(&str, Cue)> = cues(text, lang).into_iter().map(|(range, cue)| (&text[range], cue)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cues_are_found_wherever_they_stand_and_the_longer_word_wins() {
        check("同比下降10.3%", Lang::Zh, &[("同比", Cue::YearOnYear), ("下降", Cue::Down)]);
        check("不少于三人，不超过五人", Lang::Zh, &[("不少于", Cue::Above), ("不超过", Cue::Below)]);
        check("近百家", Lang::Zh, &[("近", Cue::Around)]);
        check(
            "Exports rose by more than 3% year on year.",
            Lang::En,
            &[("rose", Cue::Up), ("more than", Cue::Above), ("year on year", Cue::YearOnYear)],
        );
        check("no more than five, down from six", Lang::En, &[("no more than", Cue::Below), ("down", Cue::Down)]);
        check("The supply of upholstery.", Lang::En, &[]);
    }
}

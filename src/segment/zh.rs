//! Where a Chinese sentence ends.
//!
//! 。！？ end one where UAX #29 has a bound behind them and their closing quotes and brackets, or a dash opens the next
//! (。——坚持). A full stop of half width ends one before Chinese, and before a figure where the sentence is no label
//! (图.1). An ellipsis ends a sentence only before white space or an opening quote.
//!
//! Inside brackets and book titles nothing ends. Inside a quotation a sentence ends only where the quotation holds
//! several full ones: what stands before the mark in the sentence and what follows to the closing mark are both longer
//! than [`CLAUSE`] characters. A quotation goes with the words that report it (“为什么？”他问。) and with the words that
//! it is part of (“谁来管？”的问题).

use super::{Stop, opens_sentence};
use crate::text::lang::is_han;

/// Characters below which a piece of a quotation is no sentence of its own.
pub(super) const CLAUSE: usize = 11;

/// The last characters of what a number behind a full stop belongs to.
const LABELS: [char; 10] = ['图', '圖', '表', '式', '例', '注', '第', '卷', '号', '號'];

/// Whether a mark is one of Chinese, or stands in Chinese.
pub(super) fn is_own(stop: &Stop<'_>) -> bool {
    let in_han = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '”' | '》' | '）' | '」' | '』'));
    let wide = stop.marks().contains(['。', '！', '？', '｡', '．']);
    wide || (in_han(stop.before().chars().next_back()) && stop.next().is_none_or(|c| !c.is_ascii_alphabetic()))
}

/// Whether a sentence ends at a mark of Chinese.
pub(super) fn ends(stop: &Stop<'_>) -> bool {
    let Some(next) = stop.next() else { return true };
    if matches!(next, '）' | ')' | '》' | '”' | '」' | '』') {
        return false;
    }
    if stop.marks().chars().all(|c| matches!(c, '…' | '.' | '．')) {
        return ends_at_dots(stop, next) && !is_numeral(stop.before());
    }
    if !stop.is_closed() {
        return stop.is_bound || next == '—';
    }
    stop.is_bound && (stop.is_spaced() || !(is_reported(stop) || goes_on(stop, next)))
}

/// An ellipsis, or a full stop of half width that stands for 。
fn ends_at_dots(stop: &Stop<'_>, next: char) -> bool {
    let spaced = stop.is_spaced();
    if !matches!(stop.marks(), "." | "．") {
        return (spaced && opens_sentence(next)) || matches!(next, '“' | '「');
    }
    match next.is_ascii_digit() {
        true => !spaced && !is_label(stop.before()),
        false => stop.is_bound && (spaced || opens_sentence(next)),
    }
}

/// Whether the sentence so far is the numeral of a heading or an item: 一. and 十二．
fn is_numeral(before: &str) -> bool {
    let before = before.trim();
    !before.is_empty() && before.chars().nth(3).is_none() && before.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// Whether a number with a full stop before it belongs to the words before, as in 图.1: they are few, or end in such a word.
fn is_label(before: &str) -> bool {
    before.chars().nth(CLAUSE).is_none() || !before.ends_with(is_han) || before.ends_with(LABELS)
}

/// Whether the words behind a quotation say who spoke.
fn is_reported(stop: &Stop<'_>) -> bool {
    if !stop.text[stop.closers..stop.end].contains(['”', '」', '"']) {
        return false;
    }
    let clause = stop.after().chars().take(8).take_while(|&c| is_han(c));
    let words: Vec<char> = clause.collect();
    let is_verb = |c: &char| "说說问問道喊答叫".contains(*c);
    let followed_by_pause = stop.after().chars().nth(words.len()).is_none_or(|c| !is_han(c));
    words.len() <= 7 && followed_by_pause && words.last().is_some_and(is_verb)
}

/// Whether the words behind a quotation or a bracket can only go on with the sentence.
fn goes_on(stop: &Stop<'_>, next: char) -> bool {
    match stop.marks().contains('。') {
        true => matches!(next, '的' | '等' | '之'),
        false => matches!(next, '的' | '等' | '之' | '为' | '為' | '是' | '和' | '与' | '與' | '及' | '或'),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn chinese_marks_end_sentences() {
        check("第一句。|第二句！|第三句？|第四句");
        check("甲方负责；乙方协助；丙方监督。|完。");
        check("他引用了“两个毫不动摇”。|这是第二句。");
        check("会议强调：“要坚持依法行政。”|随后通过了决议。");
        check("真的吗？！|是的。");
        check("增长3.5%，达到12.08万件。|同比上升。");
        check("使用半角句号.|下一句也是.|完");
        check("见《关于问题的答复。第一号》的规定。|另见。");
        check("该办法（以下简称“办法”。自发布之日起施行）共十条。|完。");
        check("一. 总则");
        check(
            "全省法院共受理各类案件三千余件.|2025年增长10%.|详见本报告附录所列的图.3和第3.2节!|一、概述 1.总体要求 2.重点任务！|其中有a.训练方案；以及b.保护环境；感谢DEEP Inc.的人员。|“完.”|（下略）",
        );
        check("会议提出两点要求。|——坚持依法行政。|——坚持改革。");
        check("他走了。|“你好吗？”她问。");
        check("全文完毕。-5，不是5。|完。");
        check("等了又等……终于来了。|走了。");
    }

    #[test]
    fn quotations_are_cut_only_between_full_sentences() {
        check("他说：“好。走吧。”|他走了。");
        check("报告指出：“全年各项指标均已按期完成，总体情况良好。|下一阶段要继续完善制度，抓好落实工作。”|会议结束。");
        check("“为什么？”他问。|没有人回答。");
        check("“谁来管？”的问题必须回答。|完。");
        check("他说\"不行。\"|我走了。");
    }
}

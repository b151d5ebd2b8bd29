//! What a bead denies, in either language.
//!
//! A negation is *plain* where it turns the statement round and has to come out on the other side: not, never, 没有, 无法. It is
//! *possible* where it can stand for a plain one over there: without, unable, refuse, 难以, 仅. Words that only look like
//! negations (不断 continuously, 无线 wireless, "not only") are neither or merely possible, and two in a row cancel out (不得不,
//! "not impossible"). What a Chinese word of several characters comes to is asked of the dictionary: where the English has a
//! gloss of the whole word that its positive part does not have, the pair is in order.
//!
//! The method is that of cue and scope (Morante and Daelemans 2009), with the scope taken to be the bead. Linear.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::{stem, words};
use crate::text::patterns::Patterns;
use crate::text::runs::runs;
use crate::text::trie::Trie;

/// The negations of one side of a bead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Negations {
    /// Those that have to come out on the other side, where they stand.
    pub plain: Vec<Range<usize>>,
    /// How many there may be at most.
    pub possible: usize,
    /// How many of these are English words that say little of what is denied: still, small, different.
    pub faint: usize,
}

/// Whether an English text may hold a plain negation: a look at each of its words, to spare the rest.
pub fn may_be_in_english(text: &str) -> bool {
    const WORDS: [&str; 9] = ["not", "never", "cannot", "nor", "neither", "no", "none", "nobody", "without"];
    let mut runs = runs(text, |c| c.is_ascii_alphabetic());
    let denies = |run: &str| {
        matches!(run.as_bytes(), [b'n' | b'N' | b'c' | b'C' | b'w' | b'W', _, ..])
            && WORDS.iter().any(|word| run.eq_ignore_ascii_case(word))
    };
    let is_contracted =
        |run: &Range<usize>| matches!(&text[run.clone()], "t" | "T") && text[..run.start].ends_with(['\'', '’']);
    runs.any(|run| denies(&text[run.clone()]) || is_contracted(&run))
}

/// Whether a Chinese text may hold a plain negation, by single characters.
pub fn may_be_in_chinese(text: &str) -> bool {
    text.contains(['不', '没', '沒', '未', '无', '無', '非', '勿'])
}

/// The negations of an English text.
pub fn in_english(text: &str) -> Negations {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i)[a-z]+(?:['’-][a-z]+)*").expect("the pattern is sound"));
    static APPARENT: LazyLock<Patterns> = LazyLock::new(|| {
        let pattern = r"(?ix) \b(?: not\ (?:only|just|merely|simply|least|to\ mention|until|exceed(?:ing)?|(?:more|less|later|fewer|earlier|lower|higher)\ than)
            | no\ (?:more|less|fewer|later|earlier|lower|higher|doubt|matter|sooner) | if\ not | whether\ or\ not | or\ not | why\ not | last\ but\ not
            | nothing\ (?:but|more|less) | cannot\ (?:but|help) | no\.\ ?\d | not\b[^.;]{0,60}\buntil | rather\ than | other\ than | subject\ to
            | (?:protect|prevent|keep|kept|stop|safeguard|shield|secure)\w*\b[^.;]{0,80}?\bfrom | than\ ever )";
        Patterns::of(&[pattern])
    });
    let apparent: Vec<Range<usize>> = APPARENT.find_iter(text).map(|(_, found)| found).collect();
    let mut found = Negations { plain: Vec::new(), possible: apparent.len(), faint: 0 };
    let mut last: Option<(usize, bool)> = None;
    for (number, word) in WORD.find_iter(text).enumerate() {
        if apparent.iter().any(|range| range.start <= word.start() && word.start() < range.end) {
            continue;
        }
        let lower = word.as_str().to_lowercase();
        let plain = denies(&lower);
        if !plain && !may_deny(&lower) {
            continue;
        }
        let follows = |(before, was_plain): (usize, bool)| {
            was_plain && number - before <= 2 && (affixed(&lower) || lower == "absence")
        };
        if last.is_some_and(follows) {
            // two cancel out, "not impossible", but may stand for one of their own
            found.plain.pop();
            found.possible += 1;
            last = None;
            continue;
        }
        last = Some((number, plain));
        found.possible += 1;
        found.faint += usize::from(is_faint(&lower));
        if plain {
            found.plain.push(word.range());
        }
    }
    found
}

/// Whether an English word turns its statement round.
fn denies(word: &str) -> bool {
    matches!(word, "not" | "never" | "cannot" | "nor" | "neither" | "no" | "none" | "nobody" | "without")
        || word.ends_with("n't")
        || word.ends_with("n’t")
}

/// Whether a word may stand for a quality that is denied (不同, 不高), but for no act that is not done.
fn is_faint(word: &str) -> bool {
    const BEGINNINGS: [&str; 9] = ["differ", "divid", "small", "slight", "low", "short", "still", "rather", "stable"];
    BEGINNINGS.iter().any(|start| word.starts_with(start))
}

/// Whether a Chinese negation denies that something is, or is done: no word for a quality renders it.
pub fn denies_outright(chinese: &str) -> bool {
    const OUTRIGHT: [&str; 12] =
        ["没有", "沒有", "无法", "無法", "未能", "不可能", "不能", "不會", "不会", "不是", "没", "沒"];
    OUTRIGHT.contains(&chinese)
}

/// Whether an English word can stand for a Chinese negation.
fn may_deny(word: &str) -> bool {
    static BEGINNINGS: LazyLock<Trie> = LazyLock::new(|| {
        Trie::of([
            "lack",
            "fail",
            "refus",
            "deny",
            "deni",
            "avoid",
            "prevent",
            "except",
            "hardly",
            "barely",
            "scarcely",
            "rare",
            "seldom",
            "few",
            "little",
            "only",
            "free",
            "absen",
            "stop",
            "ceas",
            "reject",
            "prohibit",
            "forbid",
            "forbad",
            "ban",
            "neglect",
            "ignor",
            "regardless",
            "unless",
            "beyond",
            "otherwise",
            "zero",
            "exclud",
            "insuffic",
            "short",
            "illegal",
            "nothing",
            "nowhere",
            "away",
            "instead",
            "miss",
            "loss",
            "lost",
            "poor",
            "declin",
            "anti",
            "non",
            "differ",
            "divid",
            "small",
            "slight",
            "low",
            "wrong",
            "omit",
            "omission",
            "refrain",
            "preclud",
            "default",
            "surviv",
            "eliminat",
            "stable",
            "prejudic",
            "exempt",
            "waive",
            "contrary",
            "against",
            "oppos",
            "compromis",
            "unbeknown",
            "rather",
            "still",
            "abolish",
        ])
    });
    BEGINNINGS.longest(word).is_some() || word.ends_with("less") || word.ends_with("free") || affixed(word)
}

/// Whether a word is made by a prefix that denies: what is left is a word.
fn affixed(word: &str) -> bool {
    const NOT_MADE: [&str; 53] = [
        "discovering",
        "discovers",
        "independent",
        "independence",
        "immediate",
        "immediately",
        "imported",
        "into",
        "inside",
        "income",
        "increase",
        "increased",
        "increases",
        "increasing",
        "inform",
        "information",
        "informed",
        "invest",
        "indeed",
        "input",
        "until",
        "under",
        "union",
        "unit",
        "units",
        "united",
        "import",
        "imports",
        "impact",
        "impress",
        "improve",
        "discover",
        "discovered",
        "discovery",
        "discuss",
        "discussed",
        "display",
        "displayed",
        "displays",
        "district",
        "disease",
        "distance",
        "distant",
        "disposed",
        "disposal",
        "intended",
        "intention",
        "intense",
        "invention",
        "impart",
        "implant",
        "interest",
        "indoor",
    ];
    let rest = ["un", "in", "im", "ir", "il", "dis"].iter().filter_map(|prefix| word.strip_prefix(prefix));
    let mut known = rest.filter(|rest| rest.len() > 3 && words::is_ordinary(rest));
    known.next().is_some() && !NOT_MADE.contains(&word)
}

/// The negations of a Chinese text, as its English lets them be understood.
pub fn in_chinese(text: &str, english: &str) -> Negations {
    const CANCELLED: usize = 0;
    const PLAIN: usize = 2;
    static CUE: LazyLock<Patterns> = LazyLock::new(|| {
        let cancelled = "不得不|不能不|不可不|不会不|不會不|不是不|没有不|沒有不|无不|無不|莫不|不无|無非|无非|未必不|并非不|无一不";
        let apparent = "(?:或|或者)[不未非无無]|能不能|会不会|會不會|是不是|有没有|有沒有|要不要|可不可|该不该|好不好|愿不愿|行不行|对不对|(?:没有|未)[^，。；]{0,12}之?前|\
            而不是|而非|从未如此|没有(?:太|多少|明显|什么)|不相同|不尽相同|不高|不多|不大|不小|不低|不长|不短|不深|不错|不易|不佳|不良|不善|不当|不當|不容|不作为|不作為|\
            不?[相不无無]抵触|不抵觸|不甘|不冻|不让|忍不住|时不我|看不起|瞧不起|无误|无差别|无用武|不断|不斷|不仅|不僅|不但|不只|不单|不光|不止|不少|不久|不过|不過|不管|不论|不論|无论|無論|不同|不满|不滿|不足|不到|不超过|不超過|未[满滿][0-9一二三四五六七八九十]|\
            不低于|不低於|不少于|不少於|不多于|不高于|不大于|不小于|不得少于|不得超过|不得低于|不得超過|不逾|不限|不动产|不動產|不锈|不妨|不禁|不由|不愧|不已|\
            不一|不等|不下|不乏|不惜|不远|不時|不时|不日|不懈|差不多|要不|对不起|了不起|说不定|不好意思|不失|不外|好不|毫不|不如|不然|不由得|\
            无限|無限|无线|無線|无疑|無疑|无人|無人|无缝|无偿|無償|无数|無數|无比|无私|无锡|无菌|无机|无形|無形|无障碍|\
            非常|非洲|除非|非法|非物质|非遗|非营利|是非|非典|未来|未來|未婚|未成年|未免|没收|沒收|沉没|淹没|没落|出没|埋没|没过|\
            否则|否則|是否|能否|可否|与否|特别|特別|区别|區別|分别|分別|级别|性别|个别|類別|类别|差别|识别|別人|别人|告别|莫斯科|莫桑";
        let plain = "不|没有|沒有|没|沒|未|无|無|并非|並非|绝非|决非|切勿|请勿|不要";
        let possible = "难|難|缺|禁|拒|避免|防止|阻止|停|止|终止|仅|僅|只|少|免|除|失|否|别|別|勿|莫|非|反|零|罕|几乎|绝|取消|放弃|忽|错|才|太|吗|哪|何|岂|怎|\
            以外|之外|脱|逃|弃|违|違|差|空|忘|漏|离|乏|弱|低|外|疑|坏|隐|盲|闲|隔|尚|歧视|负|假|另|断|默|死|亡|仍|还|破";
        Patterns::of(&[cancelled, apparent, plain, possible])
    });
    let stems = OnceCell::new();
    let mut found = Negations::default();
    let mut behind = 0;
    for (list, cue) in CUE.find_iter(text) {
        if cue.start < behind || list == CANCELLED {
            continue;
        }
        found.possible += 1;
        if list != PLAIN {
            continue;
        }
        let word = word_at(text, cue.clone());
        if is_contrast(text, cue.clone()) {
            continue;
        }
        behind = word.end.max(cue.end);
        if EnglishStems::let_deny(&stems, english, &text[word.clone()], &text[cue]) {
            found.plain.push(word);
        }
    }
    found
}

/// Whether 无 only tells one sort from another that the text names with 有: 有院子和无院子的房屋。
fn is_contrast(text: &str, cue: Range<usize>) -> bool {
    let behind = text[cue.end..].char_indices().map(|(at, c)| at + c.len_utf8()).nth(1);
    let quality = behind.map(|len| &text[cue.end..cue.end + len]);
    matches!(&text[cue], "无" | "無") && quality.is_some_and(|quality| text.contains(&format!("有{quality}")))
}

/// The dictionary's word that a cue begins, or the cue itself.
fn word_at(text: &str, cue: Range<usize>) -> Range<usize> {
    let len = Dictionary::open().longest(&text[cue.start..]).map_or(0, |headword| headword.len);
    cue.start..cue.start + len.max(cue.len())
}

/// The stems of an English text, and what they would be with a prefix that denies.
struct EnglishStems<'t> {
    /// In order.
    bare: Vec<StemId>,
    denied: OnceCell<BTreeSet<StemId>>,
    words: Vec<Cow<'t, str>>,
}

impl<'t> EnglishStems<'t> {
    fn of(english: &'t str) -> Self {
        let words: Vec<Cow<str>> = stem::words(english).collect();
        let mut bare: Vec<StemId> = words.iter().filter_map(|word| Dictionary::open().stem_of(word)).collect();
        bare.sort_unstable();
        EnglishStems { bare, denied: OnceCell::new(), words }
    }

    fn is_denied(&self, id: StemId) -> bool {
        let with = |word: &Cow<str>| ["un", "in", "im", "ir", "dis"].map(|prefix| format!("{prefix}{word}"));
        let stems = || self.words.iter().flat_map(with).filter_map(|word| Dictionary::open().stem_of(&word)).collect();
        self.denied.get_or_init(stems).contains(&id)
    }

    /// Whether a Chinese word that begins with a negation still has to be denied in this English text: not where a gloss of the
    /// word stands there that its positive part does not have, and not where nothing tells.
    fn let_deny(english: &OnceCell<Self>, text: &'t str, word: &str, cue: &str) -> bool {
        const ALWAYS: [&str; 45] = [
            "不会",
            "不會",
            "不能",
            "不是",
            "不要",
            "不可",
            "不得",
            "不再",
            "不曾",
            "不必",
            "没有",
            "沒有",
            "无法",
            "無法",
            "未能",
            "不可能",
            "不太",
            "不想",
            "不敢",
            "不肯",
            "不愿",
            "不用",
            "不该",
            "不应",
            "不應",
            "不准",
            "不许",
            "不知道",
            "不在乎",
            "不含",
            "不受",
            "不存在",
            "不需要",
            "没法",
            "未曾",
            "并非",
            "並非",
            "绝非",
            "不够",
            "不清楚",
            "不喜欢",
            "不熟悉",
            "不知",
            "不曾",
            "不允许",
        ];
        let rest = word.strip_prefix(cue).unwrap_or_default();
        if rest.is_empty() || ALWAYS.contains(&word) {
            return true;
        }
        let stems = english.get_or_init(|| EnglishStems::of(text));
        let dictionary = Dictionary::open();
        let of = |word: &str| {
            let headword = dictionary.headword(word);
            headword.map(|headword| dictionary.glosses(headword).map(|(stem, _)| stem).collect::<Vec<_>>())
        };
        let (whole, part) = (of(word).unwrap_or_default(), of(rest).unwrap_or_default());
        let is_said = |id: &StemId| stems.bare.binary_search(id).is_ok();
        let is_rendered = whole.iter().any(|id| is_said(id) && !part.contains(id));
        let is_affirmed = || part.iter().any(is_said) || whole.iter().any(|&id| stems.is_denied(id));
        !is_rendered && is_affirmed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english(text: &str, plain: &[&str]) {
        let found: Vec<&str> = in_english(text).plain.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, plain, "{text}");
    }

    fn chinese(text: &str, english: &str, plain: &[&str]) {
        let found: Vec<&str> = in_chinese(text, english).plain.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, plain, "{text}");
    }

    #[test]
    fn english_negations_are_told_from_what_looks_like_them() {
        english("It does not rain and it hasn't snowed.", &["not", "hasn't"]);
        english("Not only rain but no more than an inch.", &[]);
        english("It is not impossible.", &[]);
        assert_eq!(in_english("an unknown person").possible, 1);
        assert_eq!(in_english("information on imports").possible, 0);
    }

    #[test]
    fn chinese_negations_are_told_from_what_looks_like_them() {
        chinese("雨没有停", "the rain has stopped", &["没有"]);
        chinese("不断提高，不仅如此", "", &[]);
        chinese("不得不离开", "", &[]);
        chinese("有院子和无院子的房屋分开登记", "houses of both classes are registered apart", &[]);
        chinese("无院子的房屋须登记", "such houses must be registered", &["无"]);
        chinese("这里不安全", "It is safe here", &["不安"]);
    }
}

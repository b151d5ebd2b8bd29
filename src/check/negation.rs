//! What a bead denies, in either language.
//!
//! A negation is *plain* where it turns the statement round and has to come out on the other side: not, never, 没有, 无法. It is
//! *possible* where it can stand for a plain one over there: without, unable, refuse, 难以, 仅. Words that only look like
//! negations (不断 continuously, 无线 wireless, "not only") are neither or merely possible, and two in a row cancel out (不得不,
//! "not impossible"). What a Chinese word of several characters comes to is asked of the dictionary: where the English has a
//! gloss of the whole word that its positive part does not have, the pair is in order. Where it has none of the words that are
//! denied, it may say the same the other way round (并非偶然, "thanks to"), and nothing tells.
//!
//! The method is that of cue and scope (Morante and Daelemans 2009), with the scope taken to be the bead. Linear.

mod words;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::dictionary::{Dictionary, StemId};
use crate::lexicon::stem;
use crate::text::patterns::Patterns;
use crate::text::runs::runs;
use words::{cancels, denies, is_faint, may_deny, may_deny_near};

/// The negations of one side of a bead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Negations {
    /// Those that have to come out on the other side, where they stand.
    pub plain: Vec<Range<usize>>,
    /// How many there may be at most.
    pub possible: usize,
    /// How many of these are English words that say little of what is denied: still, small, different.
    pub faint: usize,
    /// Where English words stand that may be one for what is beside them: reluctant, never-ending.
    pub near: Vec<Range<usize>>,
    /// For each plain one of a Chinese text, where the English has the first of the words that it denies, if that is known.
    pub denied: Vec<Option<Range<usize>>>,
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
        let pattern = r"(?ix) \b(?: not\ (?:only|just|merely|simply|least|to\ mention|until|exceed(?:ing)?|far|long|a\ few|alone|unlike
                |(?:more|less|later|fewer|earlier|lower|higher)\ than)
            | no\ (?:more|less|fewer|later|earlier|lower|higher|doubt|matter|sooner|secret|wonder|question|exception|strangers?|small|mean|other)
            | never\ far | if\ not | whether\ or\ not | or\ not | why\ not | last\ but\ not
            | nothing\ (?:but|more|less|short) | none\ other | cannot\ (?:but|help|wait) | no\.\ ?(?:[a-z]{1,4}[./-])?\d+
            | (?:cannot|\w+n['’]t)\ (?:wait|help|worry|be\ more|agree\ more|care\ less)
            | not\b[^.;]{0,60}\buntil | not\ been\ \w+\ before | rather\ than | other\ than | subject\ to
            | without\ (?:fail|delay|doubt|question|exception|limitation|chang(?:e|ing)|interruption|further\ ado)
            | too\ (?:[\w-]+\ ){1,5}?(?:to|for) | (?:run|runs|ran|running|sold|sells?|selling)\ out | out\ of | (?:the|very)\ least
            | behind\ closed\ doors | anything\ but
            | (?:protect|prevent|keep|kept|stop|safeguard|shield|secure)\w*\b[^.;]{0,80}?\bfrom | than\ ever )\b";
        Patterns::of(&[pattern])
    });
    let apparent: Vec<Range<usize>> = APPARENT.find_iter(text).map(|(_, found)| found).collect();
    let mut found = Negations { possible: apparent.len(), ..Negations::default() };
    let mut last: Option<(usize, bool)> = None;
    for (number, word) in WORD.find_iter(text).enumerate() {
        if apparent.iter().any(|range| range.start <= word.start() && word.start() < range.end) {
            continue;
        }
        let lower = word.as_str().to_lowercase();
        let plain = denies(&lower);
        let possible = plain || may_deny(&lower);
        if !possible && !may_deny_near(&lower) {
            continue;
        }
        let follows = |(before, was_plain): (usize, bool)| was_plain && number - before <= 2 && cancels(&lower);
        if last.is_some_and(follows) {
            // two cancel out, "not impossible", but may stand for one of their own
            found.plain.pop();
            found.possible += 1;
            last = None;
            continue;
        }
        if !possible {
            found.near.push(word.range());
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

/// Whether a Chinese negation denies that something is, or is done: no word for a quality renders it.
pub fn denies_outright(chinese: &str) -> bool {
    const OUTRIGHT: [&str; 12] =
        ["没有", "沒有", "无法", "無法", "未能", "不可能", "不能", "不會", "不会", "不是", "没", "沒"];
    OUTRIGHT.contains(&chinese)
}

/// The negations of a Chinese text, as its English lets them be understood.
pub fn in_chinese(text: &str, english: &str) -> Negations {
    const CANCELLED: usize = 0;
    const PLAIN: usize = 2;
    static CUE: LazyLock<Patterns> = LazyLock::new(|| {
        let cancelled = "不得不|不能不|不可不|不会不|不會不|不是不|没有不|沒有不|无不|無不|莫不|不无|無非|无非|未必不|并非不|无一不";
        let apparent = "并非常[^规規见見态態用人理客例识識年设設]|(?:无法|無法|不能|不可|无可|無可|不容|毋庸|难以|難以|不会|不會|不)\
            (?:否认|否認|避免|忽视|忽視|忽略|低估|小觑|分割|或缺|缺少|抗拒|抵挡|阻挡|置疑|质疑|質疑|拒绝|拒絕)|\
            (?:未能|未得|难以|難以|不能|无一|無一|无人|無人)[幸倖]免|[烧热燒熱]不退|[离離]不[开開]|不能?一致|意见不|意見不|[不无無][惧懼畏]|不停|不间断|不間斷|\
            不胜感激|不勝感激|不言而喻|不言自明|不约而同|不約而同|不知不觉|不知不覺|不遗余力|不遺餘力|不谋而合|不謀而合|不折不扣|不得已|不由自主|不可思议|不可思議|\
            不计其数|不計其數|不胜枚举|不勝枚舉|数不[清胜]|數不[清勝]|不辞|不辭|不负众望|不負眾望|不朽|不丹|不列颠|不列顛|(?:不会|不會|不|没有?|沒有?)[那这這][么麼]|\
            [无無](?:微不至|所不|处不|處不|时无刻|時無刻|一例外|尽|盡|穷|窮|垠|边|邊|愧|敌|敵|双|雙|瑕|恙|损|損|辜|价|價|花果|名指|产阶级|產階級|政府主义|政府主義|神论|神論)|\
            (?:或|或者)[不未非无無]|能不能|会不会|會不會|是不是|有没有|有沒有|要不要|可不可|该不该|好不好|愿不愿|行不行|对不对|(?:没有|未)[^，。；]{0,12}之?前|\
            而不是|而非|从未如此|没有(?:太|多少|明显|什么)|不相同|不尽相同|不高|不多|不大|不小|不低|不长|不短|不深|不错|不易|不佳|不良|不善|不当|不當|不容|不作为|不作為|\
            不?[相不无無]抵触|不抵觸|不甘|不冻|不让|忍不住|时不我|看不起|瞧不起|无误|无差别|无用武|不断|不斷|不仅|不僅|不但|不只|不单|不光|不止|不少|不久|不过|不過|不管|不论|不論|无论|無論|不同|不满|不滿|不足|不到|不超过|不超過|未[满滿][0-9一二三四五六七八九十]|\
            不低于|不低於|不少于|不少於|不多于|不高于|不大于|不小于|不得少于|不得超过|不得低于|不得超過|不逾|不限|不动产|不動產|不锈|不妨|不禁|不由|不愧|不已|\
            不一|不等|不下|不乏|不惜|不远|不時|不时|不日|不懈|差不多|要不|对不起|了不起|说不定|不好意思|不失|不外|好不|毫不|不如|不然|不由得|\
            无限|無限|无线|無線|无疑|無疑|无人|無人|无缝|无偿|無償|无数|無數|无比|无私|无锡|无菌|无机|无形|無形|无障碍|\
            非常|非洲|除非|非法|非物质|非遗|非营利|是非|非典|未来|未來|未婚|未成年|未免|没收|沒收|沉没|淹没|没落|出没|埋没|没过|\
            否则|否則|是否|能否|可否|与否|特别|特別|区别|區別|分别|分別|级别|性别|个别|類別|类别|差别|识别|別人|别人|告别|莫斯科|莫桑";
        let plain = "不|没有|沒有|没|沒|未|无|無|并非|並非|绝非|决非|切勿|请勿|不要";
        let possible = "难|難|缺|禁|拒|避免|防止|阻止|停|止|终止|仅|僅|只|少|免|除|失|否|别|別|勿|莫|非|反|零|罕|几乎|绝|取消|放弃|忽|错|才|太|吗|哪|何|岂|怎|\
            放下|搁置|擱置|避|闭|閉|切忌|戒|以防|谨防|严防|撤|删|刪|杜|豁|陌生|匿名|众所周知|眾所周知|以外|之外|脱|逃|弃|违|違|差|空|忘|漏|离|乏|弱|低|外|疑|坏|隐|盲|闲|隔|尚|歧视|负|假|另|断|默|死|亡|仍|还|破";
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
        if let Some(denied) = EnglishStems::let_deny(&stems, english, text, word.clone(), cue) {
            found.plain.push(word);
            found.denied.push(denied);
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

/// The dictionary's word that a cue begins, the saying that it stands in (坚不可摧, 供不应求), or the cue itself.
fn word_at(text: &str, cue: Range<usize>) -> Range<usize> {
    const SAYING: usize = 4;
    let dictionary = Dictionary::open();
    let before = text[..cue.start].char_indices().rev().take(SAYING - 1).map(|(at, _)| at);
    let saying = before.filter_map(|at| Some(at..at + dictionary.longest(&text[at..])?.len));
    let mut saying = saying.filter(|at| at.end >= cue.end && text[at.clone()].chars().count() >= SAYING);
    saying.next().unwrap_or_else(|| {
        let len = dictionary.longest(&text[cue.start..]).map_or(0, |headword| headword.len);
        cue.start..cue.start + len.max(cue.len())
    })
}

/// What a Chinese negation denies: what is left of its word, the two words behind it, and before 不 with a complement the verb
/// (看不见). A negation whose words the other side does not have was turned round with them: 并非偶然, "thanks to".
fn denied_words(text: &str, word: Range<usize>, cue: Range<usize>) -> impl Iterator<Item = &str> {
    const MODAL: [&str; 14] = ["会", "會", "能", "是", "要", "可", "得", "再", "曾", "必", "有", "法", "应", "應"];
    const COMPLEMENTS: [char; 12] = ['到', '了', '见', '見', '懂', '出', '起', '住', '开', '動', '动', '完'];
    const WINDOW: usize = 2;
    let rest = text.get(cue.end..word.end).filter(|rest| !rest.is_empty() && !MODAL.contains(rest));
    let is_complement = text[cue.end..].starts_with(COMPLEMENTS);
    let verb = text[..cue.start].char_indices().next_back().filter(|_| is_complement);
    let verb = verb.map(|(at, _)| &text[at..cue.start]);
    let clause = text[word.end..].split(['，', '。', '；', ',', ';', '：', '！', '？']).next().unwrap_or_default();
    let mut at = 0;
    let behind = std::iter::from_fn(move || {
        while let Some(first) = clause[at..].chars().next() {
            let found = Dictionary::open().longest(&clause[at..]);
            let len = found.map_or(first.len_utf8(), |headword| headword.len);
            at += len;
            if found.is_some_and(|headword| Dictionary::open().glosses(headword).next().is_some()) {
                return Some(&clause[at - len..at]);
            }
        }
        None
    });
    rest.into_iter().chain(verb).chain(behind.take(WINDOW))
}

/// The stems of an English text, and what they would be with a prefix that denies.
struct EnglishStems<'t> {
    /// In order, with the places.
    bare: Vec<(StemId, Range<usize>)>,
    denied: OnceCell<BTreeSet<StemId>>,
    words: Vec<Cow<'t, str>>,
}

impl<'t> EnglishStems<'t> {
    fn of(english: &'t str) -> Self {
        let (places, words): (Vec<Range<usize>>, Vec<Cow<str>>) = stem::words_at(english).unzip();
        let stems = words.iter().zip(places).filter_map(|(word, at)| Some((Dictionary::open().stem_of(word)?, at)));
        let mut bare: Vec<(StemId, Range<usize>)> = stems.collect();
        bare.sort_unstable_by_key(|(stem, at)| (*stem, at.start));
        EnglishStems { bare, denied: OnceCell::new(), words }
    }

    fn is_denied(&self, id: StemId) -> bool {
        let with = |word: &Cow<str>| ["un", "in", "im", "ir", "dis"].map(|prefix| format!("{prefix}{word}"));
        let stems = || self.words.iter().flat_map(with).filter_map(|word| Dictionary::open().stem_of(&word)).collect();
        self.denied.get_or_init(stems).contains(&id)
    }

    /// Where a stem stands first.
    fn place(&self, id: StemId) -> Option<Range<usize>> {
        let first = self.bare.partition_point(|(stem, _)| *stem < id);
        self.bare.get(first).filter(|(stem, _)| *stem == id).map(|(_, at)| at.clone())
    }

    /// Where a gloss of a Chinese word stands here, or one of a part of it that is a word of two characters.
    fn said(&self, word: &str) -> Option<Range<usize>> {
        let starts = word.char_indices().map(|(start, _)| &word[start..]);
        let parts = starts.flat_map(|rest| Dictionary::open().prefixes(rest).map(move |part| (rest, part)));
        let mut told = parts.filter(|(rest, part)| part.len == word.len() || rest[..part.len].chars().count() > 1);
        told.find_map(|(_, part)| Dictionary::open().glosses(part).find_map(|(stem, _)| self.place(stem)))
    }

    /// Whether a Chinese word that begins with a negation still has to be denied in this English text, and where that has what
    /// is denied, if known: not where a gloss of the word stands there that its positive part does not have, and not where
    /// nothing tells.
    fn let_deny(
        english: &OnceCell<Self>,
        english_text: &'t str,
        chinese: &str,
        at: Range<usize>,
        cue: Range<usize>,
    ) -> Option<Option<Range<usize>>> {
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
        let (word, rest) = (&chinese[at.clone()], chinese.get(cue.end..at.end).unwrap_or_default());
        let is_saying = at.start < cue.start;
        let stems = english.get_or_init(|| EnglishStems::of(english_text));
        if (rest.is_empty() && !is_saying) || ALWAYS.contains(&word) {
            return denied_words(chinese, at, cue).find_map(|word| stems.said(word)).map(Some);
        }
        let dictionary = Dictionary::open();
        let of = |word: &str| {
            let headword = dictionary.headword(word);
            headword.map(|headword| dictionary.glosses(headword).map(|(stem, _)| stem).collect::<Vec<_>>())
        };
        let (whole, part) = (of(word).unwrap_or_default(), of(rest).unwrap_or_default());
        let place = |id: &StemId| stems.place(*id);
        let is_rendered = whole.iter().any(|id| place(id).is_some() && !part.contains(id));
        if is_rendered {
            return None;
        }
        let denied = part.iter().find_map(place);
        let is_affirmed = denied.is_some() || whole.iter().any(|&id| stems.is_denied(id));
        is_affirmed.then_some(denied)
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
        english("It is no secret that the office has never been far from the river.", &["never"]);
        english("The river is never far from the office, and it is no secret.", &[]);
        english("See Sales No. E.94 and do not hesitate to call.", &[]);
        english("Serve it without delay.", &[]);
        assert_eq!(in_english("The town is too small to have a court.").possible, 1);
        let few = in_english("Tickets sold out; the office is reluctant to print more.");
        assert_eq!((few.possible, few.near.len()), (1, 1));
        assert_eq!(in_english("an unknown person").possible, 1);
        assert_eq!(in_english("information on imports").possible, 0);
    }

    #[test]
    fn chinese_negations_are_told_from_what_looks_like_them() {
        chinese("雨没有停", "the rain has stopped", &["没有"]);
        chinese("不断提高，不仅如此", "", &[]);
        chinese("不得不离开", "", &[]);
        chinese("有院子和无院子的房屋分开登记", "houses of both classes are registered apart", &[]);
        chinese("无院子的房屋须登记", "houses with a yard must be registered", &["无"]);
        chinese("我们并非常感谢您的来信", "we are most grateful for your letter", &[]);
        chinese("并非常规做法", "a conventional practice", &["并非"]);
        chinese("孩子高烧不退", "the child still runs a high fever", &[]);
        chinese("邻村未能幸免", "the next village was hit too", &[]);
        chinese("其贡献无法否认", "its contribution is great", &[]);
        chinese("成功并非偶然", "the success is due to hard work", &[]);
        chinese("这堵墙坚不可摧", "the wall is destructible", &["坚不可摧"]);
        chinese("商品供不应求", "demand for the goods was strong", &[]);
        chinese("从窗口听不懂他们", "you can understand them from the window", &["不"]);
        chinese("这里不安全", "It is safe here", &["不安"]);
    }
}

//! Chinese counters with the English nouns that they come out as.
//!
//! A counter says what sort of thing is counted where the noun itself is not repeated: 1446件2198人 is "2,198 individuals in
//! 1,446 cases". Dictionaries call most of them "classifier" and say no more.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::stem;

/// Counters, and English nouns in the singular, without claim to be complete.
const COUNTERS: &[(&str, &str)] = &[
    (
        "件",
        "case item piece product patent application article work document lawsuit complaint proposal suggestion trademark",
    ),
    ("宗", "case transaction deal incident"),
    ("起", "case incident accident event fire occurrence"),
    ("桩", "case incident"),
    (
        "人",
        "person people individual man woman suspect defendant staff member student participant resident worker criminal \
            offender professional talent passenger employee teacher official expert agent victim",
    ),
    (
        "名",
        "person people individual man woman suspect defendant staff member student participant resident worker soldier \
            professional talent passenger employee teacher official expert agent player child victim",
    ),
    ("位", "person people individual expert guest member artist scholar leader teacher participant"),
    ("口", "person people resident inhabitant"),
    (
        "家",
        "enterprise company firm business institution organization organisation agency unit store bank hospital factory \
            entity association shop restaurant",
    ),
    ("户", "household family business enterprise account subscriber user entity"),
    ("所", "school university college institution hospital institute"),
    ("项", "project item measure award patent task technology standard achievement policy regulation event"),
    ("次", "time visit session occasion meeting inspection"),
    ("人次", "visit person-time participant attendance trip trainee instance attendee"),
    ("家次", "visit inspection enterprise-time instance"),
    ("批次", "batch shipment consignment lot"),
    ("批", "batch group lot"),
    ("场", "event session match game meeting activity lecture performance seminar"),
    ("届", "session edition"),
    ("期", "issue session phase class course period"),
    ("篇", "article paper report essay"),
    ("册", "copy volume book"),
    ("部", "film work book movie drama volume phone handset"),
    ("幅", "painting picture map"),
    ("条", "message rule article clue river road line route lead suggestion entry"),
    ("只", "animal bird ship stock fund"),
    ("头", "head pig cow animal sheep"),
    ("辆", "vehicle car bus truck bicycle train"),
    ("架", "aircraft plane airplane warplane helicopter drone"),
    ("艘", "ship vessel boat warship"),
    ("列", "train"),
    ("台", "unit machine set device computer vehicle"),
    ("套", "set apartment flat unit house suit"),
    ("座", "building bridge mountain city plant station tower reservoir"),
    ("栋", "building house"),
    ("间", "room school company"),
    ("张", "sheet ticket bed picture card photo"),
    ("枚", "medal stamp coin missile"),
    ("棵", "tree"),
    ("株", "tree plant strain"),
    ("站", "station stop"),
    ("镇", "town township"),
    ("县", "county"),
    ("市", "city municipality"),
    ("省", "province"),
    ("村", "village"),
    ("国", "country nation state"),
    ("例", "case instance"),
    ("则", "item piece story message"),
    ("组", "group set"),
    ("对", "pair couple"),
    ("双", "pair"),
    ("门", "course subject"),
    ("类", "category type class kind"),
    ("种", "kind type species variety sort"),
    ("本", "book copy"),
    ("份", "copy document share report questionnaire"),
    ("分", "point"),
    ("票", "vote ballot ticket"),
    ("席", "seat"),
    ("床", "bed"),
];

/// What a counter comes out as.
struct Nouns {
    /// In the singular.
    words: Vec<&'static str>,
    /// Their stems, as [`stem::stemmer`] makes them.
    stems: Vec<String>,
}

static NOUNS: LazyLock<HashMap<&'static str, Nouns>> = LazyLock::new(|| {
    let stemmer = stem::stemmer();
    let nouns = |english: &'static str| {
        let words: Vec<&str> = english.split_whitespace().collect();
        let stems = words.iter().map(|noun| stemmer.stem(noun).into_owned()).collect();
        Nouns { words, stems }
    };
    COUNTERS.iter().map(|(counter, english)| (*counter, nouns(english))).collect()
});

/// English nouns that `counter` comes out as, in the singular; none where it is not known.
pub fn nouns(counter: &str) -> &'static [&'static str] {
    of(counter).map_or(&[], |nouns| &nouns.words)
}

/// Their stems, as [`stem::stemmer`] makes them.
pub fn stems(counter: &str) -> &'static [String] {
    of(counter).map_or(&[], |nouns| &nouns.stems)
}

fn of(counter: &str) -> Option<&'static Nouns> {
    let simplified = match counter {
        "項" => "项",
        "戶" => "户",
        "場" => "场",
        "條" => "条",
        "輛" => "辆",
        "間" => "间",
        "張" => "张",
        "雙" => "双",
        "類" => "类",
        "種" => "种",
        "隻" => "只",
        "頭" => "头",
        "台" | "臺" => "台",
        other => other,
    };
    NOUNS.get(simplified)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_come_out_as_nouns_in_either_script() {
        assert!(nouns("件").contains(&"case") && nouns("名").contains(&"suspect"));
        assert_eq!(nouns("項"), nouns("项"));
        assert!(nouns("條").contains(&"message") && nouns("條").contains(&"clue"));
        assert!(nouns("饕").is_empty());
    }
}

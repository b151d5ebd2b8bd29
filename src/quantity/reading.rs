//! A figure as a person would say it, the same for figures of both languages: "CNY 103,293,400", "2.74 percentage points"; and
//! in Chinese 103,293,400元, 2.74个百分点.

use std::borrow::Cow;

use super::number::Number;
use super::value::{Bound, Date, Kind, Quantity, Time, Value};
use super::{currency, unit};
use crate::text::wording::Wording;

/// A hedge in a word or two; nothing where there is none.
pub(super) fn hedge(bound: Bound) -> Wording {
    match bound {
        Bound::Exact | Bound::Vague => Wording::default(),
        Bound::Over => Wording::fixed("over", "超过"),
        Bound::AtLeast => Wording::fixed("at least", "至少"),
        Bound::Under => Wording::fixed("under", "不足"),
        Bound::AtMost => Wording::fixed("at most", "不超过"),
        Bound::About => Wording::fixed("about", "约"),
        Bound::Near => Wording::fixed("nearly", "近"),
    }
}

impl Quantity {
    /// What the figure comes to, for a person, in English.
    pub fn reading(&self) -> String {
        match &*hedge(self.bound).en {
            "" => self.in_english(),
            hedge => format!("{hedge} {}", self.in_english()),
        }
    }

    /// The same in both languages.
    pub fn readings(&self) -> Wording {
        Wording::new(self.reading(), format!("{}{}", hedge(self.bound).zh, self.in_chinese()))
    }

    fn in_english(&self) -> String {
        let plain = match &self.value {
            Value::Exact(number) => number.grouped(),
            Value::Range(ends) => format!("{} to {}", ends.low.grouped(), ends.high.grouped()),
            Value::Magnitude(number) => format!("{} or some multiple", number.grouped()),
            Value::Date(date) => date.to_string(),
            Value::Dates(from, to) => format!("{from} to {to}"),
            Value::Time(time) => time.to_string(),
            Value::Label(label) => label.clone(),
        };
        match self.kind {
            Kind::Money => format!("{} {plain}", self.currency.unwrap_or("money")),
            Kind::Percent => format!("{plain} %"),
            Kind::PercentagePoint => format!("{plain} percentage points"),
            Kind::Multiple => format!("{plain} times"),
            Kind::Ordinal => format!("no. {plain}"),
            Kind::Measure | Kind::Duration => {
                let code = self.unit.as_ref().map_or("", |unit| &*unit.code);
                match word(code) {
                    Some(word) if self.value == Value::Exact(Number::ONE) => format!("{plain} {word}"),
                    Some(word) => format!("{plain} {word}s"),
                    None => format!("{plain} {}", symbol(code)),
                }
            }
            Kind::Number | Kind::Date | Kind::Time | Kind::Ratio | Kind::Label => plain,
        }
    }

    fn in_chinese(&self) -> String {
        let plain = match &self.value {
            Value::Exact(number) => number.grouped(),
            Value::Range(ends) => format!("{}至{}", ends.low.grouped(), ends.high.grouped()),
            Value::Magnitude(number) => format!("{}或其数倍", number.grouped()),
            Value::Date(date) => chinese_date(*date),
            Value::Dates(from, to) => format!("{}至{}", chinese_date(*from), chinese_date(*to)),
            Value::Time(time) => chinese_time(*time),
            Value::Label(label) => label.clone(),
        };
        match self.kind {
            Kind::Money => match self.currency.map(|code| (code, currency::chinese_name(code))) {
                Some((_, Some(name))) => format!("{plain}{name}"),
                Some((code, None)) => format!("{plain} {code}"),
                None => format!("{plain}（货币）"),
            },
            Kind::Percent => format!("{plain}%"),
            Kind::PercentagePoint => format!("{plain}个百分点"),
            Kind::Multiple => format!("{plain}倍"),
            Kind::Ordinal => format!("第{plain}"),
            Kind::Measure | Kind::Duration => {
                let unit = self.unit.as_ref().map_or(Cow::Borrowed(""), |unit| chinese_name(&unit.code));
                let gap = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
                format!("{plain}{gap}{unit}")
            }
            Kind::Number | Kind::Date | Kind::Time | Kind::Ratio | Kind::Label => plain,
        }
    }
}

/// The English word for a unit, where it is a word that has a plural.
fn word(code: &str) -> Option<&'static str> {
    Some(match code {
        "a" => "year",
        "mo" => "month",
        "wk" => "week",
        "d" => "day",
        "h" => "hour",
        "min" => "minute",
        "s" => "second",
        "deg" => "degree",
        "[mi_i]" => "mile",
        "[acr_us]" => "acre",
        _ => return None,
    })
}

/// What any other unit is called: a Chinese one by its name, the rest by the usual symbol, or the UCUM code.
fn symbol(code: &str) -> &str {
    match code {
        "{mu}" => "mu",
        "{jin}" => "jin",
        "{li}" => "li",
        "Cel" => "°C",
        "[degF]" => "°F",
        "har" => "ha",
        "[ft_i]" => "ft",
        "[in_i]" => "in",
        "[lb_av]" => "lb",
        other => other,
    }
}

/// The same in Chinese: 公里/小时 of km/h; the code where a part of it has no name.
fn chinese_name(code: &str) -> Cow<'_, str> {
    if let Some(name) = unit::chinese_name(code) {
        return Cow::Borrowed(name);
    }
    let parts: Option<Vec<&str>> = code.split('/').map(unit::chinese_name).collect();
    parts.map_or(Cow::Borrowed(word(code).unwrap_or_else(|| symbol(code))), |parts| Cow::Owned(parts.join("/")))
}

/// 2025年4月26日, as far as it is said: 1990年代, 第三季度.
fn chinese_date(date: Date) -> String {
    let year = date.year.map_or(String::new(), |year| match date.decade {
        true => format!("{}年代", year / 10 * 10),
        false => format!("{year}年"),
    });
    let month = date.month.map_or(String::new(), |month| match month {
        33..=36 => format!("第{}季度", ["一", "二", "三", "四"][usize::from(month - 33)]),
        40 => "上半年".to_owned(),
        41 => "下半年".to_owned(),
        month => format!("{month}月"),
    });
    let day = date.day.map_or(String::new(), |day| format!("{day}日"));
    match format!("{year}{month}{day}") {
        none if none.is_empty() => date.to_string(),
        date => date,
    }
}

fn chinese_time(time: Time) -> String {
    match time.minute {
        Some(_) => time.to_string(),
        None => format!("{}时", time.hour),
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::read;
    use crate::text::lang::Lang;

    #[test]
    fn figures_of_either_language_are_read_in_both() {
        let check = |text: &str, english: &str, chinese: &str| {
            let lang = Lang::of(text).expect("a language");
            let readings = read(text, lang).first().unwrap_or_else(|| panic!("a figure: {text}")).readings();
            assert_eq!((&*readings.en, &*readings.zh), (english, chinese), "{text}");
        };
        check("10329.34万元", "CNY 103,293,400", "103,293,400元");
        check("USD 1 million", "USD 1,000,000", "1,000,000美元");
        check("逾230亿元", "over CNY 23,000,000,000", "超过23,000,000,000元");
        check("2.74 percentage points", "2.74 percentage points", "2.74个百分点");
        check("about 5 percent", "about 5 %", "约5%");
        check("the 25th session", "no. 25", "第25");
        check("four to eight months", "4 to 8 months", "4至8个月");
        check("85.62天", "85.62 days", "85.62天");
        check("300平方公里", "300 km2", "300平方公里");
        check("dozens of experts", "10 or some multiple", "10或其数倍");
        check("April 26, 2025", "2025-04-26", "2025年4月26日");
        check("上世纪90年代", "199X", "1990年代");
        check("3:30 p.m.", "15:30", "15:30");
        check("3 p.m.", "T15", "15时");
        check("186件", "186", "186");
        check("tripled", "3 times", "3倍");
        assert_eq!(super::chinese_name("km/h"), "公里/小时");
        assert_eq!(super::chinese_name("km/furlong"), "km/furlong");
    }
}

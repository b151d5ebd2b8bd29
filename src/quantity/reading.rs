//! A figure as a person would say it, the same for both languages: "CNY 103,293,400", "2.74 percentage points".

use super::number::Number;
use super::value::{Bound, Kind, Quantity, Value};

/// A hedge in a word or two; nothing where there is none.
pub(super) fn hedge(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact | Bound::Vague => "",
        Bound::Over => "over",
        Bound::AtLeast => "at least",
        Bound::Under => "under",
        Bound::AtMost => "at most",
        Bound::About => "about",
        Bound::Near => "nearly",
    }
}

impl Quantity {
    /// What the figure comes to, for a person.
    pub fn reading(&self) -> String {
        match hedge(self.bound) {
            "" => self.unhedged(),
            hedge => format!("{hedge} {}", self.unhedged()),
        }
    }

    fn unhedged(&self) -> String {
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
                let unit = self.unit.as_ref().map_or("", |unit| name(&unit.code));
                let one = self.value == Value::Exact(Number::ONE);
                let plural =
                    if one || !unit.ends_with(|c: char| c.is_ascii_lowercase()) || unit.len() < 3 { "" } else { "s" };
                format!("{plain} {unit}{plural}")
            }
            Kind::Number | Kind::Date | Kind::Time | Kind::Ratio | Kind::Label => plain,
        }
    }
}

/// The name of a unit of time or of a Chinese unit; the UCUM code of any other.
fn name(code: &str) -> &str {
    match code {
        "a" => "year",
        "mo" => "month",
        "wk" => "week",
        "d" => "day",
        "h" => "hour",
        "min" => "minute",
        "s" => "second",
        "{mu}" => "mu",
        "{jin}" => "jin",
        "{li}" => "li",
        "Cel" => "°C",
        "[degF]" => "°F",
        "har" => "ha",
        "[mi_i]" => "mile",
        "[ft_i]" => "ft",
        "[in_i]" => "in",
        "[lb_av]" => "lb",
        "[acr_us]" => "acre",
        other => other,
    }
}

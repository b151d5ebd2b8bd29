//! What does not add up, and whether the gap is that of a slip.

use crate::quantity::number::Number;
use crate::quantity::value::Bound;
use crate::text::wording::Wording;

use super::sentence::Amount;

/// A place where figures do not add up.
#[derive(Clone, Debug)]
pub struct Slip {
    /// What sort of fault it is; the same in a text and its translation.
    pub fault: &'static str,
    /// The figures concerned, by their numbers in the text; the first is what a person should look at.
    pub figures: Vec<usize>,
    /// What they come to.
    pub stated: Vec<Number>,
    /// The sum as a person would do it, and what is stated.
    pub message: Wording,
}

impl Slip {
    /// A slip at these amounts.
    pub fn at(fault: &'static str, amounts: &[&Amount], message: Wording) -> Self {
        let figures = amounts.iter().map(|amount| amount.figure).collect();
        Slip { fault, figures, stated: amounts.iter().map(|amount| amount.value).collect(), message }
    }
}

/// Two values between which the true one lies.
#[derive(Clone, Copy, Debug)]
pub struct Interval {
    /// The least.
    pub low: Number,
    /// The most.
    pub high: Number,
}

impl Interval {
    /// What a figure may stand for, by the last digit it is given to.
    pub fn of(amount: &Amount) -> Option<Self> {
        Some(Interval { low: amount.value.minus(amount.slack)?, high: amount.value.plus(amount.slack)? })
    }

    /// The quotient of two that are above zero.
    pub fn over(self, other: Interval) -> Option<Self> {
        let positive = self.low >= Number::ZERO && other.low > Number::ZERO;
        let quotient = Interval { low: self.low.over(other.high)?, high: self.high.over(other.low)? };
        positive.then_some(quotient)
    }

    /// Both ends under `f`, which must be rising.
    pub fn map(self, f: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        Some(Interval { low: f(self.low)?, high: f(self.high)? })
    }
}

/// Whether what is stated cannot be what was computed, by whichever way its last digit was rounded, and yet is so near to
/// it that it was meant to be.
pub fn is_slip(computed: Interval, stated: &Amount) -> Option<bool> {
    let unit = Number::power_of_ten(stated.last_digit)?;
    let fits = match stated.bound {
        // cut off, it lies less than a unit below; rounded up, half a unit above
        Bound::Exact => {
            stated.value > computed.low.minus(unit)? && stated.value <= computed.high.plus(unit.times(Number::HALF)?)?
        }
        Bound::About | Bound::Near => {
            let loose = unit.times(Number::whole(3))?;
            stated.value >= computed.low.minus(loose)? && stated.value <= computed.high.plus(loose)?
        }
        Bound::Over | Bound::AtLeast | Bound::Under | Bound::AtMost | Bound::Vague => true,
    };
    let middle = computed.low.plus(computed.high)?.times(Number::HALF)?;
    Some(!fits && is_near(middle.rounded(stated.last_digit)?, stated.value)?)
}

/// Whether one value is the other with a slip of the pen in it, or within a tenth of it.
fn is_near(a: Number, b: Number) -> Option<bool> {
    let gap = a.minus(b)?.abs();
    let tenth = a.abs().max(b.abs()).over(Number::whole(10))?;
    Some(gap <= tenth || one_slip(a, b))
}

/// Whether one is the other with two neighbouring digits exchanged.
pub fn is_transposed(a: Number, b: Number) -> bool {
    let sorted = |number| {
        let mut bytes = digits(number).into_bytes();
        bytes.sort_unstable();
        bytes
    };
    one_slip(a, b) && sorted(a) == sorted(b)
}

/// Whether one digit differs, or two are exchanged, or the power of ten is another.
pub fn one_slip(a: Number, b: Number) -> bool {
    if a.over(b).and_then(Number::log10_exact).is_some_and(|power| power.abs() == 1) {
        return true;
    }
    let (x, y) = (digits(a), digits(b));
    x.len() == y.len() && x.len() > 1 && strsim::osa_distance(&x, &y) == 1
}

/// The digits without point and leading zeros.
fn digits(number: Number) -> String {
    let all: String = number.to_string().chars().filter(char::is_ascii_digit).collect();
    all.trim_start_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_digit_two_exchanged_or_a_power_of_ten() {
        let check = |a: i128, b: i128, slip: bool, transposed: bool| {
            let (a, b) = (Number::whole(a), Number::whole(b));
            assert_eq!((one_slip(a, b), is_transposed(a, b)), (slip, transposed), "{a} {b}");
        };
        check(174, 165, false, false);
        check(174, 175, true, false);
        check(174, 147, true, true);
        check(174, 1740, true, false);
        check(174, 17400, false, false);
        check(4, 5, false, false);
        check(174, 1743, false, false);
    }
}

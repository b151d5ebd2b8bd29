//! Exact numbers: a fraction of two integers, read from digits and written back as the contract has it.

use std::cmp::Ordering;
use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, Zero};

/// An exact number. Arithmetic is checked: what does not fit 128 bits is `None`, never wrapped and never rounded.
///
/// Packed, since the alignment of 128 bits would pad each figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(Rust, packed(8))]
pub struct Number(Ratio<i128>);

impl Number {
    fn ratio(self) -> Ratio<i128> {
        self.0
    }

    /// Zero.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// One half.
    pub const HALF: Number = Number(Ratio::new_raw(1, 2));

    /// A whole number.
    pub const fn whole(value: i128) -> Self {
        Number(Ratio::new_raw(value, 1))
    }

    /// `numerator / denominator`; `None` for a denominator of zero.
    pub fn fraction(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        Some(Number(Ratio::new(numerator, denominator)))
    }

    /// Ten to the power of `exponent`; `None` beyond ±38.
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        let power = 10i128.checked_pow(exponent.unsigned_abs())?;
        Some(if exponent < 0 { Number(Ratio::new_raw(1, power)) } else { Number::whole(power) })
    }

    /// Reads ASCII digits with at most one point: `103293.40`. `None` where it is anything else or does not fit.
    pub fn parse(digits: &str) -> Option<Self> {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && decimals.is_empty() {
            return None;
        }
        let mut value: i128 = 0;
        for byte in whole.bytes().chain(decimals.bytes()) {
            if !byte.is_ascii_digit() {
                return None;
            }
            value = value.checked_mul(10)?.checked_add(i128::from(byte - b'0'))?;
        }
        Number::decimal(value, u32::try_from(decimals.len()).ok()?)
    }

    /// `digits`, the last `decimals` of which stand behind the point; `None` where that does not fit.
    pub fn decimal(digits: i128, decimals: u32) -> Option<Self> {
        if decimals == 0 {
            return Some(Number::whole(digits));
        }
        Number::fraction(digits, 10i128.checked_pow(decimals)?)
    }

    /// Both numbers where they are whole: nearly all are, and sums and products of these need no common denominator.
    fn wholes(self, other: Number) -> Option<(i128, i128)> {
        self.as_whole().zip(other.as_whole())
    }

    /// The sum.
    pub fn plus(self, other: Number) -> Option<Self> {
        match self.wholes(other) {
            Some((one, other)) => one.checked_add(other).map(Number::whole),
            None => self.ratio().checked_add(&other.ratio()).map(Number),
        }
    }

    /// The difference.
    pub fn minus(self, other: Number) -> Option<Self> {
        match self.wholes(other) {
            Some((one, other)) => one.checked_sub(other).map(Number::whole),
            None => self.ratio().checked_sub(&other.ratio()).map(Number),
        }
    }

    /// The product.
    pub fn times(self, other: Number) -> Option<Self> {
        match self.wholes(other) {
            Some((one, other)) => one.checked_mul(other).map(Number::whole),
            None => self.ratio().checked_mul(&other.ratio()).map(Number),
        }
    }

    /// The quotient; `None` by zero.
    pub fn over(self, other: Number) -> Option<Self> {
        if other.ratio().is_zero() { None } else { self.ratio().checked_div(&other.ratio()).map(Number) }
    }

    /// With the sign turned.
    pub fn negated(self) -> Option<Self> {
        Number::ZERO.minus(self)
    }

    /// Without its sign.
    pub fn abs(self) -> Self {
        Number(self.ratio().abs())
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.ratio().is_zero()
    }

    /// Whether it has no fraction.
    pub fn is_whole(self) -> bool {
        self.ratio().is_integer()
    }

    /// As an integer where it is one.
    pub fn as_whole(self) -> Option<i128> {
        self.is_whole().then(|| *self.ratio().numer())
    }

    /// Rounded half away from zero to a multiple of ten to the power of `exponent`.
    pub fn rounded(self, exponent: i32) -> Option<Self> {
        let step = Number::power_of_ten(exponent)?;
        Number(self.over(step)?.ratio().round()).times(step)
    }

    /// Cut off, towards zero, at a multiple of ten to the power of `exponent`.
    pub fn truncated(self, exponent: i32) -> Option<Self> {
        let step = Number::power_of_ten(exponent)?;
        Number(self.over(step)?.ratio().trunc()).times(step)
    }

    /// The exponent of ten where it is a power of ten other than 1: 3 for 1000, -2 for 1/100.
    pub fn log10_exact(self) -> Option<i32> {
        let exponent = |value: i128| {
            let exponent = value.checked_ilog10().filter(|&exponent| 10i128.pow(exponent) == value)?;
            i32::try_from(exponent).ok().filter(|exponent| (1..=30).contains(exponent))
        };
        match (*self.ratio().numer(), *self.ratio().denom()) {
            (whole, 1) => exponent(whole),
            (1, part) => exponent(part).map(|exponent| -exponent),
            _ => None,
        }
    }

    /// Orders by size without sign.
    pub fn cmp_abs(self, other: Number) -> Ordering {
        self.abs().cmp(&other.abs())
    }

    /// The decimal places that write it exactly, or `None` for a fraction such as 1/3.
    fn decimals(self) -> Option<u32> {
        let mut rest = *self.ratio().denom();
        let (mut twos, mut fives) = (0, 0);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        (rest == 1).then_some(twos.max(fives))
    }

    /// For a person: as [`Display`](fmt::Display), with commas between the thousands.
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let whole = digits.find(['.', '/']).unwrap_or(digits.len());
        let mut out = String::from(sign);
        for (index, digit) in digits[..whole].chars().enumerate() {
            if index > 0 && (whole - index) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        out + &digits[whole..]
    }
}

/// The shortest exact form: `103293400`, `2.74`, `1/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (*self.ratio().numer(), *self.ratio().denom());
        if denominator == 1 {
            return write!(f, "{numerator}");
        }
        let scaled = self.decimals().and_then(|places| {
            let power = 10i128.checked_pow(places)?;
            Some((places as usize, power, numerator.checked_mul(power / denominator)?))
        });
        match scaled {
            Some((places, power, value)) => {
                let sign = if value < 0 { "-" } else { "" };
                let value = value.unsigned_abs();
                let power = power.unsigned_abs();
                write!(f, "{sign}{}.{:0places$}", value / power, value % power)
            }
            None => write!(f, "{numerator}/{denominator}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_exactly() {
        let check = |digits: &str, plain: &str, grouped: &str| {
            let number = Number::parse(digits).expect(digits);
            assert_eq!((number.to_string().as_str(), number.grouped().as_str()), (plain, grouped));
        };
        check("103293.40", "103293.4", "103,293.4");
        check("007", "7", "7");
        check("0.05", "0.05", "0.05");
        check("1234567", "1234567", "1,234,567");
        assert_eq!(Number::fraction(1, -3).map(|n| n.to_string()), Some("-1/3".into()));
        assert_eq!(Number::parse("1.2.3"), None);
        assert_eq!(Number::parse(&"9".repeat(60)), None);
    }

    #[test]
    fn powers_of_ten_are_told() {
        let check = |number: Option<Number>, exponent| assert_eq!(number.and_then(Number::log10_exact), exponent);
        check(Number::parse("1000"), Some(3));
        check(Number::parse("0.01"), Some(-2));
        for other in ["1", "0", "20", "1001", "0.03"] {
            check(Number::parse(other), None);
        }
        check(Some(Number::whole(-10)), None);
        check(Number::fraction(10, 3), None);
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        let check = |digits: &str, exponent, expected: &str| {
            let rounded = Number::parse(digits).and_then(|n| n.rounded(exponent)).expect(digits);
            assert_eq!(rounded.to_string(), expected);
        };
        check("25736000000", 8, "25700000000");
        check("2.745", -2, "2.75");
        check("150", 2, "200");
    }
}

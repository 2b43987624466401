//! The literals `#inst` and `#uuid`: from their text to values.

use crate::data::tagged::{Instant, Uuid};
use crate::value::{Ref, Value};

/// A UUID from its 36 characters; the error says what is wrong.
pub fn uuid(text: Option<&str>) -> Result<Value, String> {
    let Some(text) = text else { return Err("#uuid wants a string".to_owned()) };
    let well_formed = text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if well_formed {
        Ok(Ref::new(Uuid(text.to_ascii_lowercase().into_boxed_str())).into())
    } else {
        Err(format!("{text:?} is not a UUID"))
    }
}

/// An instant from an RFC 3339 timestamp, of which all behind the year may be missing, as in Clojure. It is kept in
/// UTC, to the millisecond.
pub fn instant(text: Option<&str>) -> Result<Value, String> {
    let Some(text) = text else { return Err("#inst wants a string".to_owned()) };
    match utc(text) {
        Some(utc) => Ok(Ref::new(Instant(utc.into_boxed_str())).into()),
        None => Err(format!("{text:?} is not a timestamp")),
    }
}

/// Takes `digits` decimal digits from the front of `text`.
fn take(text: &mut &str, digits: usize) -> Option<i64> {
    let (number, rest) = text.split_at_checked(digits)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    *text = rest;
    number.parse().ok()
}

/// Takes `mark` and the two digits behind it where the text goes on so; else gives `default`.
fn field(text: &mut &str, mark: char, default: i64) -> Option<i64> {
    match text.strip_prefix(mark) {
        Some(rest) => {
            *text = rest;
            take(text, 2)
        }
        None => Some(default),
    }
}

fn utc(text: &str) -> Option<String> {
    let mut rest = text;
    let year = take(&mut rest, 4)?;
    let month = if rest.starts_with('-') { field(&mut rest, '-', 1)? } else { 1 };
    let day = if rest.starts_with('-') { field(&mut rest, '-', 1)? } else { 1 };
    let hour = field(&mut rest, 'T', 0)?;
    let minute = field(&mut rest, ':', 0)?;
    let second = field(&mut rest, ':', 0)?;
    let mut millisecond = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, behind) = fraction.split_at_checked(length).filter(|_| (1..=9).contains(&length))?;
        millisecond = format!("{digits:0<3}").get(..3)?.parse().ok()?;
        rest = behind;
    }
    let offset = match rest.chars().next() {
        None => 0,
        Some('Z') if rest.len() == 1 => 0,
        Some(sign @ ('+' | '-')) => {
            let hours = field(&mut rest, sign, 0)?;
            let minutes = field(&mut rest, ':', 0)?;
            if !rest.is_empty() || hours > 23 || minutes > 59 {
                return None;
            }
            (hours * 60 + minutes) * if sign == '-' { -1 } else { 1 }
        }
        Some(_) => return None,
    };
    let valid = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && (second < 60 || (second == 60 && minute == 59));
    if !valid {
        return None;
    }
    let minutes = (days_from_civil(year, month, day) * 24 + hour) * 60 + minute - offset;
    // A leap second becomes the second that follows it, as on the JVM.
    let seconds = minutes * 60 + second;
    let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
    let time = seconds.rem_euclid(86_400);
    let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}-00:00"))
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

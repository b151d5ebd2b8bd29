//! A line in, a line out: in order, in memory that does not grow with the input, on all cores.
//!
//! Lines that have arrived are answered together; a line that arrives alone is answered at once, so that a program may
//! wait for each answer before it writes its next question.

use std::io::{BufReader, Read, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;

use super::input::{next_line, shown};

/// How many lines are answered together at most; enough to keep all cores busy.
const LINES: usize = 1024;
/// How many bytes they may hold together before they are answered.
const BYTES: usize = 1 << 20;
/// How long a line may be.
const LIMIT: u64 = 64 << 20;

/// How many lines are answered one stage after the other.
const TOGETHER: usize = 64;

/// Writes the `answers` to lines of `from`, which is called `path`, to `out`, and hands on what they came with. Some lines at a
/// time are asked about.
///
/// # Errors
/// At the first line that is not UTF-8 or has no answer, by its number; the lines before it are answered.
pub fn answer_each<T: Send>(
    path: &Path,
    from: &mut BufReader<impl Read>,
    out: &mut impl Write,
    answers: impl Fn(&[&str]) -> Vec<Result<(String, T)>> + Sync,
    mut take: impl FnMut(T),
) -> Result<()> {
    let mut done = 0;
    loop {
        let lines = arrived(path, done, from)?;
        if lines.is_empty() {
            return Ok(());
        }
        let chunks = lines.par_chunks(TOGETHER).enumerate();
        let answered: Vec<Vec<Result<(String, T)>>> =
            chunks.map(|(chunk, lines)| answered(lines, done + chunk == 0, &answers)).collect();
        for (index, answered) in answered.into_iter().flatten().enumerate() {
            match answered {
                Ok((text, rest)) => {
                    out.write_all(text.as_bytes())?;
                    take(rest);
                }
                Err(error) => {
                    out.flush()?;
                    return Err(error.context(format!("{}: line {}", shown(path), done + index + 1)));
                }
            }
        }
        out.flush()?;
        done += lines.len();
    }
}

/// The answers to lines up to the first that is no text, which is an error; `first` says whether they begin the input.
fn answered<T>(
    lines: &[Vec<u8>],
    first: bool,
    answers: impl Fn(&[&str]) -> Vec<Result<(String, T)>>,
) -> Vec<Result<(String, T)>> {
    let mut texts = Vec::with_capacity(lines.len());
    let mut error = None;
    for (index, line) in lines.iter().enumerate() {
        match text_of(line, first && index == 0) {
            Ok(text) => texts.push(text),
            Err(wrong) => {
                error = Some(Err(wrong));
                break;
            }
        }
    }
    let mut answered = answers(&texts);
    answered.extend(error);
    answered
}

/// The text of a line, a byte order mark before the first one taken off.
fn text_of(line: &[u8], first: bool) -> Result<&str> {
    let Ok(text) = std::str::from_utf8(line) else { bail!("is not UTF-8; convert the file to UTF-8") };
    Ok(text.strip_prefix('\u{feff}').filter(|_| first).unwrap_or(text))
}

/// The next line, once it is there, and those that have arrived with it; none at the end.
fn arrived(path: &Path, done: usize, from: &mut BufReader<impl Read>) -> Result<Vec<Vec<u8>>> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut bytes = 0;
    loop {
        let mut line = Vec::new();
        let place = || format!("{}: line {}", shown(path), done + lines.len() + 1);
        if !next_line(from, &mut line, LIMIT).with_context(place)? {
            return Ok(lines);
        }
        bytes += line.len();
        lines.push(line);
        let waiting = from.buffer().contains(&b'\n');
        if !waiting || lines.len() == LINES || bytes >= BYTES {
            return Ok(lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn echo(input: &[u8]) -> (String, Result<(), String>) {
        let mut out = Vec::new();
        let answer = |line: &&str| if *line == "bad" { bail!("is bad") } else { Ok((format!("<{line}>\n"), ())) };
        let answer = |lines: &[&str]| lines.iter().map(answer).collect();
        let mut from = BufReader::with_capacity(7, input);
        let done = answer_each(Path::new("f"), &mut from, &mut out, answer, |()| ());
        (String::from_utf8_lossy(&out).into_owned(), done.map_err(|error| format!("{error:#}")))
    }

    #[test]
    fn each_line_is_answered_in_order() {
        let check = |input: &str, expected: &str| assert_eq!(echo(input.as_bytes()), (expected.to_owned(), Ok(())));
        check("", "");
        check("a", "<a>\n");
        check("a\n", "<a>\n");
        check("\n\n", "<>\n<>\n");
        check("\u{feff}一\u{2028}二\r\nthree\n\u{feff}\n", "<一\u{2028}二\r>\n<three>\n<\u{feff}>\n");
    }

    #[test]
    fn the_first_bad_line_ends_it_by_its_number() {
        assert_eq!(echo(b"a\nb\nbad\nc\n"), ("<a>\n<b>\n".into(), Err("f: line 3: is bad".into())));
        assert_eq!(echo(b"a\n\xff\n").1, Err("f: line 2: is not UTF-8; convert the file to UTF-8".into()));
    }
}

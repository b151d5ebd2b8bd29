//! A line in, a line out: in order, in memory that does not grow with the input, on all cores.
//!
//! A thread of its own reads ahead. What has arrived is answered on all cores, so much at a time as [`Flow`] says, and written in
//! order while the rest is at work. A line that arrives alone is answered at once, so that a program may wait for each answer
//! before it writes its next question.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel, sync_channel};

use anyhow::{Context, Error, Result, bail};
use sha2::{Digest, Sha256};

use super::input::{self, shown};
use super::shard::Shard;

/// How long a line may be.
const LIMIT: u64 = 64 << 20;
/// How many bytes of lines go through together before they are enough.
const TOGETHER: usize = 1 << 18;

/// How much is under way at a time.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// How many lines are answered together, one stage after the other.
    pub together: usize,
    /// How many times as many are under way or wait for those before them, for each core.
    pub each: usize,
    /// How many bytes of lines these may be for each core, but for a single line that is longer.
    pub bytes: usize,
}

/// Short lines, of which some tens take less time together than one by one.
pub const PAIRS: Flow = Flow { together: 64, each: 16, bytes: 4 << 20 };
/// Whole documents; enough of them that one that takes long holds up no other.
pub const RECORDS: Flow = Flow { together: 1, each: 32, bytes: 4 << 20 };

/// A line of input.
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    text: Result<String, Unreadable>,
}

impl Line {
    /// Its text.
    ///
    /// # Errors
    /// Where it is none.
    pub fn text(&self) -> Result<&str, Unreadable> {
        self.text.as_deref().map_err(|&wrong| wrong)
    }

    fn len(&self) -> usize {
        self.text.as_ref().map_or(0, String::len)
    }
}

/// Why a line has no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("is not UTF-8; convert the file to UTF-8")]
    NotUtf8,
    #[error("is longer than {0} bytes")]
    TooLong(u64),
}

/// How far an input has been read.
#[derive(Clone, Default)]
pub struct Mark {
    /// How many lines.
    pub lines: usize,
    /// All bytes of them, where that is asked for.
    digest: Option<Sha256>,
}

impl Mark {
    /// The SHA-256 of what has been read, in hexadecimal; nothing where it was not asked for.
    pub fn sha256(&self) -> String {
        self.digest.clone().map(hex).unwrap_or_default()
    }

    fn add(&mut self, line: &[u8]) {
        self.lines += 1;
        if let Some(digest) = &mut self.digest {
            digest.update(line);
        }
    }
}

/// A digest in hexadecimal.
pub fn hex(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An input by lines, or a shard of it.
pub struct Lines<R> {
    path: PathBuf,
    from: BufReader<R>,
    limit: u64,
    shard: Shard,
    mark: Mark,
    /// What went wrong behind lines that have been handed out.
    failed: Option<Error>,
}

/// Lines that go through together, and how far the input has been read behind them.
struct Chunk {
    lines: Vec<Line>,
    mark: Mark,
}

impl Lines<Box<dyn Read + Send>> {
    /// Of a file; `-` is standard input.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Lines::new(path, input::open(path)?))
    }
}

impl<R: Read> Lines<R> {
    /// Of what is called `path`.
    pub fn new(path: &Path, from: BufReader<R>) -> Self {
        Lines { path: path.to_owned(), from, limit: LIMIT, shard: Shard::WHOLE, mark: Mark::default(), failed: None }
    }

    /// Those of a shard.
    pub fn of_shard(self, shard: Shard) -> Self {
        Lines { shard, ..self }
    }

    /// With a digest of what has been read in each mark.
    pub fn digested(self) -> Self {
        let mark = Mark { digest: Some(Sha256::new()), ..self.mark };
        Lines { mark, ..self }
    }

    /// Reads so many lines and passes them over.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn pass(&mut self, lines: usize) -> Result<Mark> {
        while self.mark.lines < lines && self.next()?.is_some() {}
        Ok(self.mark.clone())
    }

    /// The next line, of any shard.
    fn next(&mut self) -> Result<Option<Line>> {
        let number = self.mark.lines + 1;
        let mut bytes = Vec::new();
        let place = || format!("{}: line {number}", shown(&self.path));
        let read = self.from.by_ref().take(self.limit).read_until(b'\n', &mut bytes).with_context(place)?;
        if read == 0 {
            return Ok(None);
        }
        self.mark.add(&bytes);
        let is_whole = bytes.pop_if(|byte| *byte == b'\n').is_some();
        if !is_whole && read as u64 == self.limit {
            self.from.skip_until(b'\n').with_context(place)?;
            return Ok(Some(Line { number, text: Err(Unreadable::TooLong(self.limit)) }));
        }
        let text = String::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8);
        let text = text.map(|text| match text.strip_prefix('\u{feff}') {
            Some(rest) if number == 1 => rest.to_owned(),
            _ => text,
        });
        Ok(Some(Line { number, text }))
    }

    /// The next lines, once there is one, with those that have arrived with it; none at the end.
    fn chunk(&mut self, most: usize) -> Result<Option<Chunk>> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let (before, mut lines, mut bytes) = (self.mark.lines, Vec::new(), 0);
        loop {
            match self.next() {
                Ok(None) if self.mark.lines == before => return Ok(None),
                Ok(None) => break,
                Ok(Some(line)) if self.shard.has(line.number) => {
                    bytes += line.len();
                    lines.push(line);
                }
                Ok(Some(_)) => {}
                Err(error) if lines.is_empty() => return Err(error),
                Err(error) => {
                    self.failed = Some(error);
                    break;
                }
            }
            let is_waiting = self.from.buffer().contains(&b'\n');
            if !lines.is_empty() && (!is_waiting || lines.len() >= most || bytes >= TOGETHER) {
                break;
            }
        }
        Ok(Some(Chunk { lines, mark: self.mark.clone() }))
    }
}

/// The chunks of an input, read by a thread of its own. It is not waited for: nobody who stops listening has to wait until a
/// program that writes to standard input has said its next word.
fn read_ahead<R: Read + Send + 'static>(mut lines: Lines<R>, most: usize) -> Receiver<Result<Chunk>> {
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        while let Some(chunk) = lines.chunk(most).transpose() {
            let is_last = chunk.is_err();
            if sender.send(chunk).is_err() || is_last {
                return;
            }
        }
    });
    receiver
}

/// Where answers go, in order, each with what it came with.
pub trait Sink<T> {
    /// Takes the answer to a line.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn take(&mut self, answer: &str, with: T) -> Result<()>;

    /// Makes what was taken known to whoever waits for it: all lines up to this mark are answered.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn reached(&mut self, mark: &Mark) -> Result<()>;
}

/// Writes answers, and hands on what they came with.
pub struct Plain<W, F> {
    pub out: W,
    pub take: F,
}

impl<T, W: Write, F: FnMut(T)> Sink<T> for Plain<W, F> {
    fn take(&mut self, answer: &str, with: T) -> Result<()> {
        self.out.write_all(answer.as_bytes())?;
        (self.take)(with);
        Ok(())
    }

    fn reached(&mut self, _: &Mark) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// The answers to lines.
type Answers<T> = Vec<Result<(String, T)>>;

/// Lines under way.
struct Flight<T> {
    answers: Receiver<Answers<T>>,
    mark: Mark,
    bytes: usize,
}

/// Gives the `answers` to lines to `sink`. Some lines at a time are asked about.
///
/// # Errors
/// At the first line that has no answer, by its number; the lines before it are answered.
pub fn answer_each<R: Read + Send + 'static, T: Send>(
    lines: Lines<R>,
    flow: Flow,
    answers: impl Fn(&[Line]) -> Answers<T> + Sync,
    sink: &mut impl Sink<T>,
) -> Result<()> {
    let path = lines.path.clone();
    let answers = |lines: Vec<Line>| -> Answers<T> {
        let place = |line: &Line| format!("{}: line {}", shown(&path), line.number);
        let answered = answers(&lines).into_iter().zip(&lines);
        answered.map(|(answer, line)| answer.with_context(|| place(line))).collect()
    };
    let arrived = read_ahead(lines, flow.together);
    let cores = rayon::current_num_threads();
    // what came first is taken up first, since the rest has to wait for it
    rayon::in_place_scope_fifo(|scope| {
        let mut flights: VecDeque<Flight<T>> = VecDeque::new();
        let mut bytes = 0;
        loop {
            let is_full = flights.len() >= flow.each * cores || bytes >= flow.bytes * cores;
            let next = match flights.front() {
                None => match arrived.recv() {
                    Ok(next) => Some(next),
                    Err(_) => return Ok(()),
                },
                Some(_) if is_full => None,
                Some(_) => arrived.try_recv().ok(),
            };
            let Some(next) = next else {
                bytes -= flights.front().map_or(0, |flight| flight.bytes);
                flights.pop_front().map_or(Ok(()), |flight| land(&flight, sink))?;
                continue;
            };
            let (sender, receiver) = channel();
            let mut flight = Flight { answers: receiver, mark: Mark::default(), bytes: 0 };
            match next {
                Ok(Chunk { lines, mark }) => {
                    flight.bytes = lines.iter().map(Line::len).sum();
                    flight.mark = mark;
                    let answers = &answers;
                    // where nobody listens any more, another answer has failed
                    scope.spawn_fifo(move |_| sender.send(answers(lines)).unwrap_or_default());
                }
                Err(error) => sender.send(vec![Err(error)]).unwrap_or_default(),
            }
            bytes += flight.bytes;
            flights.push_back(flight);
        }
    })
}

/// Waits for the answers to lines and hands them on.
fn land<T>(flight: &Flight<T>, sink: &mut impl Sink<T>) -> Result<()> {
    // the scope that the work is done in hands a panic on
    let Ok(answers) = flight.answers.recv() else { bail!("there is no answer") };
    for answer in answers {
        let (answer, with) = answer?;
        sink.take(&answer, with)?;
    }
    sink.reached(&flight.mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn lines(input: &[u8]) -> Lines<Cursor<Vec<u8>>> {
        Lines::new(Path::new("f"), BufReader::with_capacity(7, Cursor::new(input.to_owned())))
    }

    fn echo_of(lines: Lines<Cursor<Vec<u8>>>, together: usize) -> (String, Result<(), String>) {
        let mut sink = Plain { out: Vec::new(), take: |()| () };
        let answer = |line: &Line| match line.text()? {
            "bad" => bail!("is bad"),
            text => Ok((format!("<{text}>\n"), ())),
        };
        let flow = Flow { together, each: 2, bytes: 10 };
        let done = answer_each(lines, flow, |lines| lines.iter().map(answer).collect(), &mut sink);
        (String::from_utf8_lossy(&sink.out).into_owned(), done.map_err(|error| format!("{error:#}")))
    }

    fn echo(input: &[u8]) -> (String, Result<(), String>) {
        let one = echo_of(lines(input), 1);
        assert_eq!(echo_of(lines(input), 64), one);
        one
    }

    #[test]
    fn each_line_is_answered_in_order() {
        let check = |input: &str, expected: &str| assert_eq!(echo(input.as_bytes()), (expected.to_owned(), Ok(())));
        check("", "");
        check("a", "<a>\n");
        check("a\n", "<a>\n");
        check("\n\n", "<>\n<>\n");
        check("\u{feff}一\u{2028}二\r\nthree\n\u{feff}\n", "<一\u{2028}二\r>\n<three>\n<\u{feff}>\n");
        let (input, expected): (Vec<_>, Vec<_>) = (0..999).map(|n| (format!("{n}\n"), format!("<{n}>\n"))).unzip();
        check(&input.concat(), &expected.concat());
    }

    #[test]
    fn the_first_bad_line_ends_it_by_its_number() {
        assert_eq!(echo(b"a\nb\nbad\nc\n"), ("<a>\n<b>\n".into(), Err("f: line 3: is bad".into())));
        assert_eq!(echo(b"a\n\xff\n").1, Err("f: line 2: is not UTF-8; convert the file to UTF-8".into()));
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_told() {
        let mut lines = Lines { limit: 5, ..lines(b"1234\n12345\n123456789\nab\n12345") };
        let mut next = || lines.next().expect("memory can be read").map(|line| line.text);
        let long = Some(Err(Unreadable::TooLong(5)));
        assert_eq!(next(), Some(Ok("1234".into())));
        assert_eq!((next(), next()), (long.clone(), long.clone()));
        assert_eq!(next(), Some(Ok("ab".into())));
        assert_eq!((next(), next()), (long, None));
    }

    #[test]
    fn a_shard_reads_its_lines_and_marks_all() {
        let shard = "2/3".parse().expect("a shard");
        assert_eq!(echo_of(lines(b"1\n2\n3\n4\n5\n6\n7\n").of_shard(shard), 64).0, "<2>\n<5>\n");
        let mut lines = lines(b"1\n2\n3\n4\n").of_shard(shard).digested();
        let marks = [(); 3].map(|()| lines.chunk(1).expect("memory can be read").map(|chunk| chunk.mark.lines));
        assert_eq!(marks, [Some(2), Some(4), None]);
    }

    #[test]
    fn a_digest_is_of_the_bytes_up_to_its_mark() {
        let mark = |input: &[u8], count| {
            let mark = lines(input).digested().pass(count).expect("memory can be read");
            (mark.lines, mark.sha256())
        };
        assert_eq!(mark(b"a\nb\nc\n", 2), mark(b"a\nb\n", 9));
        assert_ne!(mark(b"a\nb\n", 2), mark(b"a\nb", 2));
        assert_ne!(mark(b"a\nb\n", 2), mark(b"a\nc\n", 2));
        assert_eq!(lines(b"a\n").pass(1).expect("memory can be read").sha256(), "");
    }
}

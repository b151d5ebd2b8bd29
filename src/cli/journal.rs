//! An output that is added to, and taken up again where a run was stopped.
//!
//! Beside it lies a file that says how much of the output answers how much of the input, with a digest of each, and for which
//! options. It is replaced whole after the output is on the disk, so it never speaks of what is not there; what the output has
//! beyond it, as half a line, is cut off and made again. So the same command goes on from any moment, and writes the same bytes.

use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::lines::{Lines, Mark, Sink, hex};
use super::output;

/// How often it is noted how far the output is.
const EVERY: Duration = Duration::from_secs(1);

/// What the file beside the output says.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Noted<S> {
    /// A digest of all that the answers depend on besides the input.
    options: String,
    /// The lines of the input that are answered or passed over.
    lines: usize,
    /// The SHA-256 of these lines.
    input: String,
    /// The bytes of the output that answer them.
    bytes: u64,
    /// The SHA-256 of these bytes.
    output: String,
    /// What all answers come to.
    sum: S,
}

/// An output that can be taken up again.
pub struct Journal<S> {
    path: PathBuf,
    out: BufWriter<File>,
    written: Sha256,
    bytes: u64,
    options: String,
    /// How far the input is answered.
    mark: Mark,
    sum: S,
    noted: Option<Instant>,
}

/// The file beside an output that says how far it is.
fn note_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".progress");
    PathBuf::from(name)
}

impl<S: Copy + Default + Serialize + DeserializeOwned> Journal<S> {
    /// Opens the output, and passes over the `lines` that are answered in it.
    ///
    /// # Errors
    /// Where it cannot be written, another run writes it, or what it holds is not the beginning of what these lines are
    /// answered by under these `options`.
    pub fn open<R: Read>(path: &Path, options: String, lines: &mut Lines<R>) -> Result<Self> {
        let place = || format!("{}: cannot be written", path.display());
        let mut file =
            File::options().read(true).write(true).create(true).truncate(false).open(path).with_context(place)?;
        lock(&file, path)?;
        let length = file.metadata().with_context(place)?.len();
        let noted: Option<Noted<S>> = read_note(path)?;
        // an output that was deleted is to be made anew
        let noted = noted.filter(|_| length > 0);
        if noted.is_none() && length > 0 {
            bail!(
                "{}: holds something already, and nothing tells of what; name another file, or delete it",
                path.display()
            );
        }
        let mut journal = Journal {
            path: path.to_owned(),
            written: Sha256::new(),
            bytes: 0,
            options,
            mark: lines.pass(0)?,
            sum: S::default(),
            noted: None,
            out: BufWriter::new(file.try_clone().with_context(place)?),
        };
        match noted {
            Some(noted) => journal.take_up(&noted, &mut file, lines)?,
            None => journal.note()?,
        }
        file.set_len(journal.bytes).and_then(|()| file.seek(io::SeekFrom::End(0))).with_context(place)?;
        Ok(journal)
    }

    /// Goes on from what was noted.
    fn take_up<R: Read>(&mut self, noted: &Noted<S>, file: &mut File, lines: &mut Lines<R>) -> Result<()> {
        if noted.options != self.options {
            return Err(self.refusal("was written by another version or with other options"));
        }
        self.bytes = digest(file.take(noted.bytes), &mut self.written)?;
        if self.bytes != noted.bytes || hex(self.written.clone()) != noted.output {
            return Err(self.refusal("has been changed since it was written"));
        }
        self.mark = lines.pass(noted.lines)?;
        if self.mark.lines != noted.lines || self.mark.sha256() != noted.input {
            return Err(self.refusal("was written from another input"));
        }
        self.sum = noted.sum;
        Ok(())
    }

    fn refusal(&self, why: &str) -> anyhow::Error {
        let (path, note) = (self.path.display(), note_of(&self.path));
        anyhow!("{path}: {why}; name another file, or delete it and {} to start over", note.display())
    }

    /// How many lines of the input are answered or passed over.
    pub fn lines(&self) -> usize {
        self.mark.lines
    }

    /// Writes down that all is done, and returns what all answers come to, those of earlier runs among them.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(mut self) -> Result<S> {
        self.note()?;
        Ok(self.sum)
    }

    /// Notes how far the output is, once it is on the disk.
    fn note(&mut self) -> Result<()> {
        let place = || format!("{}: cannot be written", self.path.display());
        self.out.flush().and_then(|()| self.out.get_ref().sync_data()).with_context(place)?;
        let noted = Noted {
            options: self.options.clone(),
            lines: self.mark.lines,
            input: self.mark.sha256(),
            bytes: self.bytes,
            output: hex(self.written.clone()),
            sum: self.sum,
        };
        output::write_file(&note_of(&self.path), |out| {
            Ok(writeln!(out, "{}", serde_json::to_string_pretty(&noted)?)?)
        })?;
        self.noted = Some(Instant::now());
        Ok(())
    }
}

impl<S, T> Sink<T> for Journal<S>
where
    S: Copy + Default + Serialize + DeserializeOwned + std::ops::AddAssign<T>,
{
    fn take(&mut self, answer: &str, with: T) -> Result<()> {
        self.out.write_all(answer.as_bytes()).with_context(|| format!("{}: cannot be written", self.path.display()))?;
        self.written.update(answer);
        self.bytes += answer.len() as u64;
        self.sum += with;
        Ok(())
    }

    fn reached(&mut self, mark: &Mark) -> Result<()> {
        let is_first = self.mark.lines == 0;
        self.mark = mark.clone();
        if is_first || self.noted.is_none_or(|noted| noted.elapsed() >= EVERY) {
            self.note()?;
        }
        Ok(())
    }
}

/// Adds all bytes of `from` to a digest, and returns how many there are.
fn digest(mut from: impl Read, digest: &mut Sha256) -> io::Result<u64> {
    let (mut part, mut bytes) = (vec![0; 1 << 16], 0);
    loop {
        match from.read(&mut part)? {
            0 => return Ok(bytes),
            read => {
                digest.update(&part[..read]);
                bytes += read as u64;
            }
        }
    }
}

/// Two runs must not write one output. Where files cannot be locked, nobody can tell.
fn lock(file: &File, path: &Path) -> Result<()> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            bail!("{}: another run is writing it; wait for that, or name another file", path.display())
        }
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

/// What is noted of an output, if anything is.
fn read_note<S: DeserializeOwned>(path: &Path) -> Result<Option<Noted<S>>> {
    let note = note_of(path);
    match std::fs::read(&note) {
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            let (note, path) = (note.display(), path.display());
            anyhow!("{note}: does not say how far {path} is; name another file, or delete both to start over")
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", note.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::lines::{Flow, answer_each};
    use std::fs;
    use std::io::{BufReader, Cursor};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder for the test")
    }

    fn lines(input: &str) -> Lines<Cursor<Vec<u8>>> {
        Lines::new(Path::new("f"), BufReader::new(Cursor::new(input.as_bytes().to_owned()))).digested()
    }

    /// Answers the lines of `input` up to one that says `stop`, where it ends as a run that is killed does: without a word.
    fn run(path: &Path, options: &str, input: &str) -> Result<usize, String> {
        let told = |error: anyhow::Error| format!("{error:#}");
        let mut lines = lines(input);
        let mut journal = Journal::<usize>::open(path, options.to_owned(), &mut lines).map_err(told)?;
        let answers = |lines: &[super::super::lines::Line]| {
            let answer = |line: &super::super::lines::Line| match line.text()? {
                "stop" => bail!("stopped"),
                text => Ok((format!("<{text}>\n"), 1)),
            };
            lines.iter().map(answer).collect()
        };
        answer_each(lines, Flow { together: 1, each: 2, bytes: 99 }, answers, &mut journal).map_err(told)?;
        journal.finish().map_err(told)
    }

    fn read(path: &Path) -> String {
        fs::read_to_string(path).expect("a text")
    }

    fn add(path: &Path, text: &str) {
        File::options().append(true).open(path).and_then(|mut file| file.write_all(text.as_bytes())).expect("a file");
    }

    #[test]
    fn a_run_that_was_stopped_goes_on_and_writes_the_same() {
        let folder = folder();
        let path = folder.path().join("out");
        assert!(run(&path, "o", "1\n2\nstop\n4\n").is_err());
        add(&path, "<3");
        // what was answered is not asked again, and what was not is
        assert!(run(&path, "o", "1\n2\nstop\n4\n").is_err_and(|error| error.contains("line 3")));
        assert_eq!(run(&path, "o", "1\n2\n3\n4\n"), Ok(4));
        assert_eq!(read(&path), "<1>\n<2>\n<3>\n<4>\n");
        assert_eq!(run(&path, "o", "1\n2\n3\n4\n"), Ok(4), "nothing is left to do");
        assert_eq!(run(&path, "o", "1\n2\n3\n4\n5\n"), Ok(5), "lines were added");
        assert_eq!(read(&path), "<1>\n<2>\n<3>\n<4>\n<5>\n");
    }

    #[test]
    fn what_belongs_to_something_else_is_refused_and_kept() {
        let folder = folder();
        let path = folder.path().join("out");
        assert_eq!(run(&path, "o", "1\n2\n"), Ok(2));
        let check = |options: &str, input: &str, why: &str| {
            let before = read(&path);
            assert!(run(&path, options, input).is_err_and(|error| error.contains(why)), "{why}");
            assert_eq!(read(&path), before);
        };
        check("p", "1\n2\n", "other options");
        check("o", "1\n3\n", "another input");
        check("o", "1\n", "another input");
        fs::write(&path, "<1>\n<3>\n").expect("a file");
        check("o", "1\n2\n", "has been changed");
        fs::write(&path, "<1>\n").expect("a file");
        check("o", "1\n2\n", "has been changed");
        fs::write(note_of(&path), "{}").expect("a file");
        check("o", "1\n2\n", "delete both");
        fs::remove_file(note_of(&path)).expect("a file");
        check("o", "1\n2\n", "holds something already");
        fs::remove_file(&path).expect("a file");
        assert_eq!(run(&path, "p", "1\n3\n"), Ok(2), "an output that was deleted is made anew");
    }

    #[test]
    fn an_output_is_for_one_run_at_a_time() {
        let folder = folder();
        let path = folder.path().join("out");
        let first = Journal::<usize>::open(&path, String::new(), &mut lines("1\n"));
        let second = Journal::<usize>::open(&path, String::new(), &mut lines("1\n"));
        assert!(first.is_ok() && second.is_err_and(|error| error.to_string().contains("another run")));
    }
}

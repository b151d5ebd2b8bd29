//! The command line: every command and option, with its help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ipalign::align::{Encoder, Options};
use ipalign::check::finding::Severity;
use ipalign::gate::Gate;
use ipalign::selftest::Fault;
use ipalign::text::lang::Lang;

use super::output::{Format, Look, Output};
use super::shard::Shard;

/// Check a translation between Chinese and English: figures that differ, sentences that were dropped
#[derive(Parser)]
#[command(
    name = "ipalign",
    version,
    long_about = "Reads a Chinese text and its English translation (either may be the original), aligns them sentence by \
                  sentence, and shows every figure that differs and every sentence that was dropped.\n\n\
                  Everything happens on this machine: no text leaves it.",
    after_help = "Examples:\n  \
                  ipalign check report.txt                      a file that holds both languages\n  \
                  ipalign check report.zh.txt report.en.txt     a source and its target\n  \
                  ipalign check --format text --format html     every document of ipalign.toml\n  \
                  ipalign explain figure-mismatch               what a rule means\n\n\
                  Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 an error."
)]
pub struct Cli {
    /// When to use colours; NO_COLOR and FORCE_COLOR are respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Color {
    /// In a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Makes it hold for all that is printed.
    pub fn write_global(self) {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self {
            Color::Auto
                if is_set("FORCE_COLOR") && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) =>
            {
                anstream::ColorChoice::Always
            }
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Check documents, or pairs that are aligned already
    Check(CheckArgs),
    /// Check a corpus: pairs of documents, a line each
    Batch(BatchArgs),
    /// List the documents of ipalign.toml
    List,
    /// Align two texts sentence by sentence
    Align(AlignArgs),
    /// Learn words from pairs that are aligned already
    Learn(LearnArgs),
    /// Read the figures of texts, one text a line
    Quantities(QuantitiesArgs),
    /// Restore the spaces that English lost in extraction
    Respace(RespaceArgs),
    /// Split a text into sentences, one a line
    Segment(SegmentArgs),
    /// Show the blocks that a file was read as
    Read(ReadArgs),
    /// Line up the facts that several documents state
    Facts(FactsArgs),
    /// List the rules
    Rules,
    /// Say what a rule finds, why it matters and how to mend it
    Explain(ExplainArgs),
    /// Write down what is found today, so that only new findings gate from now on
    Baseline(BaselineArgs),
    /// Write a first ipalign.toml from the files that lie here
    Init,
    /// Show what is in force, and who says so
    Config(ConfigArgs),
    /// Write the completions of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
    /// Write a saved audit in another format
    Report(ReportArgs),
    /// Plant faults into copies of a pair and say how many are found
    Selftest(SelftestArgs),
}

const CHECK_EXAMPLES: &str = "\
Examples:
  ipalign check guangdong-2025                    a document of ipalign.toml
  ipalign check report.txt                        a file that holds both languages
  ipalign check report.zh.txt report.en.txt       a source and its target
  ipalign check --format text --format html       the report in the terminal and as a page
  ipalign check --format json=audit.json          the whole audit for a program
  ipalign check zh.txt en.txt --beads mended.tmx  with an alignment that was corrected by hand
  ipalign check --format concise --format sarif=ipalign.sarif   for code hosts, and short in the log
  ipalign check --decisions report.decisions.json what reviewers decided in the page does not count
  ipalign check --text '共1265宗' '1,256 cases'   two strings
  ipalign check --pairs pairs.jsonl               pairs that are aligned already, a line each
  ipalign check report.txt --glossary terms.tsv   with the terms that must be kept to
  ipalign check --since v1.2                      what has changed in the sources since a revision of git

A line of --pairs is {\"id\": …, \"source\": \"…\", \"target\": \"…\"}, and is answered by
{\"id\": …, \"findings\": [{\"rule\", \"severity\", \"message\", \"places\"}]}, in order, as it comes.
Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 an error.";

/// What is checked.
#[derive(Args)]
pub struct CheckedArgs {
    /// A document of ipalign.toml, or a file; two files of one language each are a source and its target [default: every
    /// document of ipalign.toml]
    #[arg(value_name = "TARGET")]
    pub targets: Vec<PathBuf>,
    /// A glossary, whose terms the translation is held to: TBX, TSV or TOML. Repeatable; for documents of ipalign.toml,
    /// beside those named there
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    #[command(flatten)]
    pub aligning: AligningArgs,
    /// The language of the source, where it cannot be told from the text
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LangArg>,
    /// Check only what has changed in the source since REV, a revision of git, and say what of that the translation lacks;
    /// `front-matter` for the revision that each translation names
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// Check pages of a tree anew that have not changed since they were last checked
    #[arg(long)]
    pub no_cache: bool,
}

#[derive(Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArgs {
    #[command(flatten)]
    pub checked: CheckedArgs,
    /// Check two strings
    #[arg(long, num_args = 2, value_names = ["SOURCE", "TARGET"], allow_hyphen_values = true, conflicts_with_all = ["targets", "pairs", "since"])]
    pub text: Option<Vec<String>>,
    /// Check pairs that are aligned already, a JSON object a line; `-` is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["targets", "since"])]
    pub pairs: Option<PathBuf>,
    /// How to write what was found: text, concise, html, json, jsonl, sarif, junit, github, markdown, tsv or xlsx. Repeatable.
    /// `html` without a file is written to reports/NAME.html beside ipalign.toml, the others to standard output (`-`)
    /// [default: text]
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    pub formats: Vec<Output>,
    /// Write errors and warnings into a copy of the translation: notes into XLIFF and TMX, comments into DOCX
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    pub annotate: Option<PathBuf>,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub gate: GateArgs,
}

const BATCH_EXAMPLES: &str = "\
Examples:
  ipalign batch corpus.jsonl --output checked.jsonl              run it again to go on where it was stopped
  ipalign batch corpus.jsonl --shard 2/8 --output checked-2.jsonl        the second of eight parts
  zcat corpus.jsonl.gz | ipalign batch - --with alignment > aligned.jsonl

A record is {\"id\": …, \"source\": \"…\", \"target\": \"…\"} with the texts, or
{\"id\": …, \"source_path\": \"…\", \"target_path\": \"…\"} with files, relative to the folder of FILE, or to the working
directory where it is standard input; \"source_lang\": \"zh\" or \"en\" where that cannot be told. `id` is any JSON.
It is answered by {\"id\": …, \"line\": N, \"summary\": {…}, \"findings\": […]}, or where it cannot be checked, by
{\"id\": …, \"line\": N, \"error\": \"why\"}, in the order of the input; findings are those of `check --format json`.

--shard i/n takes the lines i, i + n, i + 2n, …; all n shards together are the whole, each line once. `line` is the number
of the line in FILE in any shard.

With --output, FILE.progress beside the output says how far it is. The same command goes on from there, whatever ended it,
and the output is what an uninterrupted run writes, to the byte. Lines that were added to the input since are taken as well. It
refuses where the input, the options, the version or the output are others; delete both files to start over. Files that
records name by path are taken to be unchanged.

RAYON_NUM_THREADS says on how many cores [default: all].
Exit codes: 0 nothing found at or above --fail-on, 1 something found or a record that cannot be checked (never with
--fail-on never), 2 arguments or an input that cannot be used, or an output that cannot be written.";

#[derive(Args)]
#[command(after_help = BATCH_EXAMPLES)]
pub struct BatchArgs {
    /// The records, a JSON object a line; `-` is standard input
    #[arg(value_name = "FILE")]
    pub input: PathBuf,
    /// Where to write the answers, and to go on when run again [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Take a part of the records, one of n
    #[arg(long, value_name = "i/n")]
    pub shard: Option<Shard>,
    /// Write down more of each document, separated by commas
    #[arg(long, value_name = "WHAT,...", value_delimiter = ',')]
    pub with: Vec<WithArg>,
    /// The language of the sources, where it cannot be told from the text and their records do not say it
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LangArg>,
    /// A glossary, whose terms the translations are held to: TBX, TSV or TOML. Repeatable
    #[arg(long, value_name = "FILE")]
    pub glossary: Vec<PathBuf>,
    /// Know the words of FILE, which `ipalign learn` wrote, besides those of the dictionary
    #[arg(long, value_name = "FILE")]
    pub memory: Option<PathBuf>,
    /// Where to ask the sentence encoder, which knows most and takes most time
    #[arg(long, value_name = "WHEN", default_value = "never")]
    pub encoder: EncoderArg,
    #[command(flatten)]
    pub counting: CountingArgs,
}

/// What of a document is written down beside what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum WithArg {
    /// The sentences of both sides and the beads
    Alignment,
    /// The figures of both sides and which belong together
    Quantities,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  ipalign baseline write                   all documents of ipalign.toml
  ipalign baseline write guangdong-2025    one of them; what is known of the others is kept
  ipalign baseline prune                   take out what is mended")]
pub struct BaselineArgs {
    #[arg(value_enum, value_name = "COMMAND")]
    pub command: BaselineCommand,
    #[command(flatten)]
    pub checked: CheckedArgs,
    /// The file [default: that of ipalign.toml, or ipalign.baseline.json beside it]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
}

#[derive(Args)]
pub struct ConfigArgs {
    /// Write the JSON schema of ipalign.toml, for editors
    #[arg(long)]
    pub schema: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BaselineCommand {
    /// Record what is found now
    Write,
    /// Take out what is found no more
    Prune,
}

#[derive(Args)]
pub struct AligningArgs {
    /// Where to ask the sentence encoder, which knows most and takes most time [default: auto, but never for the pages of
    /// trees and the units of bilingual files]
    #[arg(long, value_name = "WHEN")]
    pub encoder: Option<EncoderArg>,
    /// Take the alignment from FILE, a ladder or TMX, instead of computing one
    #[arg(long, value_name = "FILE")]
    pub beads: Option<PathBuf>,
    /// Keep the beads of FILE, a ladder or TMX that may leave sentences out, and search the rest around them
    #[arg(long, value_name = "FILE", conflicts_with = "beads")]
    pub pins: Option<PathBuf>,
    /// Keep this bead, as in '[12]:[14, 15]': numbers of sentences as `align` prints them. Repeatable
    #[arg(long, value_name = "BEAD", conflicts_with = "beads")]
    pub pin: Vec<String>,
    /// Know the words of FILE, which `ipalign learn` wrote, besides those of the dictionary
    #[arg(long, value_name = "FILE")]
    pub memory: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EncoderArg {
    /// Where words, figures and lengths leave the alignment in doubt
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

impl AligningArgs {
    /// How to align two texts.
    ///
    /// # Errors
    /// Where the encoder is asked for and not built in.
    pub fn options(&self) -> anyhow::Result<Options> {
        self.options_or(EncoderArg::Auto)
    }

    /// How to check what is aligned already, and pages by the thousand: there the encoder finds some dropped clauses more, in
    /// many times the time.
    ///
    /// # Errors
    /// As [`AligningArgs::options`].
    pub fn options_of_many(&self) -> anyhow::Result<Options> {
        self.options_or(EncoderArg::Never)
    }

    fn options_or(&self, default: EncoderArg) -> anyhow::Result<Options> {
        self.encoder.unwrap_or(default).options()
    }
}

impl EncoderArg {
    /// How to align with it.
    ///
    /// # Errors
    /// Where the encoder is asked for and not built in.
    pub fn options(self) -> anyhow::Result<Options> {
        let encoder = match self {
            EncoderArg::Auto => Encoder::Auto,
            EncoderArg::Always if !Encoder::BUILT_IN => {
                anyhow::bail!("--encoder always: this ipalign was built without the encoder (the feature of that name)")
            }
            EncoderArg::Always => Encoder::Always,
            EncoderArg::Never => Encoder::Never,
        };
        Ok(encoder.into())
    }
}

#[derive(Args)]
pub struct LookArgs {
    /// The language of reports for people: html, text, concise and markdown
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub ui_lang: LangArg,
}

impl LookArgs {
    /// What reports are to look like, with what counts.
    pub fn with(&self, gate: Gate) -> Look {
        Look { gate, ui: self.ui_lang.into() }
    }
}

#[derive(Args, Default)]
pub struct GateArgs {
    #[command(flatten)]
    pub counting: CountingArgs,
    /// Findings that were there before, which do not count: a file of `ipalign baseline write`
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// What reviewers decided: a file that a report exported, or one made by hand
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
}

/// What counts, whatever is known from before.
#[derive(Args, Clone, Default)]
pub struct CountingArgs {
    /// From which severity on a finding makes the exit code 1 [default: that of ipalign.toml, or error]
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// More warnings than this make the exit code 1 as well
    #[arg(long, value_name = "NUMBER")]
    pub max_warnings: Option<usize>,
    /// Look at these rules and families alone, separated by commas: figure, text-typo
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not look at these
    #[arg(long, value_name = "RULE,...", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FailOn {
    /// What a reviser must mend
    Error,
    /// What one should look at, too
    Warning,
    /// What is good to know, too
    Info,
    /// Whatever is found, the exit code is 0
    Never,
}

impl FailOn {
    /// The lowest severity that counts; `None` where none does.
    pub fn threshold(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum LangArg {
    /// Chinese
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        }
    }
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  ipalign align report.zh.txt report.en.txt
  ipalign align --presegmented zh.txt en.txt --format tsv
  ipalign align report.zh.txt report.en.txt --pin '[12]:[14, 15]'     mend one place
  ipalign align guangdong-2025 --format tmx > guangdong.tmx           a document of ipalign.toml

Formats:
  ladder  [0]:[0, 1]   the numbers of the sentences of a bead, from 0; one side may be empty
  tsv     source, target and confidence, separated by tabs
  jsonl   {\"source\": [0], \"target\": [0, 1], \"confidence\": 0.998, \"text\": {\"source\": \"…\", \"target\": \"…\"}}
  tmx     a translation memory (TMX 1.4b), the confidence as the property x-confidence

A ladder or TMX that was corrected by hand is given back with --beads FILE. Where only some beads are to be kept, they are
given with --pins FILE or --pin; a side without sentences is kept without counterpart: --pin '[7]:[]'.")]
pub struct AlignArgs {
    /// A document of ipalign.toml, the original, or a file that holds both languages
    pub source: PathBuf,
    /// The translation
    pub target: Option<PathBuf>,
    /// The files hold a sentence a line, which is kept as it is
    #[arg(long, requires = "target")]
    pub presegmented: bool,
    #[command(flatten)]
    pub aligning: AligningArgs,
    /// How to write the beads
    #[arg(long, default_value = "ladder")]
    pub format: AlignFormat,
    /// The language of the source, where it cannot be told from the text
    #[arg(long, value_name = "LANG")]
    pub source_lang: Option<LangArg>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum AlignFormat {
    /// Numbers of sentences
    Ladder,
    /// Texts, separated by tabs
    Tsv,
    /// A JSON object a line
    Jsonl,
    /// A translation memory
    Tmx,
    /// A bilingual file, XLIFF 1.2
    Xliff,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  ipalign learn earlier.tmx -o names.memory
  ipalign align chapter1.zh.txt chapter1.en.txt --format tsv | ipalign learn -o names.memory -
  ipalign align chapter2.zh.txt chapter2.en.txt --memory names.memory

Pairs come as TMX, as JSON Lines with \"source\" and \"target\", or as lines of source and target with a tab between them;
either may be the Chinese. What `ipalign align` writes as tmx, jsonl or tsv is read as it is.

The memory is a text of lines with a Chinese word, an English one and how often the one stood for the other, separated by
tabs; lines may be mended, added and removed. ipalign.toml names it for all documents or for one: memory = \"names.memory\".")]
pub struct LearnArgs {
    /// Files with pairs; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Where to write the memory; `-` is standard output
    #[arg(long, short, value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub output: PathBuf,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  echo '罚没款10329.34万元' | ipalign quantities --lang zh
  ipalign quantities --lang en sentences.txt

A line of input is answered by a line {\"quantities\": [{\"text\", \"start\", \"end\", \"kind\", \"value\", …}]}; start and end
are bytes of the line.")]
pub struct QuantitiesArgs {
    /// The language of the texts
    #[arg(long)]
    pub lang: LangArg,
    /// The texts, one a line; `-` is standard input
    #[arg(default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  echo 'theprotectionofintellectualproperty' | ipalign respace

Nothing but white space changes, and a line that is spaced already comes back as it is.")]
pub struct RespaceArgs {
    /// English text; `-` is standard input
    #[arg(default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  ipalign segment report.txt

Of a file that holds both languages, the sentences of the one that comes first are written first.")]
pub struct SegmentArgs {
    /// A text; `-` is standard input
    #[arg(default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
    /// The one language that the text is in [default: found out]
    #[arg(long)]
    pub lang: Option<LangArg>,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  ipalign read report.md

A block a line: its language, its kind and its text, separated by tabs.")]
pub struct ReadArgs {
    /// A text; `-` is standard input
    #[arg(default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
    /// The one language that the text is in [default: found out]
    #[arg(long)]
    pub lang: Option<LangArg>,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  ipalign facts shenzhen-2025 guangdong-2025

A line for each fact that two of the texts state: how its two figures relate, both figures, and what they are about.
Where ipalign.toml says that one of them speaks of a part of what the other speaks of (`area = \"Shenzhen\"` and
`within = \"Guangdong\"` of the one, `area = \"Guangdong\"` of the other), a figure of the part above that of the whole is
told.")]
pub struct FactsArgs {
    /// Documents of ipalign.toml, or files
    #[arg(value_name = "TARGET", required = true)]
    pub targets: Vec<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Example:\n  ipalign explain figure-mismatch")]
pub struct ExplainArgs {
    /// The name of a rule; `ipalign rules` lists them
    pub rule: String,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  ipalign report audit.json
  ipalign report audit.json --format html=report.html --decisions report.decisions.json")]
pub struct ReportArgs {
    /// An audit written by `ipalign check --format json`; `-` is standard input
    #[arg(value_name = "AUDIT")]
    pub audit: PathBuf,
    /// How to write it, as for `ipalign check`. Repeatable. `html` without a file is written to reports/NAME.html, the others
    /// to standard output (`-`) [default: text]
    #[arg(long = "format", value_name = "FORMAT[=FILE]")]
    pub formats: Vec<Output>,
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub gate: GateArgs,
}

#[derive(Args)]
#[command(after_help = "\
Examples:
  ipalign selftest guangdong-2025
  ipalign selftest zh.txt en.txt --each 100 --missed")]
pub struct SelftestArgs {
    /// A document of ipalign.toml, a bilingual file, or a source and its target [default: every document of ipalign.toml]
    #[arg(value_name = "TARGET", num_args = 0..=2)]
    pub targets: Vec<PathBuf>,
    /// How many faults of each kind to plant, where there are places for as many
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub each: usize,
    /// Plant this kind only, by its name in the table: `--fault "unit changed"`. Repeatable
    #[arg(long = "fault", value_name = "KIND", value_parser = fault)]
    pub faults: Vec<Fault>,
    /// Which of the places to take; the same seed takes the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// List the faults that were not found by the rule for them
    #[arg(long)]
    pub missed: bool,
    /// Write the outcome as text, json or html, to a file or to standard output. Repeatable; html without a file goes beside the
    /// reports
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = outcome)]
    pub formats: Vec<Output>,
    /// The language of the page
    #[arg(long, value_name = "LANG", default_value = "en")]
    pub ui_lang: LangArg,
}

fn outcome(format: &str) -> Result<Output, String> {
    let output: Output = format.parse()?;
    match output.format {
        Format::Text | Format::Json | Format::Html => Ok(output),
        other => Err(format!("the outcome is written as text, json or html, not {}", other.name())),
    }
}

fn fault(name: &str) -> Result<Fault, String> {
    let known = || Fault::ALL.map(|fault| format!("`{}`", fault.name())).join(", ");
    Fault::ALL.into_iter().find(|fault| fault.name() == name).ok_or_else(|| format!("give one of {}", known()))
}

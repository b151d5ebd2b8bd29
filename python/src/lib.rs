//! The native half of the Python package: strings in, JSON out, with places in characters.
//!
//! A call does all its work on the thread that calls, and without the GIL: as many threads, or processes, as call at once work at
//! once, and a process that is forked later has lost no thread that it would wait for.

mod places;
mod pool;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use ipalign::align::{self, Encoder};
use ipalign::gate::Selection;
use ipalign::pipeline::{self, Texts};
use ipalign::text::document::Document;
use ipalign::text::lang::Lang;
use ipalign::text::pair::Pair;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(ipalign, IpalignError, PyValueError, "What cannot be checked, and why, in one sentence.");

/// What cannot be done, in a sentence.
type Done<T> = Result<T, String>;

/// Terms that translations are held to, read from files.
#[pyclass(frozen, module = "ipalign")]
struct Glossary(ipalign::glossary::Glossary);

#[pymethods]
impl Glossary {
    #[new]
    #[pyo3(signature = (*paths))]
    fn new(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Self> {
        done(py, || ipalign::glossary::Glossary::read(&paths).map(Glossary).map_err(|error| error.to_string()))
    }
}

/// An audited document as JSON, places in characters of both strings.
#[pyfunction]
#[pyo3(signature = (source, target, source_lang, encoder, glossary, select, ignore))]
#[expect(clippy::too_many_arguments, reason = "these are the options that Python gives by name")]
fn check(
    py: Python<'_>,
    source: &str,
    target: &str,
    source_lang: Option<&str>,
    encoder: &str,
    glossary: Option<&Bound<'_, Glossary>>,
    select: Vec<String>,
    ignore: Vec<String>,
) -> PyResult<String> {
    let glossary = glossary.map(|glossary| glossary.get().0.clone()).unwrap_or_default();
    done(py, || {
        let texts = Pair::new(source, target);
        let options = pipeline::Options { aligning: aligning(encoder)?, glossary, ..Default::default() };
        let selection = selection(select, ignore)?;
        let pair = Texts::Translation(read(texts, source_lang)?);
        let mut document = pipeline::audit_with("text", pair, &[], &options);
        selection.narrow(&mut document.findings);
        places::in_characters(&mut document, texts);
        json(&document)
    })
}

/// The sentences and beads of two texts as JSON.
#[pyfunction]
fn align_texts(
    py: Python<'_>,
    source: &str,
    target: &str,
    source_lang: Option<&str>,
    encoder: &str,
) -> PyResult<String> {
    done(py, || {
        let texts = Pair::new(source, target);
        let mut document = pipeline::aligned("text", read(texts, source_lang)?, aligning(encoder)?);
        places::in_characters(&mut document, texts);
        json(&document)
    })
}

/// The figures of a text as JSON.
#[pyfunction]
fn quantities(py: Python<'_>, text: &str, lang: Option<&str>) -> PyResult<String> {
    done(py, || {
        let lang = match lang {
            Some(lang) => lang_of(lang)?,
            None => Lang::of(text).ok_or("the text is neither in Chinese nor in English; say lang")?,
        };
        json(&places::quantities(text, lang))
    })
}

/// The version of the program that this is of.
#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[pymodule]
fn _ipalign(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("IpalignError", module.py().get_type::<IpalignError>())?;
    module.add_class::<Glossary>()?;
    module.add_function(wrap_pyfunction!(check, module)?)?;
    module.add_function(wrap_pyfunction!(align_texts, module)?)?;
    module.add_function(wrap_pyfunction!(quantities, module)?)?;
    module.add_function(wrap_pyfunction!(version, module)?)
}

/// What `work` comes to. It runs without the GIL; what it cannot do, and what it breaks down at, is an exception.
fn done<T: Send>(py: Python<'_>, work: impl FnOnce() -> Done<T> + Send) -> PyResult<T> {
    let done =
        py.detach(|| catch_unwind(AssertUnwindSafe(|| pool::here(work))).unwrap_or_else(|panic| Err(fault(&*panic))));
    done.map_err(IpalignError::new_err)
}

fn fault(panic: &(dyn Any + Send)) -> String {
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    let message = panic.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("without a word");
    format!("the check broke down ({message}); this is a fault of ipalign, please report it")
}

fn read(texts: Pair<&str>, source_lang: Option<&str>) -> Done<Pair<Document>> {
    let source_lang = source_lang.map(lang_of).transpose()?;
    let langs = Lang::of_pair(texts, source_lang).map_err(|untold| format!("{untold}, or say source_lang"))?;
    ipalign::documents_of(texts, langs).map_err(|error| error.to_string())
}

fn lang_of(name: &str) -> Done<Lang> {
    match name {
        "zh" => Ok(Lang::Zh),
        "en" => Ok(Lang::En),
        _ => Err(format!("there is no language {name:?}; say \"zh\" or \"en\"")),
    }
}

fn aligning(encoder: &str) -> Done<align::Options> {
    match encoder {
        "auto" => Ok(Encoder::Auto.into()),
        "always" => Ok(Encoder::Always.into()),
        "never" => Ok(Encoder::Never.into()),
        _ => Err(format!("there is no encoder {encoder:?}; say \"auto\", \"always\" or \"never\"")),
    }
}

fn selection(select: Vec<String>, ignore: Vec<String>) -> Done<Selection> {
    let selection = Selection { select, ignore, ..Selection::default() };
    let ids: Vec<&str> = ipalign::check::rules::RULES.iter().map(|rule| rule.info().id).collect();
    selection.unknown(&ids).map_or(Ok(selection), Err)
}

fn json(value: &impl serde::Serialize) -> Done<String> {
    serde_json::to_string(value).map_err(|error| error.to_string())
}

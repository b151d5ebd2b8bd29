//! PDF stub
use super::draft::Draft;
use crate::text::source::Source;
pub(super) fn read(_name: &str, _bytes: &[u8]) -> Result<(Source, Draft), String> {
    Err("stub".to_owned())
}

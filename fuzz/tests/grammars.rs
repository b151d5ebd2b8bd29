//! The grammars of figures, fed with any text: what they find lies in it, in order.

use bolero::check;
use ipalign::quantity;
use ipalign::text::lang::Lang;

fn read(bytes: &[u8], lang: Lang) {
    let text = String::from_utf8_lossy(bytes);
    let mut end = 0;
    for quantity in quantity::read(&text, lang) {
        assert!(quantity.span.start >= end && quantity.span.end > quantity.span.start, "figures ascend");
        end = quantity.span.end;
        assert!(!quantity.span.of(&text).is_empty());
    }
}

#[test]
fn chinese() {
    check!().for_each(|bytes| read(bytes, Lang::Zh));
}

#[test]
fn english() {
    check!().for_each(|bytes| read(bytes, Lang::En));
}

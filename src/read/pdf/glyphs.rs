//! The characters of a page and where they stand, by hayro, which reads the fonts as a program does that shows the page.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use ecow::EcoString;
use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use unicode_normalization::UnicodeNormalization;

/// How much may be drawn on a page, and how much in a file: pages can be made to draw each other without end.
const PAGE_LIMIT: usize = 2_000_000;
const FILE_LIMIT: usize = 40_000_000;

/// A character, or a few that one glyph stands for; in points from the upper left corner of its page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Empty where the font does not say what it is.
    pub text: EcoString,
    pub left: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub bold: bool,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    /// The share of the page that its largest picture covers.
    pub pictured: f64,
}

/// The pages of a file, or what is wrong with it.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<Page>, String> {
    const DAMAGED: &str = "is damaged or cut off, so that no page of it can be read; get it or export it anew";
    let all = || {
        let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => {
                "is protected by a password, or encrypted in a way that is not known; save it without".to_owned()
            }
            LoadPdfError::Invalid => DAMAGED.to_owned(),
        })?;
        let cache = InterpreterCache::new();
        let mut drawn = 0;
        let mut pages = Vec::new();
        for (number, page) in (1..).zip(pdf.pages().iter()) {
            let settings = InterpreterSettings::default();
            let (width, height) = page.render_dimensions();
            let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
            let mut context = Context::new(upright(page), bounds, &cache, pdf.xref(), settings);
            let mut collector = Collector {
                page: Page { width: width.into(), height: height.into(), ..Page::default() },
                number,
                drawn: 0,
                limit: PAGE_LIMIT.min(FILE_LIMIT - drawn),
            };
            interpret_page(page, &mut context, &mut collector);
            drawn += collector.drawn;
            pages.push(collector.page);
        }
        Ok(pages)
    };
    // A page that draws too much is left by unwinding, the one way out of its interpretation.
    match catch_unwind(AssertUnwindSafe(all)) {
        Ok(Ok(pages)) if pages.is_empty() => Err("has no pages; export it anew".to_owned()),
        Ok(pages) => pages,
        Err(reason) => Err(too_much(&*reason).unwrap_or_else(|| DAMAGED.to_owned())),
    }
}

/// Why a file was left: a page draws too much.
struct TooMuch {
    page: usize,
}

fn too_much(reason: &(dyn Any + Send)) -> Option<String> {
    let TooMuch { page } = reason.downcast_ref()?;
    Some(format!("is refused: page {page} draws more than a page can; export it anew"))
}

/// From the space of a page to points from its upper left corner as it is read.
fn upright(page: &PdfPage) -> Affine {
    page.initial_transform(true).to_kurbo()
}

struct Collector {
    page: Page,
    number: usize,
    drawn: usize,
    limit: usize,
}

impl Collector {
    fn count(&mut self, more: usize) {
        self.drawn += more;
        if self.drawn > self.limit {
            resume_unwind(Box::new(TooMuch { page: self.number }));
        }
    }

    fn glyph(&mut self, glyph: &FontGlyph, transform: Affine, bold: bool) {
        /// Glyphs are drawn in thousandths of their size.
        const EM: f64 = 1000.0;
        let [a, b, c, d, ..] = transform.as_coeffs();
        let (along, up) = (a.hypot(b) * EM, c.hypot(d) * EM);
        // Text that runs across the page is a stamp or the margin of a form.
        let is_level = b.abs() * 8.0 <= a.abs() && a > 0.0;
        let origin = transform * Point::ZERO;
        let on_page =
            (-1.0..=self.page.width + 1.0).contains(&origin.x) && (-1.0..=self.page.height + 1.0).contains(&origin.y);
        if !is_level || !on_page || up < 1.0 {
            return;
        }
        let width = match glyph {
            FontGlyph::Outline(glyph) => glyph.advance_width(),
            FontGlyph::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(width.unwrap_or(500.0)).clamp(0.0, 4.0 * EM) / EM * along;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => plain(c.encode_utf8(&mut [0; 4])),
            Some(BfString::String(text)) => plain(&text),
            None => EcoString::new(),
        };
        let (left, baseline) = (origin.x, origin.y);
        self.page.glyphs.push(Glyph { text, left, right: left + advance, baseline, size: up, bold });
    }
}

impl Device<'_> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.count(run.glyphs().len());
        let bold = run.glyphs().first().is_some_and(|glyph| is_bold(glyph));
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform(), bold);
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, props: ImageDrawProps<'_>) {
        self.count(1);
        let [a, b, c, d, ..] = props.transform.as_coeffs();
        let share = (a * d - b * c).abs() / (self.page.width * self.page.height).max(1.0);
        self.page.pictured = self.page.pictured.max(share);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Whether the font of a glyph is a bold one.
fn is_bold(glyph: &FontGlyph) -> bool {
    let FontGlyph::Outline(glyph) = glyph else { return false };
    glyph.font_data().is_some_and(|font| {
        font.weight.is_some_and(|weight| weight >= 600)
            || font.postscript_name.is_some_and(|name| name.to_ascii_lowercase().contains("bold"))
    })
}

/// A text without ligatures, and with characters where a font names the radicals that look like them.
fn plain(text: &str) -> EcoString {
    let is_plain = |c: char| !matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{2e80}'..='\u{2fdf}' | '\0'..='\u{1f}');
    if text.chars().all(is_plain) {
        return text.into();
    }
    let mut plain = EcoString::new();
    for c in text.chars().filter(|c| !c.is_control()) {
        match c {
            '\u{fb00}'..='\u{fb06}' | '\u{2f00}'..='\u{2fdf}' => plain.extend(std::iter::once(c).nfkc()),
            _ => plain.push(radical(c)),
        }
    }
    plain
}

/// The character of a radical that Unicode gives no decomposition.
fn radical(c: char) -> char {
    const RADICALS: [(char, char); 24] = [
        ('⺠', '民'),
        ('⺟', '母'),
        ('⺬', '示'),
        ('⻁', '虎'),
        ('⻄', '西'),
        ('⻅', '见'),
        ('⻆', '角'),
        ('⻉', '贝'),
        ('⻋', '车'),
        ('⻓', '长'),
        ('⻔', '门'),
        ('⻘', '青'),
        ('⻙', '韦'),
        ('⻚', '页'),
        ('⻛', '风'),
        ('⻜', '飞'),
        ('⻝', '食'),
        ('⻢', '马'),
        ('⻣', '骨'),
        ('⻤', '鬼'),
        ('⻥', '鱼'),
        ('⻦', '鸟'),
        ('⻩', '黄'),
        ('⻰', '龙'),
    ];
    RADICALS.iter().find(|(radical, _)| *radical == c).map_or(c, |&(_, character)| character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ligatures_and_radicals_are_the_characters_that_they_stand_for() {
        assert_eq!(plain("e\u{fb03}cient \u{fb01}le"), "efficient file");
        assert_eq!(plain("\u{2f42}\u{2f00}"), "文一");
        assert_eq!(plain("⻓江\u{0}"), "长江");
        assert_eq!(plain("plain 文"), "plain 文");
    }
}

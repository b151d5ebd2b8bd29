//! Whether two links lead to the same page, each in its own language.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A target in its parts.
struct Target<'t> {
    /// Without the language; empty for a page of the same site.
    host: String,
    /// The language that the host is of, if it says one.
    tongue: Option<&'t str>,
    /// The parts of the path, without languages and what only tells the form of the file.
    path: Vec<Cow<'t, str>>,
    /// Whether the path starts from where the link stands.
    is_relative: bool,
}

/// Whether two links lead to the same page. What only says the language is of no account (`/en/` and `/zh-cn/`, `.zh.md`,
/// `zh.wikipedia.org`, whose articles have names of their own), nor are fragments, which headings give that are translated,
/// nor whether the path is relative, nor the ending of a file. A link within the page is the same as any such link.
pub fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    if a.starts_with('#') || b.starts_with('#') {
        let fragment =
            |target: &str| target.split_once('#').map_or(String::new(), |(_, fragment)| fragment.to_lowercase());
        return a.starts_with('#') && b.starts_with('#') || fragment(a) == fragment(b);
    }
    let (a, b) = (parts(a), parts(b));
    let is_own = |target: &Target| target.host.is_empty();
    if !is_own(&a) && !is_own(&b) {
        // the articles of encyclopedias have names of their own in each language
        let in_both = a.tongue.is_some() && b.tongue.is_some() && a.tongue != b.tongue;
        return a.host == b.host && (in_both || a.path == b.path);
    }
    if is_own(&a) && is_own(&b) && !a.is_relative && !b.is_relative {
        return a.path == b.path;
    }
    let (long, short) = if a.path.len() >= b.path.len() { (&a, &b) } else { (&b, &a) };
    // a page of the same site by its path, or by its whole address
    if is_own(short) || is_own(long) && short.path.len() == long.path.len() {
        return long.path.ends_with(&short.path) && (!short.path.is_empty() || long.path.is_empty());
    }
    false
}

fn parts(target: &str) -> Target<'_> {
    let target = target.split('#').next().unwrap_or_default();
    let (host, path) = match target.split_once("://").map(|(_, rest)| rest).or_else(|| target.strip_prefix("//")) {
        Some(rest) => rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())),
        None => ("", target),
    };
    let mut labels: Vec<&str> = host.split('.').collect();
    let tongue = labels.first().copied().filter(|label| labels.len() > 2 && is_tongue(label));
    if tongue.is_some() || labels.first().is_some_and(|label| label.eq_ignore_ascii_case("www")) {
        labels.remove(0);
    }
    let is_relative = host.is_empty() && !path.starts_with('/');
    let path = path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(bare);
    let path = path.filter(|part| !is_tongue(part) && !matches!(part.as_ref(), "" | "index" | "_index" | "README"));
    Target { host: labels.join(".").to_ascii_lowercase(), tongue, path: path.collect(), is_relative }
}

/// A part of a path without the ending of a file and its language: `intro.zh.md` is `intro`.
fn bare(part: &str) -> Cow<'_, str> {
    let part = part.split('?').next().unwrap_or_default();
    let mut bare = part;
    for ending in [".md", ".mdx", ".html", ".htm"] {
        bare = bare.strip_suffix(ending).unwrap_or(bare);
    }
    if let Some((stem, ending)) = bare.rsplit_once('.')
        && is_tongue(ending)
    {
        bare = stem;
    }
    if let Some((stem, ending)) = bare.rsplit_once(['_', '-'])
        && matches!(ending.to_ascii_lowercase().as_str(), "en" | "zh" | "cn")
    {
        bare = stem;
    }
    percent_decode_str(bare).decode_utf8_lossy()
}

/// Whether a part of an address says a language: Chinese or English, in any of their forms.
fn is_tongue(part: &str) -> bool {
    let small = part.to_ascii_lowercase().replace('_', "-");
    let (tongue, rest) = small.split_once('-').unwrap_or((&small, ""));
    match tongue {
        "zh" => {
            matches!(rest, "" | "cn" | "tw" | "hk" | "mo" | "sg" | "hans" | "hant" | "hans-cn" | "hant-tw" | "hant-hk")
        }
        "en" => matches!(rest, "" | "us" | "gb" | "uk" | "au" | "ca"),
        "cn" => rest.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn a_page_is_the_same_in_each_language_and_form() {
        let check = |a: &str, b: &str| assert!(is_same(a, b) && is_same(b, a), "{a} {b}");
        check("/docs/en/start/", "/docs/zh-cn/start/");
        check("https://a.org/en/x", "https://a.org/zh/x");
        check("http://www.a.org/x/", "https://a.org/x");
        check("./intro.en.md", "intro.zh.md#开始");
        check("README.md", "README_zh.md");
        check("../pull-requests", "/docs/contributing/pull-requests/");
        check("/docs/x/", "https://a.org/docs/x");
        check("https://en.wikipedia.org/wiki/Port", "https://zh.wikipedia.org/wiki/港口");
        check("#start", "#开始");
        check("#start", "https://a.org/x#start");
        check("../guide/README.md", "https://a.org/x/guide");
        check("/a%20b", "/a b");
        check("guide/_index.md", "guide/");
        check("/", "/zh/");
    }

    #[test]
    fn another_page_is_another() {
        let check = |a: &str, b: &str| assert!(!is_same(a, b) && !is_same(b, a), "{a} {b}");
        check("/docs/start/", "/docs/end/");
        check("https://a.org/x", "https://b.org/x");
        check("https://en.wikipedia.org/wiki/Port", "https://en.wikipedia.org/wiki/Ship");
        check("https://a.org/v1/x", "https://a.org/v2/x");
        check("#start", "/docs/start");
        check("../a/x", "/docs/b/x");
        check("/docs/start/", "/");
        check("/start/", "/docs/start/");
    }
}

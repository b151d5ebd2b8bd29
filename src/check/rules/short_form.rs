//! Short forms that a text introduces in brackets behind the full one: World Trade Organization (WTO), 世界贸易组织（以下简称
//! “世贸”）.

/// The longest brackets that introduce a short form, in bytes.
const LONGEST: usize = 120;

/// Words that lead a short form in.
const LEADS: [&str; 12] = [
    "hereinafter referred to as",
    "hereafter referred to as",
    "hereinafter",
    "referred to as",
    "abbreviated as",
    "or",
    "以下统称为",
    "以下统称",
    "以下简称",
    "下称",
    "简称为",
    "简称",
];

/// The short form that brackets introduce at the very beginning of `rest`, which stands behind the full form.
pub(super) fn behind(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches([' ', '”', '"', '」', '》']);
    let inner = rest.strip_prefix(['(', '（'])?;
    let inner = inner[..inner.find([')', '）'])?].trim();
    if inner.len() > LONGEST {
        return None;
    }
    let lead = LEADS.iter().find_map(|lead| inner.strip_prefix(lead));
    let quoted =
        |text: &str| text.split(['"', '“', '”', '「', '」', '\'', '‘', '’']).nth(1).map(str::trim).map(str::to_owned);
    let short = match (lead, quoted(inner)) {
        (_, Some(short)) => short,
        (Some(rest), None) => rest.trim_start_matches(['：', ':', ' ']).trim_start_matches("the ").trim().to_owned(),
        (None, None) if is_abbreviation(inner) => inner.to_owned(),
        (None, None) => return None,
    };
    let short = short.strip_prefix("the ").unwrap_or(&short).to_owned();
    (!short.is_empty() && !short.chars().all(|c| c.is_numeric())).then_some(short)
}

/// Whether a word is mostly of capital letters: WTO, PoW, IPRs.
pub(super) fn is_abbreviation(word: &str) -> bool {
    let count = |is: fn(&char) -> bool| word.chars().filter(is).count();
    let (capitals, letters) = (count(|c| c.is_uppercase()), count(|c| c.is_alphabetic()));
    word.len() <= 12 && !word.contains(' ') && capitals >= 2 && capitals * 2 >= letters
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn short_forms_stand_in_brackets_behind_the_full_one() {
        let check = |rest: &str, expected: Option<&str>| assert_eq!(behind(rest).as_deref(), expected, "{rest}");
        check(" (WTO) said", Some("WTO"));
        check("（以下简称“世贸”）宣布", Some("世贸"));
        check("（下称世贸）宣布", Some("世贸"));
        check(" (hereinafter referred to as \"the Office\") said", Some("Office"));
        check(" (the “Act”)", Some("Act"));
        check("” (PoW)", Some("PoW"));
        check(" (see below)", None);
        check(" (2019)", None);
        check(" said (WTO)", None);
        check(" (WTO", None);
    }
}

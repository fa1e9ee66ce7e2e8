//! "Did you mean …": the nearest of the words that would have been right.

/// The candidate that `word` was probably meant to be.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word: Vec<char> = word.chars().take(64).flat_map(char::to_lowercase).collect();
    candidates
        .into_iter()
        .take(500)
        .map(|candidate| (distance(&word, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= (candidate.chars().count() / 3).clamp(1, 4))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate that `word` was probably meant to be: the nearest one, or the only one that holds
/// it, when only a part was written.
pub fn meant<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let part = word.to_lowercase();
    let holds = |candidate: &&&'c str| candidate.to_lowercase().contains(&part);
    nearest(word, candidates.iter().copied()).or_else(|| {
        let mut found = candidates.iter().filter(holds);
        found.next().copied().filter(|_| found.next().is_none())
    })
}

/// "Did you mean `x`?", or `otherwise` where nothing is near.
pub(crate) fn did_you_mean<'c>(
    word: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    otherwise: impl Into<String>,
) -> String {
    nearest(word, candidates).map_or_else(
        || otherwise.into(),
        |candidate| format!("Did you mean `{candidate}`?"),
    )
}

/// Levenshtein distance, letters compared without case.
fn distance(word: &[char], candidate: &str) -> usize {
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (i, letter) in candidate.chars().flat_map(char::to_lowercase).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &own) in word.iter().enumerate() {
            let changed = diagonal + usize::from(own != letter);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[word.len()]
}

#[cfg(test)]
mod tests {
    use super::{meant, nearest};

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        let keys = ["minutes", "title", "band"];
        assert_eq!(nearest("minuets", keys), Some("minutes"));
        assert_eq!(nearest("Titlee", keys), Some("title"));
        assert_eq!(nearest("colour", keys), None);
    }

    #[test]
    fn a_part_is_enough_where_only_one_word_holds_it() {
        let ids = ["6-8.too-much-too-soon", "6-8.consent", "3-5.consent"];
        assert_eq!(meant("6-8.too-much", &ids), Some(ids[0]));
        assert_eq!(meant("Too-Much", &ids), Some(ids[0]));
        assert_eq!(meant("6-8.consnt", &ids), Some(ids[1]));
        assert_eq!(meant("consent", &ids), None);
        assert_eq!(meant("", &ids), None);
    }
}

//! How many syllables a word has, by the letters it is written with.
//!
//! English spelling says less than Spanish does: its count is vowels that stand together, less the
//! silent ones, and more where two are spoken apart. The tests hold what it knows.

/// Nobody writes a longer word; beyond it, groups of vowels are all that is counted.
const LONGEST: usize = 40;

/// Compounds whose first part ends with a silent e, so that its rest is counted on its own.
const SILENT_PARTS: [&str; 33] = [
    "some", "home", "life", "time", "there", "where", "guide", "safe", "side", "fire", "name",
    "file", "face", "care", "like", "love", "space", "base", "state", "make", "use", "hope",
    "place", "date", "one", "note", "house", "horse", "case", "stake", "nine", "else", "eye",
];

/// Endings behind which the e of the word before them stays silent.
const AFTER_SILENT_E: [&str; 7] = ["ly", "ful", "fully", "less", "ment", "ments", "ness"];

/// Words that no rule below tells right.
const BY_HEART: [(&str, usize); 37] = [
    ("area", 3),
    ("areas", 3),
    ("business", 2),
    ("businesses", 3),
    ("carriage", 2),
    ("colleague", 2),
    ("colleagues", 2),
    ("element", 3),
    ("elements", 3),
    ("evening", 2),
    ("familiar", 3),
    ("hundred", 2),
    ("hundreds", 2),
    ("idea", 3),
    ("ideas", 3),
    ("liar", 2),
    ("lion", 2),
    ("marriage", 2),
    ("maybe", 2),
    ("naked", 2),
    ("nowhere", 2),
    ("people", 2),
    ("priorities", 4),
    ("priority", 4),
    ("really", 2),
    ("recipe", 3),
    ("recipes", 3),
    ("safety", 2),
    ("shoes", 1),
    ("soldier", 2),
    ("soldiers", 2),
    ("sometimes", 2),
    ("used", 1),
    ("uses", 2),
    ("user", 2),
    ("users", 2),
    ("wednesday", 2),
];

/// Where two vowels that stand together are spoken apart, beyond what [`is_apart`] knows.
const APART: [&str; 22] = [
    "coerc", "coex", "cooper", "coordin", "create", "creati", "creator", "fluid", "genuin", "geo",
    "ideal", "intuit", "neon", "poe", "react", "reali", "ruin", "stereo", "suici", "theat",
    "theor", "video",
];

/// Syllables of an English word; 0 if it has no letter. Parts joined by hyphens count each.
pub(crate) fn english(word: &str) -> usize {
    let word = word.to_lowercase().replace('’', "'");
    word.split('-').map(english_part).sum()
}

fn english_part(word: &str) -> usize {
    if !word.contains(char::is_alphabetic) {
        return 0;
    }
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > LONGEST {
        return groups(&letters);
    }
    if let Some((_, count)) = BY_HEART.iter().find(|(known, _)| *known == word) {
        return *count;
    }
    if let Some((stem, ending)) = word.split_once('\'') {
        let verb = stem.strip_suffix('n').filter(|_| ending == "t");
        return english_part(verb.unwrap_or(stem)) + contraction(stem, ending);
    }
    if let Some(rest) = word.strip_prefix("every").filter(|rest| !rest.is_empty()) {
        return 2 + english_part(rest);
    }
    let compound = SILENT_PARTS.iter().find_map(|part| {
        let rest = word.strip_prefix(part)?;
        let stands = rest.len() > 1 && !rest.starts_with(is_vowel) && rest.contains(is_vowel);
        stands.then_some(rest)
    });
    if let Some(rest) = compound {
        return 1 + english_part(rest);
    }
    let spoken = groups(&letters) + apart(word, &letters);
    spoken.saturating_sub(silent(word, &letters)).max(1)
}

/// What an ending behind an apostrophe adds to its stem: nothing in “can't”, one in “didn't”.
fn contraction(stem: &str, ending: &str) -> usize {
    let behind = |letters: &[char]| stem.ends_with(letters);
    let adds = match ending {
        "t" => ["dn", "sn", "tn"].iter().any(|end| stem.ends_with(end)),
        "s" => {
            let hisses = ["ce", "ch", "ge", "s", "se", "sh", "x", "z", "ze"];
            hisses.iter().any(|end| stem.ends_with(end))
        }
        "d" => behind(&['t', 'd']),
        "ll" | "ve" => !behind(&['a', 'e', 'i', 'o', 'u', 'y', 'w']),
        _ => false,
    };
    usize::from(adds)
}

fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'é' | 'á' | 'í' | 'ó' | 'ú' | 'ï'
    )
}

/// Groups of vowels that stand together.
fn groups(letters: &[char]) -> usize {
    let opens = |&at: &usize| {
        let joins = at > 0 && is_spoken(letters, at - 1) && letters[at - 1] != 'y';
        is_spoken(letters, at) && (!joins || letters[at] == 'ï')
    };
    (0..letters.len()).filter(opens).count()
}

/// Whether the letter is a vowel where it stands: not the u of “quiet”, nor the y of “you” or
/// “player”; but that of “studying” is, and another than the i behind it.
fn is_spoken(letters: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| letters[before]);
    match letters[at] {
        'u' => before != Some('q'),
        'y' => {
            let next = letters.get(at + 1).copied().is_some_and(is_vowel);
            !next || before.is_some_and(|before| !is_vowel(before))
        }
        letter => is_vowel(letter),
    }
}

/// How many groups are two syllables.
fn apart(word: &str, letters: &[char]) -> usize {
    let pairs = (1..letters.len())
        .filter(|&at| is_apart(letters, at))
        .count();
    let stems = APART
        .iter()
        .filter(|stem| word.contains(*stem))
        .count()
        .min(1);
    let endings = ["ism", "isms", "asm", "thm", "thms"];
    pairs + stems + usize::from(endings.iter().any(|ending| word.ends_with(ending)))
}

/// Whether the vowels at `at - 1` and `at` are spoken apart: “quiet”, “radio”, “usual”, “going”.
fn is_apart(letters: &[char], at: usize) -> bool {
    let rest: String = letters[at + 1..].iter().take(3).collect();
    let before = at.checked_sub(2).map_or(' ', |before| letters[before]);
    // “special” against “giant”
    let soft = at > 3 && matches!(before, 'c' | 'g' | 's' | 't');
    let later = letters[..at - 1].iter().copied().any(is_vowel);
    match (letters[at - 1], letters[at]) {
        ('i', 'a') => !soft || rest.starts_with('t'),
        ('i', 'o') => {
            let one = matches!(before, 'c' | 'g' | 'h' | 'l' | 'n' | 's' | 't' | 'x');
            !one && !matches!(&*rest, "r" | "rs" | "ral")
        }
        ('i', 'u') => true,
        ('i', 'e') => {
            let friend = at >= 3 && letters[at - 3..].starts_with(&['f', 'r', 'i', 'e']);
            match &*rest {
                "r" | "rs" | "st" => later,
                _ if rest.starts_with('n') => !soft && !friend,
                _ => rest.starts_with('t'),
            }
        }
        ('u', 'a') => !matches!(before, 'q' | 'g') && !rest.starts_with(['d', 's']),
        ('u', 'e') => !matches!(before, 'q' | 'g') && rest.starts_with(['l', 'n']),
        ('u', 'o') => rest == "us",
        ('e' | 'i' | 'o' | 'u', 'i') => rest == "ng" && before != 'q',
        _ => false,
    }
}

/// How many e are written and not spoken.
fn silent(word: &str, letters: &[char]) -> usize {
    let before = |ending: &str| {
        letters
            .len()
            .checked_sub(ending.len() + 1)
            .map(|at| (at, letters[at]))
    };
    // The l of “little” is a syllable, and so its e counts; that of “mile” or “curled” is none.
    let carries = |at: usize| {
        letters[at] == 'l'
            && at > 0
            && !is_vowel(letters[at - 1])
            && !matches!(letters[at - 1], 'l' | 'r' | 'w')
    };
    let last = ["e", "es", "ed"].into_iter().find_map(|ending| {
        let (at, letter) = before(ending).filter(|_| word.ends_with(ending))?;
        let spoken = is_spoken(letters, at)
            || carries(at)
            || match ending {
                "es" => {
                    matches!(letter, 'c' | 'g' | 's' | 'x' | 'z')
                        || word.ends_with("ches")
                        || word.ends_with("shes")
                }
                "ed" => matches!(letter, 'd' | 't'),
                _ => false,
            };
        Some(usize::from(!spoken))
    });
    // “careful”, “lonely”: a vowel, one consonant, the e.
    let within = AFTER_SILENT_E.iter().any(|ending| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.ends_with('e'));
        stem.is_some_and(|stem| {
            let stem: Vec<char> = stem.chars().rev().skip(1).take(2).collect();
            matches!(*stem, [consonant, vowel] if !is_vowel(consonant) && is_vowel(vowel))
        })
    });
    last.unwrap_or(0) + usize::from(within)
}

/// Syllables of a Spanish word; 0 if it has no letter. Two strong vowels are apart (“leo”), and so is
/// a weak one with an accent (“día”); other vowels that stand together are one.
pub(crate) fn spanish(word: &str) -> usize {
    if !word.contains(char::is_alphabetic) {
        return 0;
    }
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let weight = |at: usize| {
        let letter = letters.get(at).copied();
        let next = letters.get(at + 1).copied();
        match letter? {
            'a' | 'e' | 'o' | 'á' | 'é' | 'ó' | 'í' | 'ú' => Some(true),
            'u' if at > 0
                && matches!(letters[at - 1], 'q' | 'g')
                && matches!(next, Some('e' | 'é' | 'i' | 'í')) =>
            {
                None
            }
            'i' | 'u' | 'ü' => Some(false),
            'y' if !next.is_some_and(is_vowel) => Some(false),
            _ => None,
        }
    };
    let opens = |&at: &usize| {
        let before = at.checked_sub(1).and_then(weight);
        match (before, weight(at)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(before), Some(own)) => before && own,
        }
    };
    (0..letters.len()).filter(opens).count().max(1)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

    use super::{english, spanish};

    fn told(count: fn(&str) -> usize, known: &[&str]) {
        let mut wrong = Vec::new();
        for (line, expected) in known.iter().zip(1..) {
            for word in line.split_whitespace() {
                if count(word) != expected {
                    wrong.push(format!("{word}: {}, not {expected}", count(word)));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn english_syllables_are_counted_as_they_are_spoken() {
        told(
            english,
            &[
                "a I the be make makes made asked used caused called curled clothes eyes eye you your \
                 don't can't won't it's they're weren't aren't friend friends fruit through though scared \
                 guess guide guilt view own our hour strength stopped rules says one once shoes juice quit \
                 priest build real",
                "little people able teacher wanted needed changes boxes voices handled hundred doesn't \
                 didn't isn't couldn't someone something sometimes useful careful safely statement \
                 movement lonely friendly friendship quiet science going being player buyer saying trying \
                 enjoy okay surprise secret pressure question listened happened whispered social special \
                 region nation patience patient million union reason create react poem cruel giant trial \
                 diet language argue rhythm castle themselves yourself homework lifeline guidelines safety \
                 maybe persuade therefore grown-up homesick sidewalk it'll Tess's nurse's eyebrow",
                "idea area different family caregiver everyone anyone somebody behavior violence serious \
                 various curious period radio audience media quietly studying worrying actual usual \
                 influence earlier easier happiest completely excitement agreement important favorite \
                 creative counselor grandmother continue emotion solution financial sexual arguing racism coercion agency",
                "society reality algorithm situation experience information material scenario obviously \
                 manipulate emotional graduation",
                "opportunity university vulnerable-ish intersection-al",
                "responsibility",
            ],
        );
        assert_eq!(english("988"), 0);
    }

    #[test]
    fn spanish_syllables_are_counted_as_they_are_spoken() {
        told(
            spanish,
            &[
                "y no muy hoy bien que quien más fue rey guion seis",
                "niño culpa día leo cuento causa guerra aula oír baúl agua viaje pingüe",
                "secreto sorpresa ayuda adulta familia maestra poeta abuela escuela ciudades guitarra \
                 vergüenza cuídate ahora",
                "personales preguntarle alegría experiencia cuéntaselo poesía",
                "consejería maravillosa",
            ],
        );
    }

    #[test]
    fn no_word_is_too_long_to_be_counted() {
        let start = Instant::now();
        for piece in ["some", "every", "a", "y", "qu", "'", "-", "ie", "é"] {
            let word = piece.repeat(1024 * 1024 / piece.len());
            english(&word);
            spanish(&word);
        }
        assert!(start.elapsed() < Duration::from_secs(20));
    }

    proptest! {
        #[test]
        fn a_word_has_no_more_syllables_than_letters(word in "\\PC{0,60}|[a-zé'’-]{0,60}") {
            let letters = word.to_lowercase().chars().count();
            prop_assert!(english(&word) <= 2 * letters && spanish(&word) <= letters);
        }
    }
}

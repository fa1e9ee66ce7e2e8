//! A class's names in a few letters each, so that a row of the grid is short and nobody's twice.

/// For each name up to two letters: `Ada B.` is `AB`. Where two of the class would have the same,
/// as much more of the given name as tells them apart: `HaB` and `HeB`; or else of the next one.
pub fn initials(names: &[&str]) -> Vec<String> {
    let names: Vec<Name> = names.iter().map(|name| Name::of(name)).collect();
    names.iter().map(|name| name.among(&names)).collect()
}

struct Name {
    words: Vec<Vec<char>>,
    initials: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let words = name.split_whitespace().map(|word| word.chars().collect());
        let mut name = Self {
            words: words.collect(),
            initials: String::new(),
        };
        name.initials = name.with(0, 1);
        name
    }

    /// The initials with the first `letters` of the word at `place`.
    fn with(&self, place: usize, letters: usize) -> String {
        let places = self.words.iter().enumerate().take(2.max(place + 1));
        let words = places.map(|(at, word)| {
            let rest = if at == place { letters - 1 } else { 0 };
            let first = word.iter().take(1).flat_map(|letter| letter.to_uppercase());
            let rest = word.iter().skip(1).take(rest).copied();
            first.chain(rest).collect::<String>()
        });
        words.collect()
    }

    /// The beginning of a word, however it is capitalised; nothing where the name has no such word.
    fn beginning(&self, place: usize, letters: usize) -> Option<String> {
        let word = self.words.get(place)?.iter().take(letters);
        Some(word.flat_map(|letter| letter.to_lowercase()).collect())
    }

    fn among(&self, all: &[Self]) -> String {
        let alike = all
            .iter()
            .filter(|other| !std::ptr::eq(*other, self) && other.initials == self.initials);
        let mut alike: Vec<&Self> = alike.collect();
        if alike.is_empty() {
            return self.initials.clone();
        }
        for (place, word) in self.words.iter().enumerate() {
            // One more than the word has: another that only begins like it is told apart, too.
            let told_apart = (1..=word.len() + 1).find(|letters| {
                let beginning = self.beginning(place, *letters);
                let mut others = alike.iter();
                others.all(|other| other.beginning(place, *letters) != beginning)
            });
            if let Some(letters) = told_apart {
                return self.with(place, letters);
            }
            let whole = self.beginning(place, usize::MAX);
            alike.retain(|other| other.beginning(place, usize::MAX) == whole);
        }
        // Another name begins with the whole of this one.
        let last = self.words.len().saturating_sub(1);
        self.with(last, usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn two_letters_stand_for_a_name_where_nobody_has_the_same() {
        assert_eq!(
            initials(&["Ada B.", "ben c.", "Cleo", ""]),
            ["AB", "BC", "C", ""]
        );
    }

    #[test]
    fn the_same_initials_get_as_much_of_the_given_name_as_tells_them_apart() {
        assert_eq!(
            initials(&["Hana B.", "Hedy B.", "Ian C."]),
            ["HaB", "HeB", "IC"]
        );
        assert_eq!(
            initials(&["Hanna B.", "Hans B.", "hedy b.", "Han B."]),
            ["HannB", "HansB", "HeB", "HanB"]
        );
        assert_eq!(initials(&["Ada", "Ali"]), ["Ad", "Al"]);
    }

    #[test]
    fn the_same_given_name_is_told_apart_by_the_next_one() {
        assert_eq!(
            initials(&["Ada Be", "Ada Bo", "Ava Bo"]),
            ["ABe", "ABo", "AvB"]
        );
        assert_eq!(initials(&["Ada B. C.", "Ada B. D."]), ["ABC", "ABD"]);
    }

    #[test]
    fn no_two_of_a_class_are_drawn_alike() {
        let names = [
            "Élise B.",
            "Elin B.",
            "Emil B.",
            "Emilia B.",
            "Emil Bo",
            "Emil Bo C.",
            "E B.",
            "emma b",
        ];
        let mut drawn = initials(&names);
        drawn.sort();
        drawn.dedup();
        assert_eq!(drawn.len(), names.len(), "{drawn:?}");
    }
}

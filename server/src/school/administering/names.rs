//! Names as they are pasted from a list: one a line, numbered or not.

use std::collections::HashSet;

use app::error::Error as Told;

use crate::error::Result;

const MOST_LINES: usize = 60;
const LONGEST: usize = 60;

/// The display names in `text`, once each and without those in `known`.
///
/// # Errors
/// `Invalid` when no line holds a name, a name cannot be one, or there are above 60.
pub fn new_names(text: &str, known: &[String]) -> Result<Vec<String>> {
    let lines = text
        .lines()
        .zip(1..)
        .map(|(line, number)| (name(line), number));
    let lines: Vec<(String, u32)> = lines.filter(|(name, _)| !name.is_empty()).collect();
    let refuse = |reason: String| Err(Told::invalid("names", reason).into());
    if lines.is_empty() {
        return refuse("Write at least one name, one a line.".into());
    }
    if lines.len() > MOST_LINES {
        return refuse(format!("Please add at most {MOST_LINES} names at a time."));
    }
    let mut taken: HashSet<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let mut names = Vec::new();
    for (name, number) in lines {
        if name.chars().count() > LONGEST {
            return refuse(format!(
                "Line {number} is longer than {LONGEST} characters. A first name and an initial \
                 are enough."
            ));
        }
        if name.contains('@') {
            return refuse(format!(
                "Line {number} holds an e-mail address. A first name and an initial are enough."
            ));
        }
        if taken.insert(name.to_lowercase()) {
            names.push(name);
        }
    }
    Ok(names)
}

/// A line without its bullet or number, and with single spaces.
fn name(line: &str) -> String {
    let line = line
        .trim()
        .trim_start_matches(['-', '–', '•', '*'])
        .trim_start();
    let unnumbered = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let line = match unnumbered.strip_prefix(['.', ')', ':']) {
        Some(rest) if unnumbered.len() < line.len() => rest,
        _ if unnumbered.starts_with(char::is_whitespace) => unnumbered,
        _ => line,
    };
    let words = line
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_loses_its_numbers_bullets_and_empty_lines() {
        let text = "1. Ada B.\n\n  2) Ben  C.\r\n- Chidi D.\n• Dara E.\n5\tEli F.\n6.\nZoë Ä.\n";
        let names = new_names(text, &[]).unwrap();
        assert_eq!(
            names,
            [
                "Ada B.", "Ben C.", "Chidi D.", "Dara E.", "Eli F.", "Zoë Ä."
            ]
        );
    }

    #[test]
    fn names_that_are_there_already_are_left_alone() {
        let known = ["Ada B.".to_owned()];
        assert_eq!(
            new_names("ada b.\nBen C.\nBEN C.", &known).unwrap(),
            ["Ben C."]
        );
        assert!(new_names("Ada B.", &known).unwrap().is_empty());
    }

    #[test]
    fn what_cannot_be_a_class_list_is_refused_with_its_line() {
        let refusal = |text: &str| new_names(text, &[]).unwrap_err().to_string();
        assert!(refusal(" \n1.\n").contains("at least one"));
        assert!(refusal(&"Ada\n".repeat(61)).contains("at most 60"));
        assert!(refusal(&format!("Ada B.\n{}", "x".repeat(61))).contains("Line 2"));
        assert!(refusal("Ada B.\n\nben@school.example").contains("Line 3"));
    }
}

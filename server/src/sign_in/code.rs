//! The codes and tokens that open something: made at random, and read as people type them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::RngExt;

/// Letters and digits that nobody takes for each other, without vowels, so that no code spells a
/// word.
const LETTERS: &[u8; 27] = b"bcdfghjkmnpqrstvwxyz2345679";
const LENGTH: usize = 6;

/// What a class types to say which class it is: `KFM7RT`.
pub fn join_code() -> String {
    letters(LENGTH).to_ascii_uppercase()
}

/// What a student types to say who they are: `kfm7rt`. Six of 27 letters: nobody finds one of a
/// class's by trying.
pub fn own_code() -> String {
    letters(LENGTH)
}

/// The random part of an organisation's or section's address.
pub fn slug() -> String {
    letters(10)
}

/// 256 random bits, for a cookie or a link.
pub fn token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// A class code as it is kept, however it was typed.
pub fn typed_join_code(typed: &str) -> String {
    typed_own_code(typed).to_ascii_uppercase()
}

/// An own code as it is kept, however it was typed: in capitals, or in groups.
pub fn typed_own_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .take(2 * LENGTH)
        .collect()
}

/// A code in two groups, as it is easier to read and type: `kfm 7rt`.
pub fn grouped(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((first, second)) if !second.is_empty() => format!("{first} {second}"),
        _ => code.to_owned(),
    }
}

fn letters(count: usize) -> String {
    let mut random = rand::rng();
    (0..count)
        .map(|_| char::from(LETTERS[random.random_range(..LETTERS.len())]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        assert_eq!(typed_own_code(" KFM 7rt "), "kfm7rt");
        assert_eq!(typed_own_code("kfm-7rt"), "kfm7rt");
        assert_eq!(typed_join_code("kfm 7rt"), "KFM7RT");
        assert_eq!(typed_own_code("‘’ ü"), "");
    }

    #[test]
    fn codes_are_grouped_for_reading_and_read_back() {
        let code = own_code();
        assert_eq!(grouped(&code).len(), LENGTH + 1);
        assert_eq!(typed_own_code(&grouped(&code)), code);
    }
}

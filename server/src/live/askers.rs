//! How often each student has asked in each live class: in this server's memory alone, under a key
//! that it makes anew whenever it starts, so that nothing of it can be read later.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use uuid::Uuid;

use crate::keys::Keys;

/// Questions of one student in one live class.
const MOST: u8 = 3;
/// Students remembered at most; then everybody is forgotten.
const AT_MOST: usize = 20_000;

pub struct Askers {
    keys: Keys,
    asked: Mutex<HashMap<String, u8>>,
}

impl Default for Askers {
    fn default() -> Self {
        Self {
            keys: Keys::from_secret(&rand::random()),
            asked: Mutex::default(),
        }
    }
}

impl Askers {
    /// Counts one more question; tells whether it may be asked.
    pub fn take(&self, student: Uuid, live_class: Uuid) -> bool {
        let key = self.key(student, live_class);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.len() >= AT_MOST && !asked.contains_key(&key) {
            asked.clear();
        }
        let count = asked.entry(key).or_default();
        if *count >= MOST {
            return false;
        }
        *count += 1;
        true
    }

    /// Takes back one that could not be kept.
    pub fn give_back(&self, student: Uuid, live_class: Uuid) {
        let key = self.key(student, live_class);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = asked.get_mut(&key) {
            *count = count.saturating_sub(1);
        }
    }

    fn key(&self, student: Uuid, live_class: Uuid) -> String {
        let (student, live_class) = (student.to_string(), live_class.to_string());
        self.keys.counted(&["asked", &student, &live_class])
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{AT_MOST, Askers};

    #[test]
    fn a_fourth_question_is_one_too_many_until_one_is_given_back() {
        let askers = Askers::default();
        let (ada, ben, class) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        for _ in 0..3 {
            assert!(askers.take(ada, class));
        }
        assert!(!askers.take(ada, class));
        assert!(askers.take(ben, class));
        assert!(askers.take(ada, Uuid::from_u128(4)), "another live class");
        askers.give_back(ada, class);
        assert!(askers.take(ada, class));
        assert!(!askers.take(ada, class));
    }

    #[test]
    fn no_more_students_are_remembered_than_fit() {
        let askers = Askers::default();
        let class = Uuid::from_u128(0);
        for student in 0..=AT_MOST as u128 {
            askers.take(Uuid::from_u128(student), class);
        }
        assert_eq!(askers.asked.lock().unwrap().len(), 1);
    }
}

//! Chance for the demo: the same seed throws the same dice on every machine.

use rand::{Rng, RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};
use uuid::{Builder, Uuid};

/// A generator with a named algorithm, so that no update of a crate changes the demo.
/// Good for make-believe only: real codes and tokens come from the operating system.
pub struct Dice(Xoshiro256PlusPlus);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// A random id.
    pub fn id(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        Builder::from_random_bytes(bytes).into_uuid()
    }

    /// 0 to below `end`; 0 where there is nothing to choose from.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        if end == 0 {
            return 0;
        }
        self.0.random_range(0..end) as usize
    }

    /// True in `percent` of a hundred throws.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
    }

    /// A text of `length` letters from `alphabet`.
    pub fn text(&mut self, alphabet: &[u8], length: usize) -> String {
        let letters = (0..length).filter_map(|_| {
            let letter = alphabet.get(self.below(alphabet.len()))?;
            Some(char::from(*letter))
        });
        letters.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = || {
            let mut dice = Dice::new(7);
            (dice.id(), dice.below(1000), dice.text(b"abc", 5))
        };
        assert_eq!(throw(), throw());
        assert_eq!(Dice::new(7).id().get_version_num(), 4);
    }
}

//! The demo's students: first names from many places, and a last initial.

use super::dice::Dice;

const FIRST: [&str; 120] = [
    "Aaliyah",
    "Abdi",
    "Ada",
    "Aiden",
    "Aisha",
    "Alma",
    "Amara",
    "Amir",
    "Ana",
    "Andre",
    "Anika",
    "Asha",
    "Ashton",
    "Ayla",
    "Beatriz",
    "Ben",
    "Bilal",
    "Bo",
    "Brielle",
    "Caleb",
    "Camila",
    "Chidi",
    "Chloe",
    "Cyrus",
    "Dalia",
    "Damon",
    "Daniel",
    "Dara",
    "Deqa",
    "Diego",
    "Eden",
    "Eli",
    "Elena",
    "Elif",
    "Emeka",
    "Emma",
    "Esme",
    "Ezra",
    "Farah",
    "Felix",
    "Fiona",
    "Gabriel",
    "Genevieve",
    "Gideon",
    "Grace",
    "Hana",
    "Harper",
    "Hassan",
    "Hazel",
    "Henry",
    "Ibrahim",
    "Ines",
    "Iris",
    "Isaac",
    "Ivy",
    "Jamal",
    "Jasper",
    "Jia",
    "Joao",
    "Jonah",
    "Josie",
    "Kai",
    "Kaya",
    "Keiko",
    "Khalid",
    "Kiran",
    "Laila",
    "Leo",
    "Lena",
    "Liam",
    "Linh",
    "Logan",
    "Lucia",
    "Maeve",
    "Malik",
    "Marisol",
    "Mason",
    "Maya",
    "Mei",
    "Micah",
    "Mina",
    "Nadia",
    "Naomi",
    "Nico",
    "Nima",
    "Nora",
    "Oliver",
    "Omar",
    "Owen",
    "Paloma",
    "Pia",
    "Priya",
    "Quinn",
    "Rafael",
    "Ravi",
    "Reza",
    "River",
    "Rosa",
    "Ruby",
    "Sadie",
    "Sahra",
    "Samir",
    "Santiago",
    "Selah",
    "Silas",
    "Sofia",
    "Suki",
    "Tariq",
    "Tessa",
    "Theo",
    "Tomas",
    "Uma",
    "Victor",
    "Wren",
    "Xavier",
    "Yara",
    "Yusuf",
    "Zainab",
    "Zeke",
    "Zora",
];

const INITIALS: &[u8] = b"ABCDEFGHIJKLMNOPRSTVWYZ";

/// The students' names of one class: `Ada B.`, no two the same first name.
pub fn class(dice: &mut Dice, students: usize) -> Vec<String> {
    let mut first = FIRST;
    dice.shuffle(&mut first);
    let names = first.iter().take(students);
    let mut names: Vec<String> = names
        .map(|first| format!("{first} {}.", dice.text(INITIALS, 1)))
        .collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::{Dice, class};

    #[test]
    fn nobody_in_a_class_shares_a_name() {
        let mut names = class(&mut Dice::new(1), 30);
        names.dedup();
        assert_eq!(names.len(), 30);
    }
}

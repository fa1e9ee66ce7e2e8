//! The demo's people: thrown once from the seed, before anything that depends on the day.

use app::school::accounts::{DemoFields, DemoSignIn, Role};
use lessons::course::Band;
use uuid::Uuid;

use super::{
    dice::Dice,
    names,
    plan::{self, DISTRICT, PASSWORD, SCHOOLS, SECTIONS, SEED, STAFF, TIME_ZONE},
};
use crate::{
    entity::{
        org, person, section,
        word::{OrgKind, PersonKind},
    },
    sign_in::code,
};

/// As the real codes are made of.
const LETTERS: &[u8] = b"bcdfghjkmnpqrstvwxyz2345679";

pub struct Cast {
    pub district: org::Model,
    /// As in [`SCHOOLS`].
    pub schools: Vec<org::Model>,
    pub term: Uuid,
    /// As in [`STAFF`].
    pub staff: Vec<person::Model>,
    /// As in [`SECTIONS`].
    pub classes: Vec<Class>,
}

pub struct Class {
    pub plan: &'static plan::Section,
    pub section: section::Model,
    /// By display name.
    pub students: Vec<Student>,
}

pub struct Student {
    pub id: Uuid,
    pub name: String,
    pub own_code: String,
}

impl Cast {
    pub fn new() -> Self {
        let dice = &mut Dice::new(SEED);
        let district = org(dice, OrgKind::District, None, DISTRICT);
        let schools: Vec<org::Model> = SCHOOLS
            .iter()
            .map(|school| org(dice, OrgKind::School, Some(district.id), school.name))
            .collect();
        let term = dice.id();
        let staff = STAFF.iter().map(|staff| person::Model {
            id: dice.id(),
            district_id: district.id,
            kind: PersonKind::Staff,
            name: staff.name.to_owned(),
            email: Some(staff.email.to_owned()),
        });
        let staff = staff.collect();
        let schools_of = |at: usize| schools.get(at).map_or(district.id, |school| school.id);
        let classes = SECTIONS
            .iter()
            .map(|plan| class(dice, plan, schools_of(plan.school), term))
            .collect();
        Self {
            district,
            schools,
            term,
            staff,
            classes,
        }
    }

    pub fn sign_ins(&self) -> Vec<DemoSignIn> {
        let staff = [
            (
                plan::BENNETT,
                "Three health classes: one taught yesterday, one being taught right now.",
            ),
            (
                plan::AMES,
                "Kindergarten and Grade 1, where the teacher leads and nobody signs in.",
            ),
            (
                plan::HADDAD,
                "Keeps opt-outs, and reads what teachers send on from the question box.",
            ),
            (
                plan::DUVAL,
                "A school that is ready: completion, classes, login cards.",
            ),
            (
                plan::WHITCOMB,
                "A school whose readiness gate is still open.",
            ),
            (plan::MARCHETTI, "Both schools."),
        ];
        let staff = staff.into_iter().filter_map(|(at, about)| {
            let staff = STAFF.get(at)?;
            Some(DemoSignIn {
                role: role(staff.role).to_owned(),
                who: staff.name.to_owned(),
                about: about.to_owned(),
                fields: DemoFields::Staff {
                    email: staff.email.to_owned(),
                    password: PASSWORD.to_owned(),
                },
            })
        });
        let open = |class: &&Class| class.plan.story.is_open_now();
        let students = self.classes.iter().filter(open).filter_map(|class| {
            let student = class.students.first()?;
            Some(DemoSignIn {
                role: "Student".to_owned(),
                who: student.name.clone(),
                about: format!("{}, in the middle of a lesson.", class.plan.name),
                fields: DemoFields::Student {
                    class_code: code::grouped(&class.section.join_code),
                    own_code: code::grouped(&student.own_code),
                },
            })
        });
        staff.chain(students).collect()
    }
}

const fn role(role: Role) -> &'static str {
    match role {
        Role::Teacher => "Teacher",
        Role::Counselor => "Counselor",
        Role::SchoolAdministrator => "School administrator",
        Role::DistrictAdministrator => "District administrator",
    }
}

fn org(dice: &mut Dice, kind: OrgKind, parent_id: Option<Uuid>, name: &str) -> org::Model {
    org::Model {
        id: dice.id(),
        kind,
        parent_id,
        name: name.to_owned(),
        slug: dice.text(LETTERS, 10),
        time_zone: TIME_ZONE.name().to_owned(),
    }
}

fn class(dice: &mut Dice, plan: &'static plan::Section, school: Uuid, term: Uuid) -> Class {
    let (first_grade, last_grade) = plan.grades;
    let section = section::Model {
        id: dice.id(),
        school_id: school,
        term_id: term,
        band: plan.band().into(),
        name: plan.name.to_owned(),
        first_grade,
        last_grade,
        slug: dice.text(LETTERS, 10),
        join_code: dice.text(LETTERS, 6).to_ascii_uppercase(),
    };
    let names = names::class(dice, plan.students);
    let students = names.into_iter().map(|name| Student {
        id: dice.id(),
        name,
        own_code: dice.text(LETTERS, 6),
    });
    Class {
        plan,
        section,
        students: students.collect(),
    }
}

impl Class {
    pub fn band(&self) -> Band {
        self.section.band.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_people_and_codes_come_every_time() {
        assert_eq!(Cast::new().sign_ins(), Cast::new().sign_ins());
        assert_eq!(Cast::new().sign_ins().len(), 8);
    }

    #[test]
    fn no_two_students_of_a_class_have_the_same_code() {
        for class in Cast::new().classes {
            let codes: HashSet<&String> = class
                .students
                .iter()
                .map(|student| &student.own_code)
                .collect();
            assert_eq!(codes.len(), class.students.len());
        }
    }
}

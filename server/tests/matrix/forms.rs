//! A form that works, for every address that takes one.

use app::school::{
    administering::Administering,
    closing::{Closing, NewMakeUp},
    live::Live,
};
use lessons::{check::Body, lesson::Lesson};
use server::{entity, visit::session};

use super::{CLOSED, Object, TAUGHT, check_step, is_staff, live_class};
use crate::school::{TestSchool, world};

/// A form that works, for every address that takes one.
pub async fn form(
    school: &TestSchool,
    address: &str,
    who: &str,
    object: Object,
    turn: usize,
) -> Vec<(&'static str, String)> {
    let (class, school_slug) = (object.class().to_owned(), object.school().to_owned());
    let student = || world::id(object.student(turn)).to_string();
    let lesson = || world::LESSON.to_owned();
    match address {
        "/sign-in" => vec![
            ("email", "grace@pine.example".into()),
            ("password", world::PASSWORD.into()),
        ],
        "/s/sign-in" => vec![
            ("class_code", "CCC777".into()),
            ("own_code", "kfm7rt".into()),
        ],
        "/invitation/{token}" => vec![("password", "a few words in a row".into())],
        "/sign-out" => Vec::new(),
        "/api/sign_out_elsewhere" => {
            vec![("session", somebodys_session(school, who, object).await)]
        }
        "/s/{section}/{number}/{step}" | "/teach/lessons/{lesson}/student/{step}" => {
            let step = &school.lesson().steps[check_step(school) - 1];
            let check = step.checks().next().unwrap();
            vec![("check", check.id.clone()), ("choice", "0".into())]
        }
        "/api/complete_step" => {
            let lesson = school.lesson();
            vec![
                ("section", class),
                ("step", lesson.step_key(&lesson.steps[0])),
            ]
        }
        "/api/watch_section" => vec![("section", class)],
        "/api/open_lesson" => vec![("section", class), ("lesson", lesson())],
        "/s/{section}/{number}/ask" => vec![("question", "Is it okay to say no?".into())],
        "/api/mark_question" => vec![
            (
                "question",
                world::id(&format!("question {class}")).to_string(),
            ),
            ("route", "true".into()),
        ],
        "/api/take_up_question" => vec![(
            "question",
            world::id(&format!("question {class}")).to_string(),
        )],
        "/api/choose_question_box" => vec![
            ("org", school_slug),
            ("counselor", world::id(object.counselor()).to_string()),
        ],
        "/api/begin_class" => vec![
            ("section", class),
            ("lesson", lesson()),
            ("devices", "true".into()),
        ],
        "/api/lead_class" => vec![
            ("lead[section]", class),
            ("lead[lesson]", TAUGHT.into()),
            ("lead[act]", "take-lead".into()),
        ],
        "/api/count_hands" => {
            let lesson = school.curriculum().lesson(TAUGHT).unwrap();
            let (check, options) = counted_check(lesson);
            let mut fields = vec![
                ("hands[section]", class),
                ("hands[lesson]", TAUGHT.into()),
                ("hands[check]", check),
            ];
            fields.extend((0..options).map(|_| ("hands[counts][]", "1".to_owned())));
            fields
        }
        "/projector" => vec![("code", pairing_code(school, object).await)],
        "/api/call_roll" => vec![("roll[section]", class), ("roll[lesson]", TAUGHT.into())],
        "/teach/classes/{section}/{number}/close" => {
            read_question(school, object).await;
            vec![("minutes", "40".into())]
        }
        "/api/end_class" => {
            let lesson = begun(school, object).await;
            vec![("section", class), ("lesson", lesson)]
        }
        "/api/open_make_up" => vec![
            ("make_up[section]", class),
            ("make_up[lesson]", CLOSED.into()),
            ("make_up[student]", student()),
            ("make_up[adult]", world::id(object.teacher()).to_string()),
        ],
        "/api/close_make_up" => vec![("make_up", make_up(school, object).await)],
        "/api/mark_made_up" => vec![
            ("section", class),
            ("lesson", CLOSED.into()),
            ("student", student()),
        ],
        "/api/close_lesson" => {
            let live = live_class(school, &class, world::LESSON).await;
            vec![("live_class", live.to_string())]
        }
        "/api/mark_taught" => vec![
            ("taught[section]", class),
            ("taught[lesson]", lesson()),
            ("taught[on]", world::today().to_string()),
            ("taught[minutes]", "40".into()),
            ("taught[present][]", student()),
        ],
        "/api/undo_taught" => {
            vec![(
                "teaching",
                world::id(&format!("teaching {class}")).to_string(),
            )]
        }
        "/school/{org}/new-class" => vec![
            ("name", format!("New {turn}")),
            ("first_grade", "7".into()),
            ("last_grade", "7".into()),
            ("teacher", world::id(object.teacher()).to_string()),
            ("names", "Zoe\nYann".into()),
        ],
        "/school/{org}/readiness" => vec![("counselor", "Carol".into())],
        "/api/tick_readiness" => vec![
            ("org", school_slug),
            ("key", "reporting_path".into()),
            ("done", "true".into()),
        ],
        "/school/{org}/staff" => vec![
            ("name", "Nora".into()),
            ("email", format!("nora{turn}@pine.example")),
            ("role", "teacher".into()),
        ],
        "/school/classes/{section}" => vec![("names", format!("Zoe {turn}"))],
        "/api/remove_student" | "/api/renew_code" => {
            vec![("section", class), ("student", student())]
        }
        "/api/add_teacher" => vec![("section", class), ("teacher", colleague(object, turn))],
        "/api/remove_teacher" => {
            let teacher = co_teacher(school, object, turn).await;
            vec![("section", class), ("teacher", teacher)]
        }
        "/api/set_opt_out" => vec![
            ("student", student()),
            ("lesson", lesson()),
            ("opted_out", "true".into()),
        ],
        other => panic!("{other} takes a form: write one down here"),
    }
}

/// Somebody of the school's staff who does not teach the class.
fn colleague(object: Object, turn: usize) -> String {
    let name = match object {
        Object::Own => ["omar", "carol"][turn],
        Object::Foreign => ["ann", "dora"][turn],
    };
    world::id(name).to_string()
}

/// A colleague who teaches the class as well.
async fn co_teacher(school: &TestSchool, object: Object, turn: usize) -> String {
    let teacher = colleague(object, turn);
    let visit = school.visit("dora").await;
    let added = visit.add_teacher(object.class(), teacher.parse().unwrap());
    added.await.unwrap();
    teacher
}

/// A check for which raised hands can be counted, and how many options it has.
fn counted_check(lesson: &Lesson) -> (String, usize) {
    let checks = lesson.steps.iter().flat_map(|step| step.checks());
    let counted = checks.filter_map(|check| match &check.body {
        Body::ChooseOne(choices) | Body::TrueOrFalse(choices) => {
            Some((check.id.clone(), choices.len()))
        }
        _ => None,
    });
    counted.take(1).next().unwrap()
}

/// A code by which a machine may project the class.
async fn pairing_code(school: &TestSchool, object: Object) -> String {
    let number = school.curriculum().lesson(TAUGHT).unwrap().order;
    let visit = school.visit(object.teacher()).await;
    let pairing = visit.pairing_code(object.class(), number).await;
    pairing.unwrap().code
}

/// A lesson that is being taught live, without a question in the way of closing it.
async fn begun(school: &TestSchool, object: Object) -> String {
    let visit = school.visit(object.teacher()).await;
    let begun = visit.begin_class(object.class(), world::LESSON, true).await;
    begun.unwrap();
    world::LESSON.into()
}

/// Nothing stands in the way of closing the lesson that is being taught.
async fn read_question(school: &TestSchool, object: Object) {
    let question = world::id(&format!("question {}", object.class()));
    let by = world::id(object.teacher());
    let write = school
        .shared
        .db
        .write(move |tx| async move { entity::question::read(&tx, question, by).await });
    write.await.unwrap();
}

/// A lesson that is open to one student.
async fn make_up(school: &TestSchool, object: Object) -> String {
    let visit = school.visit(object.teacher()).await;
    let make_up = NewMakeUp {
        section: object.class().into(),
        lesson: CLOSED.into(),
        student: world::id(object.student(0)),
        adult: world::id(object.teacher()),
    };
    visit.open_make_up(make_up).await.unwrap();
    let page = visit.make_ups(object.class()).await.unwrap();
    let mut missing = page.lessons.iter().flat_map(|lesson| &lesson.students);
    let open = missing.find_map(|student| student.open.as_ref());
    open.unwrap().make_up.to_string()
}

/// Another session of the one who asks, or one of tim's.
async fn somebodys_session(school: &TestSchool, who: &str, object: Object) -> String {
    let whose = match object {
        Object::Own if is_staff(who) => who,
        _ => "tim",
    };
    let (_, row) = session::begin(world::id(whose), None, school.shared.now());
    let id = row.id.to_string();
    let write = school
        .shared
        .db
        .write(|tx| async move { entity::session::add(&tx, row).await });
    write.await.unwrap();
    id
}

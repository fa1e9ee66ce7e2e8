//! Keeping a school: its classes and students, login cards and staff.

use app::{
    error::Error as Told,
    school::{
        accounts::Role,
        administering::{Administering, NewSection},
        teaching::Teaching,
    },
};
use server::entity::{self, audit_event};

use crate::school::{TestSchool, world};

/// A class for Grade 7 at Birch, taught by grace.
fn new_class(name: &str, names: &str) -> NewSection {
    NewSection {
        name: name.into(),
        first_grade: "7".into(),
        last_grade: "7".into(),
        teachers: vec![world::id("grace").to_string()],
        names: names.into(),
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Told>) -> (String, String) {
    match answer.unwrap_err() {
        Told::Invalid { field, reason } => (field, reason),
        other => panic!("{other:?}"),
    }
}

/// What has been written down at Birch, newest first.
async fn written_down(school: &TestSchool) -> Vec<audit_event::Model> {
    let db = school.shared.db.read();
    audit_event::latest(db, world::id("birch"), 100)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_new_class_has_its_students_and_their_codes_at_once() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let grace = world::id("grace").to_string();
    let fields = [
        ("name", "Grade 7, period 3"),
        ("first_grade", "7"),
        ("last_grade", "8"),
        ("teacher", &grace),
        ("names", "1. Zoe A.\n2. Yann B.\n"),
    ];
    let made = alan.post("/school/birch/new-class", &fields).await;
    let roster = made.is(303).location().to_owned();
    alan.get(&roster)
        .await
        .is(200)
        .shows("The class is made.")
        .shows("Grade 7, period 3")
        .shows("Zoe A.")
        .shows("Yann B.");
    let (roster, _) = roster.split_once("?done=class-made").unwrap();
    let slug = roster.rsplit('/').next().unwrap();
    let cards = school.visit("alan").await.login_cards(slug).await.unwrap();
    assert_eq!(cards.cards.len(), 2);
    let yann = school.nobody();
    let codes = [
        ("class_code", &cards.class_code),
        ("own_code", &cards.cards[0].own_code),
    ];
    yann.post("/s/sign-in", &codes)
        .await
        .is(303)
        .redirects_to("/s");
    yann.get("/s").await.is(200).shows("Yann B.");
    let classes = school.visit("grace").await.classes().await.unwrap();
    assert!(classes.iter().any(|class| class.slug == slug));
}

#[tokio::test]
async fn a_refused_class_gives_back_what_was_typed() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let grace = world::id("grace").to_string();
    let fields = [
        ("name", "Fives and sixes"),
        ("first_grade", "5"),
        ("last_grade", "6"),
        ("teacher", &grace),
        ("names", "Zoe A.\n</textarea><img src=x>"),
    ];
    let reply = alan.post("/school/birch/new-class", &fields).await;
    reply
        .is(422)
        .shows("Fives and sixes")
        .shows("Zoe A.\n&lt;/textarea&gt;&lt;img src=x&gt;</textarea>")
        .hides("<img")
        .shows("Make a class for each.");
}

#[tokio::test]
async fn a_class_name_is_taken_once_in_a_school() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let taken = refused(alan.add_section("birch", new_class(" 7C ", "Zoe A.")).await);
    assert_eq!(taken.0, "name");
    let of_cedar = NewSection {
        teachers: vec![world::id("tim").to_string()],
        ..new_class("7C", "")
    };
    school
        .visit("ann")
        .await
        .add_section("cedar", of_cedar)
        .await
        .unwrap();
    let people = entity::section::by_slug(school.shared.db.read(), "7c")
        .await
        .unwrap();
    assert_eq!(
        people.unwrap().id,
        world::id("7c"),
        "the first one is as it was"
    );
}

#[tokio::test]
async fn a_class_is_taught_by_staff_of_its_own_school() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    for teachers in [
        vec![],
        vec![world::id("tim").to_string()],
        vec!["grace".into()],
    ] {
        let class = NewSection {
            teachers,
            ..new_class("New", "")
        };
        assert_eq!(
            refused(alan.add_section("birch", class).await).0,
            "teachers"
        );
    }
}

#[tokio::test]
async fn pasted_names_are_added_once() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let names = "Ada\n- zoe a.\nZoe A.\n\n3) Yann B.";
    assert_eq!(alan.add_students("7c", names).await.unwrap(), 2);
    assert_eq!(alan.add_students("7c", names).await.unwrap(), 0);
    let roster = alan.roster("7c").await.unwrap();
    assert_eq!(roster.students.len(), 8);
    assert_eq!(refused(alan.add_students("7c", " \n").await).0, "names");
}

#[tokio::test]
async fn a_list_pasted_twice_at_once_adds_nobody_twice() {
    let school = TestSchool::open().await;
    let (alan, dora) = (school.visit("alan").await, school.visit("dora").await);
    let names = "Zoe A.\nYann B.\nXena C.";
    let (one, other) = tokio::join!(
        alan.add_students("7c", names),
        dora.add_students("7c", names)
    );
    assert_eq!(one.unwrap() + other.unwrap(), 3);
    assert_eq!(alan.roster("7c").await.unwrap().students.len(), 9);
}

#[tokio::test]
async fn the_youngest_have_names_and_nothing_else() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    assert_eq!(alan.add_students("1b", "Zoe A.").await.unwrap(), 1);
    assert_eq!(alan.login_cards("1b").await.unwrap_err(), Told::NotFound);
    let june = world::id("june");
    assert_eq!(
        alan.renew_code("1b", june).await.unwrap_err(),
        Told::NotFound
    );
    let db = school.shared.db.read();
    let codes = entity::credential::of_section(db, world::id("1b"))
        .await
        .unwrap();
    assert!(codes.is_empty());
}

#[tokio::test]
async fn cards_show_the_codes_that_open() {
    let school = TestSchool::open().await;
    let cards = school.visit("grace").await.login_cards("7c").await.unwrap();
    assert_eq!(cards.class_code, "CCC 777");
    assert_eq!(cards.cards.len(), 6);
    let ada = cards.cards.first().unwrap();
    assert_eq!(
        (ada.name.as_str(), ada.own_code.as_str()),
        ("Ada", "kfm 7rt")
    );
}

#[tokio::test]
async fn a_lost_card_opens_nothing_any_more() {
    let school = TestSchool::open().await;
    let finder = school.student("ada").await;
    finder.get("/s").await.is(200);
    let alan = school.visit("alan").await;
    alan.renew_code("7c", world::id("ada")).await.unwrap();
    finder.get("/s").await.redirects_to("/s/sign-in");
    let old = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    school.nobody().post("/s/sign-in", &old).await.is(422);
    let cards = alan.login_cards("7c").await.unwrap();
    let new = [
        ("class_code", "CCC777"),
        ("own_code", &*cards.cards[0].own_code),
    ];
    school
        .nobody()
        .post("/s/sign-in", &new)
        .await
        .redirects_to("/s");
}

#[tokio::test]
async fn whoever_leaves_a_class_is_signed_out_of_it() {
    let school = TestSchool::open().await;
    let ada = school.student("ada").await;
    ada.get("/s").await.is(200);
    let alan = school.visit("alan").await;
    alan.remove_student("7c", world::id("ada")).await.unwrap();
    ada.get("/s").await.redirects_to("/s/sign-in");
    let codes = [("class_code", "CCC777"), ("own_code", "kfm7rt")];
    school.nobody().post("/s/sign-in", &codes).await.is(422);
    assert_eq!(alan.roster("7c").await.unwrap().students.len(), 5);
    let again = alan.remove_student("7c", world::id("ada")).await;
    assert_eq!(again.unwrap_err(), Told::NotFound);
}

#[tokio::test]
async fn nobody_is_taken_out_of_a_class_they_are_not_in() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    for stranger in ["lou", "grace"] {
        let stranger = world::id(stranger);
        assert_eq!(
            alan.remove_student("7c", stranger).await.unwrap_err(),
            Told::NotFound
        );
        assert_eq!(
            alan.renew_code("7c", stranger).await.unwrap_err(),
            Told::NotFound
        );
    }
}

#[tokio::test]
async fn an_invitation_is_shown_once_and_lets_its_owner_in() {
    let school = TestSchool::open().await;
    let alan = school.staff("alan").await;
    let fields = [
        ("name", "Ms. Nora"),
        ("email", "Nora@Pine.example"),
        ("role", "counselor"),
    ];
    alan.get("/school/birch/staff").await.is(200);
    let page = alan.post("/school/birch/staff", &fields).await;
    let text = page.is(200).text();
    let (_, link) = text
        .split_once("http://localhost:8080/invitation/")
        .unwrap();
    let token: String = link.chars().take_while(|letter| *letter != '"').collect();
    let staff = school.visit("alan").await;
    let staff = || Administering::staff(&staff, "birch");
    let open = staff().await.unwrap().invitations;
    assert_eq!(open.len(), 1);
    assert_eq!(
        (open[0].email.as_str(), open[0].role),
        ("nora@pine.example", Role::Counselor)
    );
    alan.get("/school/birch/staff").await.is(200).hides(&token);
    let nora = school.nobody();
    let password = [("password", "a few words in a row")];
    nora.post(&format!("/invitation/{token}"), &password)
        .await
        .is(303);
    let page = staff().await.unwrap();
    assert!(page.invitations.is_empty());
    let row = page
        .staff
        .iter()
        .find(|row| row.name == "Ms. Nora")
        .unwrap();
    assert_eq!(row.roles, [Role::Counselor]);
}

#[tokio::test]
async fn an_invitation_needs_a_name_an_address_and_a_role_of_the_school() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let bad = [
        (" ", "nora@pine.example", Role::Teacher, "name"),
        ("Nora", "nora", Role::Teacher, "email"),
        ("Nora", "GRACE@pine.example", Role::Teacher, "email"),
        (
            "Nora",
            "nora@pine.example",
            Role::DistrictAdministrator,
            "role",
        ),
    ];
    for (name, email, role, field) in bad {
        let answer = alan.invite("birch", name, email, role).await;
        assert_eq!(refused(answer).0, field);
    }
}

#[tokio::test]
async fn what_is_changed_is_written_down_without_a_students_name() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    let ben = world::id("ben");
    alan.add_section("birch", new_class("New", "Zoe A."))
        .await
        .unwrap();
    alan.add_students("7c", "Yann B.").await.unwrap();
    alan.renew_code("7c", ben).await.unwrap();
    alan.set_opt_out(ben, world::LESSON, true).await.unwrap();
    alan.remove_student("7c", ben).await.unwrap();
    alan.invite("birch", "Nora", "nora@pine.example", Role::Teacher)
        .await
        .unwrap();
    let events = written_down(&school).await;
    let mut what: Vec<&str> = events.iter().map(|event| event.what.as_str()).collect();
    what.sort_unstable();
    assert_eq!(
        what,
        [
            "opt_out_kept",
            "own_code_renewed",
            "section_added",
            "staff_invited",
            "student_removed",
            "students_added",
        ]
    );
    assert!(
        events
            .iter()
            .all(|event| event.person_id == Some(world::id("alan")))
    );
    let names = ["Ben", "Zoe", "Yann", "Nora"];
    assert!(
        !events
            .iter()
            .any(|event| names.iter().any(|name| event.subject.contains(name)))
    );
}

#[tokio::test]
async fn what_is_refused_changes_nothing_and_is_not_written_down() {
    let school = TestSchool::open().await;
    let alan = school.visit("alan").await;
    refused(
        alan.add_section("birch", new_class("7C", "Zoe A.\nYann B."))
            .await,
    );
    refused(alan.add_students("7c", "x@y.example").await);
    assert_eq!(alan.add_students("7c", "Ada").await.unwrap(), 0);
    assert!(written_down(&school).await.is_empty());
    let schools = Administering::schools(&alan).await.unwrap();
    assert_eq!((schools[0].sections, schools[0].students), (4, 11));
}

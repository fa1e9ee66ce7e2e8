//! The card at the top of a class's page: the lesson that is open, or the one that comes next.
//! It holds the page's one filled button.

use leptos::prelude::*;

use crate::{
    parts::{dates::day, icon::Icon},
    school::teaching::{ClassPage, LessonName, OpenLesson},
};

/// The lessons that are open to the class now; the first has the filled button.
pub fn open_now(class: &ClassPage) -> AnyView {
    let cards = class
        .open
        .iter()
        .enumerate()
        .map(|(at, open)| open_lesson(class, open, at == 0));
    cards.collect_view().into_any()
}

fn open_lesson(class: &ClassPage, open: &OpenLesson, first: bool) -> AnyView {
    let lesson = class
        .lessons
        .iter()
        .find(|lesson| lesson.name.number == open.number);
    let is_taught = lesson.is_some_and(|lesson| lesson.taught.is_some());
    let until = until(open);
    let until = match is_taught {
        true => format!("It is marked as taught, and still open. {until}"),
        false => until,
    };
    let done = lesson.map(|lesson| {
        view! {
            " "
            <strong>{format!("{} of {}", lesson.done, lesson.enrolled)}</strong>
            " students are done."
        }
    });
    let ways = class.leads.then(|| {
        let address = projector(class, open.number);
        let taught = format!("/teach/classes/{}/{}/taught", class.slug, open.number);
        let teach = match (open.led, lesson) {
            (true, _) => Some(console(&class.slug, open.number, first)),
            (false, Some(lesson)) if !is_taught => Some(begin(&class.slug, &lesson.name, first)),
            (false, _) => None,
        };
        let mark = (!is_taught && !open.led).then(|| {
            view! { <a class="button" href=taught><Icon name="check" />"Mark as taught"</a> }
        });
        view! {
            {teach}
            <a class="button" href=address><Icon name="present" />"Project"</a>
            {closing(open, first && is_taught && !open.led)}
            {mark}
        }
    });
    let more = lesson.map(|lesson| {
        let guide = format!("/teach/lessons/{}/guide", lesson.name.id);
        view! {
            <p class="row small">
                <a href=guide>"Guide"</a>
                <a href=format!("/teach/classes/{}/{}", class.slug, open.number)>"Who is on which step"</a>
            </p>
        }
    });
    let title = format!("{} · {}", open.number, open.title);
    let heading = if first {
        "next".to_owned()
    } else {
        format!("open-{}", open.number)
    };
    let labelled_by = heading.clone();
    view! {
        <section class="next-lesson" aria-labelledby=labelled_by>
            <div class="stack" data-gap="s">
                <p><span class="state" data-is="next"><Icon name="unlock" />"Open to the class"</span></p>
                <h2 id=heading>{title}</h2>
                <p>{until}{done}</p>
            </div>
            <div class="row">{ways}</div>
            {more}
        </section>
    }
    .into_any()
}

/// What the class does next, and whether it may be opened.
pub fn next_lesson(class: &ClassPage, administers: bool) -> AnyView {
    let Some(next) = &class.next else {
        return all_taught(class);
    };
    let ready = class.readiness_missing == 0 || !next.harm;
    let devices = class.band.students_sign_in();
    let may_teach = class.leads && ready;
    // A class that was taught and is not closed goes on; it does not begin anew beside itself.
    let goes_on = class
        .unfinished
        .iter()
        .any(|left| left.number == next.number);
    let teach = match goes_on {
        true => Some(console(&class.slug, next.number, true)),
        false => may_teach.then(|| teaching(&class.slug, next, devices, true)),
    };
    let open = may_teach && devices && !next.harm && !goes_on;
    let open = open.then(|| opening(&class.slug, next));
    let prepare = class.leads && !ready && !goes_on;
    let guide = format!("/teach/lessons/{}/guide", next.id);
    let ways = class.leads.then(|| {
        let address = projector(class, next.number);
        let taught = format!("/teach/classes/{}/{}/taught", class.slug, next.number);
        view! {
            <a class="button" href=address><Icon name="present" />"Project"</a>
            {open}
            {(!goes_on).then(|| view! {
                <a class="button" href=taught><Icon name="check" />"Mark as taught"</a>
            })}
        }
    });
    let sensitive = if next.harm { " · sensitive" } else { "" };
    let about = format!("Next lesson · {} minutes{sensitive}", next.minutes);
    let title = format!("{} · {}", next.number, next.title);
    let planned = class.next_on.map(|on| format!("Planned for {}", day(on)));
    view! {
        <section class="next-lesson" aria-labelledby="next">
            <div class="stack" data-gap="s">
                <p class="soft">{about}</p>
                <h2 id="next">{title}</h2>
                {planned.map(|words| view! { <p>{words}</p> })}
            </div>
            {readiness(class, next, administers)}
            {teach}
            <div class="row">
                <a class="button" data-kind=prepare.then_some("main") href=guide>
                    <Icon name="book-open" />"Prepare"
                </a>
                {ways}
            </div>
            <p class="row small">
                <a href=format!("/teach/lessons/{}/student/1", next.id)>"View as a student"</a>
                <a href=format!("/teach/lessons/{}/print", next.id)>"Print pack"</a>
                <a href=format!("/families/lessons/{}/letter", next.id)>"Family letter"</a>
            </p>
            {class.leads.then(|| view! {
                <p class="soft small">"Projecting: F11 fills the screen, the arrow keys turn the steps."</p>
            })}
        </section>
    }
    .into_any()
}

/// Where the projector starts: with the class code, where students sign in with one.
fn projector(class: &ClassPage, number: u32) -> String {
    let open = class.open.iter().find(|open| open.number == number);
    if open.is_some_and(|open| open.led) {
        return format!("/project/{}/{number}", class.slug);
    }
    let open = open.is_some();
    let join = if open && class.code.is_some() {
        "?join"
    } else {
        ""
    };
    format!("/project/{}/{number}/1{join}", class.slug)
}

/// The way to the console of a lesson that is being taught.
pub fn console(section: &str, number: u32, main: bool) -> AnyView {
    let href = format!("/teach/classes/{section}/{number}/live");
    view! {
        <a class="button" data-kind=main.then_some("main") href=href>
            <Icon name="play" />"Go to the console"
        </a>
    }
    .into_any()
}

/// Begins to teach a lesson that is open already.
fn begin(section: &str, lesson: &LessonName, main: bool) -> AnyView {
    view! {
        <form method="post" action="/api/begin_class">
            <input type="hidden" name="section" value=section.to_owned() />
            <input type="hidden" name="lesson" value=lesson.id.clone() />
            <input type="hidden" name="devices" value="true" />
            <button class="button" data-kind=main.then_some("main")><Icon name="play" />"Teach"</button>
        </form>
    }
    .into_any()
}

/// Begins to teach a lesson live. A sensitive one asks for two ticks first; they are a pause to
/// think and are not kept.
pub fn teaching(section: &str, lesson: &LessonName, devices: bool, main: bool) -> AnyView {
    let before = lesson.harm.then(|| view! {
        <fieldset class="stack" data-gap="s">
            <legend><strong>"Before it opens"</strong></legend>
            <ul class="ticks" role="list" data-plain>
                <li class="tick">
                    <input type="checkbox" id="adult" required />
                    <label for="adult">"A second adult is in the room or next door"</label>
                </li>
                <li class="tick">
                    <input type="checkbox" id="counselor" required />
                    <label for="counselor">"The counselor is in the building today and tomorrow"</label>
                </li>
            </ul>
            <p class="soft small">"It is taught with you in the room: nobody can open it at home, and it closes by itself."</p>
        </fieldset>
    });
    let without = devices.then(|| {
        view! { <button class="button" name="devices" value="false">"Teach without devices"</button> }
    });
    view! {
        <form class="stack" method="post" action="/api/begin_class">
            <input type="hidden" name="section" value=section.to_owned() />
            <input type="hidden" name="lesson" value=lesson.id.clone() />
            {before}
            <div class="row">
                <button class="button" data-kind=main.then_some("main") name="devices" value=devices.to_string()>
                    <Icon name="play" />"Teach"
                </button>
                {without}
            </div>
        </form>
    }
    .into_any()
}

/// Opens a lesson to devices at students' own pace, with nobody leading.
pub fn opening(section: &str, lesson: &LessonName) -> AnyView {
    view! {
        <form method="post" action="/api/open_lesson">
            <input type="hidden" name="section" value=section.to_owned() />
            <input type="hidden" name="lesson" value=lesson.id.clone() />
            <button class="button"><Icon name="unlock" />"Open to the class"</button>
        </form>
    }
    .into_any()
}

/// Closes a lesson that is open.
pub fn closing(open: &OpenLesson, main: bool) -> AnyView {
    view! {
        <form method="post" action="/api/close_lesson">
            <input type="hidden" name="live_class" value=open.live_class.to_string() />
            <button class="button" data-kind=main.then_some("main")><Icon name="lock" />"Close the lesson"</button>
        </form>
    }
    .into_any()
}

/// How long the lesson stays open.
pub fn until(open: &OpenLesson) -> String {
    match &open.closes {
        Some(time) => format!("It closes by itself at {time}."),
        None => "It stays open until you close it.".to_owned(),
    }
}

fn readiness(class: &ClassPage, next: &LessonName, administers: bool) -> Option<AnyView> {
    let missing = class.readiness_missing;
    if missing == 0 {
        return next.harm.then(|| view! {
            <ul class="ticks" role="list" data-plain>
                <li class="tick" data-is="done"><Icon name="state-done" /><span>"The school is ready"</span></li>
            </ul>
        }
        .into_any());
    }
    let ticks = if missing == 1 {
        "1 readiness tick is".into()
    } else {
        format!("{missing} readiness ticks are")
    };
    let words = if next.harm {
        format!("This lesson stays closed: {ticks} still open.")
    } else {
        format!("Before the first sensitive lesson: {ticks} still open.")
    };
    let way = if administers {
        let href = format!("/school/{}/readiness", class.org);
        view! { " " <a href=href>"See what is missing"</a> }.into_any()
    } else {
        " Your school’s administrator ticks them.".into_any()
    };
    Some(
        view! {
            <ul class="ticks" role="list" data-plain>
                <li class="tick" data-is="open"><Icon name="circle" /><span>{words}{way}</span></li>
            </ul>
        }
        .into_any(),
    )
}

fn all_taught(class: &ClassPage) -> AnyView {
    let none = class.lessons.is_empty();
    let (heading, words) = if none {
        (
            "No lessons yet",
            "Nothing has been written for these grades yet.",
        )
    } else {
        (
            "Every lesson has been taught",
            "Who is missing something can still make it up with you.",
        )
    };
    view! {
        <section class="next-lesson" aria-labelledby="next">
            <h2 id="next">{heading}</h2>
            <p>{words}</p>
        </section>
    }
    .into_any()
}

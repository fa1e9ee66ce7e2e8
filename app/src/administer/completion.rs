//! What a school has taught this term: sentences first, then one table, then the chart.

use leptos::prelude::*;
use lessons::course::Band;

use super::{
    completion_table::table,
    fields::{Pick, grade_name},
};
use crate::{
    parts::{
        frame::StaffFrame,
        icon::Icon,
        page::{page, param},
    },
    school::{
        accounts::Role,
        administering::{BandCompletion, Completion, CompletionFilter, Pace, SectionCompletion},
        school,
    },
    teach::{
        bar::{Bar, share},
        class::works_as,
    },
};

#[component]
pub fn CompletionView() -> impl IntoView {
    let org = param("org");
    let query = leptos_router::hooks::use_query_map();
    let value = |name: &str| query.read_untracked().get(name).unwrap_or_default();
    let filter = CompletionFilter {
        term: value("term").parse().ok(),
        band: value("band").parse().ok(),
        grade: value("grade").parse().ok(),
    };
    page(
        async move {
            let school = school()?;
            let sent = school.routed_count(&org).await?;
            let page = school.completion(&org, filter).await?;
            let running = school.running(&org).await?.classes.len();
            Ok((page, sent, running))
        },
        |(page, sent, running)| completion(page, sent, running),
    )
}

/// `sent` is how many questions wait for the visitor, whom the school has named to read them;
/// `running`, how many classes are being taught now.
fn completion(completion: Completion, sent: Option<u32>, running: usize) -> impl IntoView {
    let address = format!("/school/{}", completion.org);
    let narrowed = completion.filter.band.is_some() || completion.filter.grade.is_some();
    let empty = completion.bands.is_empty();
    let administers = works_as(&[Role::SchoolAdministrator, Role::DistrictAdministrator]);
    let content = match (empty, narrowed || completion.filter.term.is_some()) {
        (true, false) => first_steps(&address, administers).into_any(),
        (true, true) => view! {
            {filters(&completion, &address)}
            <p>"No class fits this choice. " <a href=address.clone()>"Show all classes"</a></p>
        }
        .into_any(),
        (false, _) => report(&completion, &address, administers),
    };
    let readiness = readiness(completion.readiness_missing, &address);
    let now = now(running, &address);
    let main = if empty { None } else { Some("main") };
    let sent = sent.map(|sent| {
        let href = format!("{address}/questions");
        view! { <a href=href>{format!("Questions sent to you: {sent}")}</a> }
    });
    view! {
        <StaffFrame title=completion.school.clone()>
            <div class="row">
                <h1>{completion.school}</h1>
                <div class="row no-print" data-push="end">
                    {now}
                    {sent}
                    <a href=format!("{address}/readiness")>"Readiness"</a>
                    {administers.then(|| view! {
                        <a href=format!("{address}/lessons")>"Lesson versions"</a>
                        <a href=format!("{address}/staff")>"Staff"</a>
                        <a class="button" data-kind=main href=format!("{address}/new-class")>
                            <Icon name="plus" />
                            "New class"
                        </a>
                    })}
                </div>
            </div>
            {readiness}
            {content}
        </StaffFrame>
    }
}

/// The way to the classes that are being taught now.
fn now(running: usize, address: &str) -> AnyView {
    let words = match running {
        0 => "Classes running now".to_owned(),
        1 => "1 class is being taught now".to_owned(),
        count => format!("{count} classes are being taught now"),
    };
    view! { <a href=format!("{address}/now")>{words}</a> }.into_any()
}

fn first_steps(address: &str, administers: bool) -> impl IntoView + use<> {
    let make = administers.then(|| {
        view! {
            <a class="button" data-kind="main" href=format!("{address}/new-class")>"Make the first class"</a>
        }
    });
    view! {
        <div class="empty">
            <p class="lead">"There are no classes yet. Three steps, about ten minutes:"</p>
            <ol>
                <li>"Make a class and name its teacher."</li>
                <li>"Paste the students’ names."</li>
                <li>"Tick the readiness list together with your counselor."</li>
            </ol>
            {make}
        </div>
    }
}

fn readiness(missing: u32, address: &str) -> Option<impl IntoView + use<>> {
    let words = match missing {
        0 => return None,
        1 => "1 readiness tick is still open, so no class can open a sensitive lesson.".to_owned(),
        _ => format!(
            "{missing} readiness ticks are still open, so no class can open a sensitive lesson."
        ),
    };
    let href = format!("{address}/readiness");
    Some(view! {
        <p class="message" data-kind="note">
            <Icon name="shield" />
            <span>{words} " " <a href=href>"See what is missing"</a></span>
        </p>
    })
}

fn report(completion: &Completion, address: &str, administers: bool) -> AnyView {
    let download = administers.then(|| {
        let csv = format!("{address}/completion.csv{}", query(&completion.filter));
        view! {
            <a class="small no-print" data-push="end" href=csv download="">
                <Icon name="download" />
                " Download as CSV"
            </a>
        }
    });
    view! {
        {findings(completion)}
        {filters(completion, address)}
        <section class="stack" aria-labelledby="classes">
            <div class="row">
                <h2 id="classes">{format!("Classes in {}", completion.term_name)}</h2>
                {download}
            </div>
            {table(&completion.bands, administers)}
        </section>
        {chart(&completion.bands)}
    }
    .into_any()
}

/// The choice as it stands in the address, so that the download is what the page shows.
fn query(filter: &CompletionFilter) -> String {
    let pairs = [
        filter.term.map(|term| format!("term={term}")),
        filter.band.map(|band| format!("band={band}")),
        filter.grade.map(|grade| format!("grade={grade}")),
    ];
    let pairs: Vec<String> = pairs.into_iter().flatten().collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

fn findings(completion: &Completion) -> AnyView {
    let sections = || completion.bands.iter().flat_map(|band| &band.sections);
    let standing = |pace| {
        sections()
            .filter(move |section| section.pace == pace)
            .count()
    };
    let all = sections().count();
    let (not_started, late) = (standing(Pace::NotStarted), standing(Pace::Late));
    let classes = if all == 1 { "class" } else { "classes" };
    let are = |count| if count == 1 { "is" } else { "are" };
    let have = |count| if count == 1 { "has" } else { "have" };
    let (who, what) = match (not_started, late) {
        (0, 0) => ("No class".to_owned(), " is late.".to_owned()),
        (0, late) => (
            format!("{late} of {all} {classes}"),
            format!(" {} late.", are(late)),
        ),
        (new, late) => {
            let and = match late {
                0 => ".".to_owned(),
                late => format!("; {late} {} late.", are(late)),
            };
            let what = format!(" {} not started{and}", have(new));
            (format!("{new} of {all} {classes}"), what)
        }
    };
    let on_pace = match standing(Pace::OnPace) {
        0 => String::new(),
        count => format!(" {count} {} on pace.", are(count)),
    };
    let finished = match standing(Pace::Finished) {
        0 => String::new(),
        1 => " 1 has finished its unit.".to_owned(),
        count => format!(" {count} have finished their unit."),
    };
    let passed = format!(
        "{:.0} percent of the term has passed.",
        completion.elapsed * 100.0
    );
    view! {
        <p class="findings"><strong>{who}</strong>{what}{on_pace}{finished}</p>
        <p class="soft">{passed}</p>
    }
    .into_any()
}

fn filters(completion: &Completion, address: &str) -> AnyView {
    let pair = |value: String, words: String| (value, words);
    let terms = completion
        .terms
        .iter()
        .map(|(id, name)| pair(id.to_string(), name.clone()));
    let terms: Vec<_> = terms.collect();
    let mut bands = vec![pair(String::new(), "All grades".into())];
    bands.extend(Band::ALL.map(|band| pair(band.to_string(), format!("Grades {}", band.title()))));
    let mut grades = vec![pair(String::new(), "Any grade".into())];
    grades.extend((0..=12).map(|grade| pair(grade.to_string(), grade_name(grade))));
    let filter = &completion.filter;
    let band = filter.band.map(|band| band.to_string()).unwrap_or_default();
    let grade = filter
        .grade
        .map(|grade| grade.to_string())
        .unwrap_or_default();
    view! {
        <form class="filters" method="get" action=address.to_owned()>
            <Pick name="term" label="Term" options=terms chosen=completion.term.to_string() />
            <Pick name="band" label="Band" options=bands chosen=band />
            <Pick name="grade" label="Grade" options=grades chosen=grade />
            <button class="button">"Show"</button>
        </form>
    }
    .into_any()
}

/// Lessons taught and expected by band, of all that the band's classes have.
fn chart(bands: &[BandCompletion]) -> AnyView {
    let rows = bands.iter().map(bar).collect_view();
    view! {
        <section class="stack" aria-labelledby="pace">
            <h2 id="pace">"Taught, and where it should be today"</h2>
            <ul class="bars" role="list">{rows}</ul>
            <p class="soft small">
                "Lessons taught, of all lessons of the band’s classes. The upright line is what the term expects by today."
            </p>
        </section>
    }
    .into_any()
}

fn bar(band: &BandCompletion) -> impl IntoView + use<> {
    let sum =
        |count: &dyn Fn(&SectionCompletion) -> u32| band.sections.iter().map(count).sum::<u32>();
    let of = sum(&lessons);
    let done = sum(&taught);
    let expected = sum(&|section| section.expected);
    let late = band
        .sections
        .iter()
        .any(|section| matches!(section.pace, Pace::Late | Pace::NotStarted));
    let late = late && done < expected;
    let mut figure = format!("{done} of {of} taught, {expected} expected");
    if late {
        figure += " · late";
    }
    view! {
        <li class="bar-line" data-late=late>
            <span class="bar-name">{format!("Grades {}", band.band.title())}</span>
            <Bar share=share(done, of) expected=Some(share(expected, of)) />
            <span class="bar-figure">{figure}</span>
        </li>
    }
}

/// How many lessons the class has in its unit.
pub fn lessons(section: &SectionCompletion) -> u32 {
    u32::try_from(section.lessons.len()).unwrap_or(u32::MAX)
}

/// How many of them have been taught.
pub fn taught(section: &SectionCompletion) -> u32 {
    let taught = section
        .lessons
        .iter()
        .filter(|lesson| lesson.taught_on.is_some());
    u32::try_from(taught.count()).unwrap_or(u32::MAX)
}

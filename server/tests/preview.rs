//! The authors' preview: it follows the files, keeps what can be shown, and answers nobody else.

mod desk;

use std::{
    fs,
    io::Write,
    net::TcpListener,
    process::{Command, Stdio},
    time::Instant,
};

use axum::http::{Method, Request, StatusCode, header};
use desk::{Desk, copy};

const LESSON: &str = "k-2.surprises-and-secrets";
const FOLDER: &str = "en/k-2/05-surprises-and-secrets";
const STUDENT: &str = "/teach/lessons/k-2.surprises-and-secrets/student/1";
const GUIDE: &str = "/teach/lessons/k-2.surprises-and-secrets/guide";
/// A line of the first step.
const LINE: &str = "Everybody will know on Friday.";

#[tokio::test]
async fn a_change_that_is_saved_is_told_and_shown() {
    let desk = Desk::open().await;
    assert!(desk.get(STUDENT).await.text.contains(LINE));
    let mut events = desk.listen().await;
    let before = events.next().await;
    let saved = Instant::now();
    desk.change("lesson.md", LINE, "Everybody will know on Sunday.");
    let after = events.next().await;
    let milliseconds = saved.elapsed().as_millis();
    writeln!(std::io::stderr(), "a save is told after {milliseconds} ms").unwrap();
    assert_ne!(before["text"], after["text"]);
    assert_eq!(before["guide"], after["guide"]);
    assert_eq!(before["family"], after["family"]);
    for address in [
        STUDENT,
        "/project/k-2/5/1",
        "/families/lessons/k-2.surprises-and-secrets?paper",
    ] {
        let page = desk.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert!(page.text.contains("know on Sunday."), "{address}");
    }
}

#[tokio::test]
async fn only_the_guide_is_told_of_when_only_the_guide_was_written() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    let before = events.next().await;
    desk.change("guide.md", "Show the box.", "Hold up the box.");
    let after = events.next().await;
    assert_ne!(before["guide"], after["guide"]);
    assert_eq!(before["text"], after["text"]);
    assert!(desk.get(GUIDE).await.text.contains("Hold up the box."));
}

#[tokio::test]
async fn a_problem_is_listed_and_marked_where_it_stands() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    desk.change("lesson.md", "2. [x] a surprise", "2. [ ] a surprise");
    events.until(&desk, |page| page.contains("C002")).await;
    let page = desk.lesson().await;
    assert!(page.contains(&format!("{FOLDER}/lesson.md:42:1")));
    assert!(
        page.contains("No option is right"),
        "a sentence begins large"
    );
    assert!(page.contains("</span><mark>### Choose one: A friend whispers"));
    assert!(page.contains("Mark the right one with"));
    assert!(page.contains("Step 1: The box"), "it leads to its step");
    assert!(!page.contains("as it last was"), "it can be shown");
    let student = desk.get(STUDENT).await.text;
    assert!(student.contains("Line 42: no option is right"));
    let other = desk.get(&STUDENT.replace("/1", "/2")).await.text;
    assert!(!other.contains("preview-mark"), "only where it stands");
    let projector = desk.get("/project/k-2/5/1").await.text;
    assert!(projector.contains(LINE) && !projector.contains("preview-mark"));
    let index = desk.get("/").await.text;
    let (_, mend) = index.split_once("Lessons to mend").unwrap();
    let (mend, _) = mend.split_once("</nav>").unwrap();
    assert!(
        mend.contains(&format!("href=\"/preview/lessons/{LESSON}\"")),
        "{mend}"
    );
    assert!(mend.contains("1 error"), "{mend}");
}

#[tokio::test]
async fn names_in_a_message_are_set_as_such_and_a_path_stays_as_it_is() {
    let desk = Desk::open().await;
    assert!(!desk.get("/").await.text.contains("Lessons to mend"));
    let mut events = desk.listen().await;
    desk.change("lesson.md", "topics: [secrets,", "topics: [secretz,");
    events.until(&desk, |page| page.contains("F009")).await;
    let page = desk.lesson().await;
    assert!(
        page.contains("Unknown topic <code>secretz</code>"),
        "{page}"
    );
    assert!(!page.contains('`'), "{page}");

    let other = desk.lessons.path().join("en/k-2/05-the-same-number");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("lesson.md"), "# Another\n").unwrap();
    let address = "/preview/lessons/k-2.the-same-number";
    while !desk.get(address).await.text.contains("F007") {
        events.next().await;
    }
    let page = desk.get(address).await.text;
    assert!(
        page.contains(&format!(">{FOLDER} has the order 5 too")),
        "{page}"
    );
}

#[tokio::test]
async fn a_lesson_that_breaks_is_shown_as_it_last_was_and_says_where() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    desk.change("lesson.md", "## The box (6 min)", "## The box");
    events
        .until(&desk, |page| page.contains("as it last was"))
        .await;
    let page = desk.lesson().await;
    assert!(page.contains("lesson.md, line 35: "), "{page}");
    assert!(page.contains("S002"));
    let student = desk.get(STUDENT).await.text;
    assert!(student.contains(LINE), "the last good text stays");
    assert!(student.contains("Line 35: "), "and its step is marked");

    desk.change("lesson.md", "## The box", "## The box (6 min)");
    events
        .until(&desk, |page| page.contains("No problem"))
        .await;
    assert!(!desk.get(STUDENT).await.text.contains("preview-mark"));
}

#[tokio::test]
async fn a_fault_in_the_guide_stands_in_its_segment_and_leads_there() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    desk.change("guide.md", "**Ask** What could Sam say?\n", "");
    events.until(&desk, |page| page.contains("G001")).await;
    let page = desk.lesson().await;
    assert!(page.contains("In the guide: Segment: Practice telling"));
    assert!(page.contains("show=guide&amp;step=2"));
    let guide = desk.get(GUIDE).await.text;
    let segment = guide.split("id=\"segment-practice-telling").nth(1).unwrap();
    let segment = segment.split("</section>").next().unwrap();
    assert!(segment.contains("preview-mark"), "{segment}");
    assert_eq!(guide.matches("preview-mark").count(), 1);
}

#[tokio::test]
async fn files_that_are_renamed_cut_or_taken_away_are_followed() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    // As many editors save: beside the file, and then in its place.
    let text = fs::read_to_string(desk.path("lesson.md")).unwrap();
    let text = text.replace(LINE, "Everybody will know soon.");
    fs::write(desk.path("lesson.md~"), &text).unwrap();
    fs::rename(desk.path("lesson.md~"), desk.path("lesson.md")).unwrap();
    events.next().await;
    events.next().await;
    assert!(desk.get(STUDENT).await.text.contains("know soon."));

    fs::write(desk.path("lesson.md"), b"---\nformat: 1\n\xff\xfe").unwrap();
    events.until(&desk, |page| page.contains("F008")).await;
    assert!(desk.get(STUDENT).await.text.contains("know soon."));

    fs::remove_file(desk.path("lesson.md")).unwrap();
    events
        .until(&desk, |page| page.contains("lesson.md is missing"))
        .await;
    assert!(desk.get(STUDENT).await.text.contains("know soon."));

    fs::write(desk.path("lesson.md"), &text).unwrap();
    events
        .until(&desk, |page| page.contains("No problem"))
        .await;

    let folder = desk.lessons.path().join(FOLDER);
    let aside = desk.lessons.path().join("en/k-2/06-another-name");
    fs::rename(&folder, &aside).unwrap();
    events
        .until(&desk, |page| page.contains("No such lesson"))
        .await;
    let another = desk.get("/preview/lessons/k-2.another-name").await;
    assert!(another.text.contains("F005"), "its id is another one");
    fs::rename(&aside, &folder).unwrap();
    events
        .until(&desk, |page| page.contains("No problem"))
        .await;
}

#[tokio::test]
async fn a_lesson_that_is_only_begun_says_what_it_needs() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    let folder = desk.lessons.path().join("en/k-2/07-a-new-one");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("lesson.md"), "# A new one\n").unwrap();
    let page = "/preview/lessons/k-2.a-new-one";
    while !desk.get(page).await.text.contains("cannot be shown yet") {
        events.next().await;
    }
    assert!(desk.get(page).await.text.contains("guide.md is missing"));
    assert!(desk.get("/").await.text.contains("It cannot be shown yet"));
}

#[tokio::test]
async fn a_folder_that_goes_and_comes_back_is_found_again() {
    let desk = Desk::open().await;
    let mut events = desk.listen().await;
    let aside = tempfile::tempdir().unwrap();
    copy(desk.lessons.path(), aside.path());
    fs::remove_dir_all(desk.lessons.path()).unwrap();
    events
        .until(&desk, |page| page.contains("as it was before"))
        .await;
    assert!(desk.get(STUDENT).await.text.contains(LINE));
    copy(aside.path(), desk.lessons.path());
    events
        .until(&desk, |page| page.contains("No problem"))
        .await;
    desk.change("lesson.md", LINE, "Everybody will know on Sunday.");
    while !desk.get(STUDENT).await.text.contains("Sunday") {
        events.next().await;
    }
}

#[tokio::test]
async fn a_check_can_be_tried_and_panes_lead_to_one_another() {
    let desk = Desk::open().await;
    let request = Request::post(STUDENT)
        .header(header::HOST, &desk.host)
        .header(header::ORIGIN, format!("http://{}", desk.host))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let reply = desk.ask(request, "check=card&choice=1").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert!(reply.text.contains("Soon everyone will know."));
    let guide = desk.get(GUIDE).await.text;
    for step in 1..=3 {
        let href = STUDENT.replace("/1", &format!("/{step}"));
        let link = guide.split("<a ").find(|link| link.contains(&href));
        assert!(link.unwrap().contains("target=\"student\""), "{step}");
    }
    assert!(!guide.contains("masthead"), "no door leads out of a pane");
    let pictures = desk.get("/pictures.svg").await.text;
    assert!(pictures.contains("id=\"box\""), "the folder's own pictures");
    let page = desk
        .get(&format!("/preview/lessons/{LESSON}?step=2&show=guide"))
        .await
        .text;
    for src in [
        STUDENT.replace("/1", "/2"),
        "/project/k-2/5/2".into(),
        format!("{GUIDE}#segment-practice-telling"),
        "/families/lessons/k-2.surprises-and-secrets/letter".into(),
        "/families/lessons/k-2.surprises-and-secrets?paper".into(),
    ] {
        assert!(page.contains(&format!("src=\"{src}")), "{src}");
    }
}

#[tokio::test]
async fn nobody_else_is_answered_and_nothing_can_be_written() {
    let desk = Desk::open().await;
    for host in [
        "evil.example",
        "localhost",
        "localhost:1",
        "10.0.0.1:80",
        "",
    ] {
        for address in ["/", STUDENT, "/preview/events"] {
            let request = Request::get(address).header(header::HOST, host);
            let reply = desk.ask(request, "").await;
            assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
            assert!(!reply.text.contains("Surprises"));
        }
    }
    let reply = desk.ask(Request::get("/"), "").await;
    assert_eq!(reply.status, StatusCode::MISDIRECTED_REQUEST);
    let own = desk.host.replace("localhost", "127.0.0.1");
    let request = Request::get("/").header(header::HOST, own);
    assert_eq!(desk.ask(request, "").await.status, StatusCode::OK);

    for (method, address) in [
        (Method::POST, "/sign-out"),
        (Method::POST, "/api/open_lesson"),
        (Method::POST, "/api/mark_taught"),
        (Method::POST, "/"),
        (Method::PUT, STUDENT),
        (Method::DELETE, "/preview/lessons/k-2.surprises-and-secrets"),
        (Method::GET, "/teach"),
        (Method::GET, "/school"),
        (Method::GET, "/account"),
    ] {
        let request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header(header::HOST, &desk.host)
            .header(header::ORIGIN, format!("http://{}", desk.host));
        let status = desk.ask(request, "").await.status;
        let is_refused = [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED].contains(&status);
        assert!(is_refused, "{method} {address}: {status}");
    }
    for address in ["/", STUDENT, &format!("/preview/lessons/{LESSON}?lang=es")] {
        let reply = desk.get(address).await;
        assert!(!reply.headers.contains_key(header::SET_COOKIE), "{address}");
        assert_eq!(reply.headers[header::CACHE_CONTROL], "no-store");
        let policy = reply.headers[header::CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
    }
}

#[test]
fn a_missing_folder_and_a_taken_port_are_one_sentence_each() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let empty = tempfile::tempdir().unwrap();
    let empty = empty.path().to_str().unwrap();
    let valid = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons/tests/valid");
    for (arguments, words) in [
        (["/no/such/folder", "0"], "/no/such/folder cannot be read"),
        ([empty, "0"], "There are no lessons in"),
        ([valid, &port], "Stop it, or choose another with --port."),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_groundwork"))
            .args(["lessons", "preview", arguments[0], "--port", arguments[1]])
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(said.trim().lines().count(), 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}

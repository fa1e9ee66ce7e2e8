//! The families' site as files: whole, in both languages, and linked within itself.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use scraper::{Html, Selector};

use crate::school::{content, site};

fn export(folder: &Path) -> Output {
    let lessons = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
    Command::new(env!("CARGO_BIN_EXE_groundwork"))
        .args(["lessons", "export", "--lessons", lessons, "--family"])
        .arg(folder)
        .env("GROUNDWORK_LOG", "off")
        .output()
        .unwrap()
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages.extend(self::pages(&path));
        } else if path.extension().is_some_and(|kind| kind == "html") {
            pages.push(path);
        }
    }
    pages
}

/// Every link, script, style and picture of a page, as it stands there.
fn leads_to(page: &Html) -> Vec<String> {
    let mut leads = Vec::new();
    for (elements, attribute) in [("[href]", "href"), ("[src]", "src")] {
        for element in page.select(&Selector::parse(elements).unwrap()) {
            leads.extend(element.attr(attribute).map(str::to_owned));
        }
    }
    leads
}

#[tokio::test]
async fn every_page_is_there_and_leads_to_files_that_are_there() {
    if site("the styles and pictures of the export").is_none() {
        return;
    }
    let (_, curriculum) = content().await;
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("families");
    let output = export(&folder);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    let spanish = curriculum.translation("es").unwrap();
    for lesson in curriculum.lessons() {
        for (lang, told) in [
            ("en", lesson),
            ("es", spanish.lesson(&lesson.id).unwrap_or(lesson)),
        ] {
            let page = folder.join(format!("{lang}/lessons/{}.html", lesson.id));
            let page = fs::read_to_string(page).unwrap();
            assert!(
                page.contains(&format!("<html lang=\"{lang}\"")),
                "{}",
                lesson.id
            );
            let titles = [&told.title, &told.steps[0].title];
            assert!(
                titles.iter().all(|title| page.contains(title.as_str())),
                "{}",
                lesson.id
            );
            let letter = folder.join(format!("{lang}/letters/{}.html", lesson.id));
            assert!(
                fs::read_to_string(letter)
                    .unwrap()
                    .contains(&told.family.title)
            );
        }
    }
    let pages = pages(&folder);
    let mut outside = BTreeSet::new();
    for path in &pages {
        let page = Html::parse_document(&fs::read_to_string(path).unwrap());
        for lead in leads_to(&page) {
            if lead.contains(':') {
                outside.insert(lead);
            } else if let Some(id) = lead.strip_prefix('#') {
                let with_id = Selector::parse(&format!("[id=\"{id}\"]")).unwrap();
                assert_eq!(
                    page.select(&with_id).count(),
                    1,
                    "{}: {lead}",
                    path.display()
                );
            } else {
                let file = lead.split('#').next().unwrap();
                let to = path.parent().unwrap().join(file);
                assert!(to.is_file(), "{}: {lead}", path.display());
            }
        }
    }
    // Two languages of: the list, five units, help for each band and for all, lessons and letters.
    assert_eq!(
        pages.len(),
        1 + 2 * (1 + 5 + 6 + 2 * curriculum.lessons().count())
    );
    outside.retain(|lead| !lead.starts_with("tel:"));
    assert_eq!(
        outside,
        BTreeSet::from(["https://www.weather.gov/".to_owned()])
    );
}

#[tokio::test]
async fn an_export_may_be_written_again_and_no_other_folder_is_touched() {
    if site("the styles and pictures of the export").is_none() {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("letter.txt"), "mine").unwrap();
    let output = export(home.path());
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("holds other files") && said.contains("--family"),
        "{said}"
    );
    let files = fs::read_dir(home.path()).unwrap().count();
    assert_eq!(files, 1);
    let folder = home.path().join("families");
    assert!(export(&folder).status.success());
    fs::write(folder.join("en/index.html"), "old").unwrap();
    assert!(export(&folder).status.success());
    assert!(
        fs::read_to_string(folder.join("en/index.html"))
            .unwrap()
            .len()
            > 1000
    );
}

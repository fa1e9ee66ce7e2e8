//! The schema and the reader ask the same of front matter.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use lessons::{
    course::Curriculum,
    read::{Files, files, read},
    schema::{Sheet, schema},
};
use regex_lite::Regex;
use serde_json::{Value, json};

/// Faults that other files tell, or that are none of front matter.
const ELSEWHERE: [&str; 1] = ["F004-send-after-harm"];

fn folder(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn shipped() -> (Files, Curriculum) {
    let files = files(&folder("")).unwrap();
    let (curriculum, _) = read(&files, "en");
    (files, curriculum)
}

fn sheet(path: &str) -> Option<Sheet> {
    let name = path.rsplit('/').next()?.strip_suffix(".md")?;
    Sheet::ALL.into_iter().find(|sheet| sheet.name() == name)
}

/// The front matter of a file as the value that an editor sees.
fn front(text: &str) -> Result<Value, String> {
    let yaml = text.strip_prefix("---\n").unwrap();
    let (yaml, _) = yaml.split_once("\n---\n").unwrap();
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(yaml, options).map_err(|error| error.to_string())
}

#[test]
fn the_front_matter_of_every_shipped_file_is_valid() {
    let (files, curriculum) = shipped();
    let mut count = 0;
    for (path, bytes) in &files {
        let Some(sheet) = sheet(path) else { continue };
        let front = front(str::from_utf8(bytes).unwrap()).unwrap();
        for schema in [schema(sheet, None), schema(sheet, Some(&curriculum))] {
            assert_eq!(faults(&front, &schema), Vec::<String>::new(), "{path}");
        }
        count += 1;
    }
    assert!(count > 3 * curriculum.lessons().count());
}

#[test]
fn what_the_reader_refuses_of_keys_and_values_the_schema_refuses() {
    let mut count = 0;
    for entry in fs::read_dir(folder("tests/broken")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_about = ["F002", "F003", "F004"].contains(&&name[..4]);
        if !is_about || ELSEWHERE.contains(&name) {
            continue;
        }
        let case = fs::read_to_string(&path).unwrap();
        let (edit, _) = case.split_once("\nexpect\n").unwrap();
        let (file, edit) = edit
            .strip_prefix("file ")
            .unwrap()
            .split_once('\n')
            .unwrap();
        let Some(sheet) = sheet(file) else { continue };
        let valid = fs::read_to_string(folder("tests/valid").join(file)).unwrap();
        let (find, replace) = edit
            .strip_prefix("find\n")
            .unwrap()
            .split_once("\nreplace\n")
            .unwrap();
        assert_eq!(
            faults(&front(&valid).unwrap(), &schema(sheet, None)),
            [""; 0]
        );
        let broken = valid.replacen(find, replace, 1);
        // A key that stands there twice is no mapping any more.
        if let Ok(front) = front(&broken) {
            assert_ne!(faults(&front, &schema(sheet, None)), [""; 0], "{name}");
        }
        count += 1;
    }
    assert!(count >= 17, "{count}");
}

#[test]
fn a_key_of_the_reader_is_described() {
    for sheet in Sheet::ALL {
        let schema = schema(sheet, None);
        for (key, property) in schema["properties"].as_object().unwrap() {
            assert!(
                property["description"].is_string(),
                "{key} of {}",
                sheet.name()
            );
        }
    }
}

#[test]
fn a_translation_names_its_original_and_an_original_names_none() {
    let schema = schema(Sheet::Family, None);
    let letter = json!({ "format": 1, "for": "k-2.a-b", "lang": "en", "send": "after" });
    let with = |pairs: &[(&str, &str)]| {
        let mut letter = letter.clone();
        for (key, value) in pairs {
            letter[key] = json!(value);
        }
        faults(&letter, &schema).is_empty()
    };
    assert!(with(&[]));
    assert!(!with(&[("source", "k-2.a-b")]));
    assert!(!with(&[("lang", "es")]));
    assert!(with(&[
        ("lang", "es"),
        ("source", "k-2.a-b"),
        ("source_hash", "0123")
    ]));
    assert!(!with(&[("for", "k-3.a-b")]));
}

#[test]
fn with_a_curriculum_only_its_standards_and_words_are_known() {
    let (files, curriculum) = shipped();
    let path = files
        .keys()
        .find(|path| path.ends_with("/lesson.md"))
        .unwrap();
    let mut front = front(str::from_utf8(&files[path]).unwrap()).unwrap();
    front["standards"] = json!(["nses2:NO.1"]);
    assert_eq!(faults(&front, &schema(Sheet::Lesson, None)), [""; 0]);
    assert_eq!(
        faults(&front, &schema(Sheet::Lesson, Some(&curriculum))).len(),
        1
    );
}

/// What is wrong with a value, by as much of JSON Schema as ours use.
fn faults(value: &Value, schema: &Value) -> Vec<String> {
    let Some(keywords) = schema.as_object() else {
        let refused = schema == &json!(false);
        let fault = refused.then(|| format!("{value} stands there"));
        return fault.into_iter().collect();
    };
    let mut found = Vec::new();
    for (keyword, rule) in keywords {
        match keyword.as_str() {
            "properties" => {
                for (key, rule) in rule.as_object().unwrap() {
                    let own = value.get(key).into_iter();
                    found.extend(own.flat_map(|value| faults(value, rule)));
                }
            }
            "items" => {
                let items = value.as_array().into_iter().flatten();
                found.extend(items.flat_map(|item| faults(item, rule)));
            }
            "allOf" => {
                let rules = rule.as_array().unwrap().iter();
                found.extend(rules.flat_map(|rule| faults(value, rule)));
            }
            "if" => {
                let branch = match faults(value, rule).is_empty() {
                    true => "then",
                    false => "else",
                };
                let branch = keywords.get(branch).into_iter();
                found.extend(branch.flat_map(|rule| faults(value, rule)));
            }
            keyword if !holds(keyword, rule, value, schema) => {
                found.push(format!("{value} against {keyword} {rule}"));
            }
            _ => {}
        }
    }
    found
}

/// Whether a value keeps to one keyword; one that is not known here stops the test.
fn holds(keyword: &str, rule: &Value, value: &Value, schema: &Value) -> bool {
    let limit = || rule.as_u64().unwrap();
    let length = value.as_str().map(|text| text.chars().count() as u64);
    let count = value.as_array().map(|list| list.len() as u64);
    let mut items = value.as_array().into_iter().flatten();
    let own = value.as_object();
    match keyword {
        "$schema" | "title" | "description" | "then" | "else" => true,
        "type" => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            other => panic!("the type {other}"),
        },
        "const" => value == rule,
        "enum" => rule.as_array().unwrap().contains(value),
        "minLength" => length.is_none_or(|length| length >= limit()),
        "maxLength" => length.is_none_or(|length| length <= limit()),
        "minimum" => value.as_u64().is_none_or(|number| number >= limit()),
        "maximum" => value.as_u64().is_none_or(|number| number <= limit()),
        "minItems" => count.is_none_or(|count| count >= limit()),
        "pattern" => {
            let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "required" => {
            let mut keys = rule.as_array().unwrap().iter();
            own.is_none_or(|own| keys.all(|key| own.contains_key(key.as_str().unwrap())))
        }
        "additionalProperties" => {
            let known = schema["properties"].as_object().unwrap();
            own.is_none_or(|own| own.keys().all(|key| known.contains_key(key)))
        }
        "contains" => items.any(|item| faults(item, rule).is_empty()),
        "not" => !faults(value, rule).is_empty(),
        other => panic!("the keyword {other}"),
    }
}

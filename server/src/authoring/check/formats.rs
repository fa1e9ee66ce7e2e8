//! Problems as programs read them: a JSON list, SARIF 2.1.0, and commands of GitHub's workflows.
//!
//! Files are named from the working directory on, so that whoever runs there finds them.

use std::{
    env, fmt,
    path::{Component, Path, PathBuf},
};

use lessons::{
    lint::rules::RULES,
    problem::{Level, Problem},
};
use serde_json::{Value, json};

/// What a code host reads the format's form from.
const SARIF_SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Turns paths below the lessons folder into paths from the working directory on. Files of a
/// school's own folder are named by that folder already.
pub struct Places {
    folder: PathBuf,
    overlay: Option<String>,
}

impl Places {
    /// Lessons that are built in lie in no folder.
    pub fn of(folder: Option<&Path>, overlay: Option<&Path>) -> Self {
        Self {
            folder: folder.map(Self::from_here).unwrap_or_default(),
            overlay: overlay.map(|overlay| format!("{}/", overlay.display())),
        }
    }

    fn from_here(folder: &Path) -> PathBuf {
        let is_plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
        if folder.components().all(is_plain) {
            let parts = folder.components();
            parts.filter(|part| *part != Component::CurDir).collect()
        } else {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            let here = env::current_dir().and_then(|here| here.canonicalize());
            let below = here.ok().and_then(|here| real.strip_prefix(here).ok());
            below.map_or_else(|| real.clone(), Path::to_owned)
        }
    }

    /// A file as it lies in the tree of lessons, whichever folder holds it.
    pub fn in_the_tree<'f>(&self, file: &'f str) -> &'f str {
        let own = self.overlay.as_deref();
        own.and_then(|own| file.strip_prefix(own)).unwrap_or(file)
    }

    pub fn path(&self, file: &str) -> String {
        if self.in_the_tree(file) != file {
            return file.to_owned();
        }
        let path = self.folder.join(file);
        path.to_string_lossy().replace('\\', "/")
    }

    fn uri(&self, file: &str) -> String {
        let path = self.path(file);
        let encoded = Encoded(&path);
        match self.folder.is_absolute() {
            true => format!("file://{encoded}"),
            false => encoded.to_string(),
        }
    }
}

/// A path as a URI writes it.
struct Encoded<'p>(&'p str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                    write!(f, "{}", char::from(byte))?;
                }
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

/// The column behind the last character that is meant.
const fn end_column(problem: &Problem) -> usize {
    problem.column + problem.width
}

/// A list of objects, one for each problem.
pub fn json(problems: &[Problem], places: &Places) -> String {
    let list: Vec<_> = problems
        .iter()
        .map(|problem| {
            json!({
                "file": places.path(&problem.file),
                "line": problem.line,
                "column": problem.column,
                "end_column": end_column(problem),
                "code": problem.code,
                "level": problem.level.to_string(),
                "message": problem.message,
                "help": problem.help,
            })
        })
        .collect();
    format!("{:#}", Value::from(list))
}

/// One run of SARIF, with every rule whether it was broken or not.
pub fn sarif(problems: &[Problem], places: &Places) -> String {
    let rules: Vec<_> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": { "text": rule.meaning },
                "fullDescription": { "text": rule.meaning },
                "help": { "text": "The folder's README.md says how lessons are written." },
                "defaultConfiguration": { "level": rule.level.to_string() },
                "properties": { "tags": ["lessons"] },
            })
        })
        .collect();
    let results: Vec<_> = problems
        .iter()
        .map(|problem| result(problem, places))
        .collect();
    let run = json!({
        "tool": { "driver": {
            "name": "groundwork",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        } },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({ "$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run] });
    format!("{log:#}")
}

fn result(problem: &Problem, places: &Places) -> Value {
    let mut region = json!({ "startLine": problem.line });
    if problem.width > 0 {
        region["startColumn"] = json!(problem.column);
        region["endColumn"] = json!(end_column(problem));
    }
    let mut result = json!({
        "ruleId": problem.code,
        "level": problem.level.to_string(),
        "message": { "text": told(problem) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": places.uri(&problem.file) },
            "region": region,
        } }],
    });
    if let Some(at) = RULES.iter().position(|rule| rule.code == problem.code) {
        result["ruleIndex"] = json!(at);
    }
    result
}

/// The message and what to do about it, in one text.
fn told(problem: &Problem) -> String {
    let Problem { message, help, .. } = problem;
    match help.is_empty() {
        true => message.clone(),
        false => format!("{message}. {help}"),
    }
}

/// A workflow command for each problem.
pub fn github(problems: &[Problem], places: &Places) -> Vec<String> {
    problems
        .iter()
        .map(|problem| {
            let level = match problem.level {
                Level::Error => "error",
                Level::Warning => "warning",
            };
            let end = match problem.width {
                0 => String::new(),
                width => format!(",endColumn={}", problem.column + width - 1),
            };
            format!(
                "::{level} file={},line={},col={}{end},title={}::{}",
                property(&places.path(&problem.file)),
                problem.line,
                problem.column,
                property(problem.code),
                data(&told(problem))
            )
        })
        .collect()
}

/// Signs that would end a command's text, as its readers turn them back.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Signs that would end a property, besides.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

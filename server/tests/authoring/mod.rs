//! What authors run: the binary against folders of lessons, as they would.

mod checking;
mod making;

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// The small tree that the reader's own tests change, one lesson about harm.
const VALID: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons/tests/valid");
const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../lessons");
const LESSON: &str = "lessons/en/k-2/05-surprises-and-secrets/lesson.md";

/// A working directory with lessons in it.
struct Desk(TempDir);

/// What a command printed, and its exit code.
struct Said {
    out: String,
    beside: String,
    code: Option<i32>,
}

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        copy(Path::new(VALID), &desk.0.path().join("lessons"));
        desk
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_groundwork"))
            .arg("lessons")
            .args(arguments)
            .env("GROUNDWORK_LOG", "off")
            .current_dir(self.0.path())
            .stdin(Stdio::null())
            .output();
        let Output {
            status,
            stdout,
            stderr,
        } = output.unwrap();
        Said {
            out: String::from_utf8(stdout).unwrap(),
            beside: String::from_utf8(stderr).unwrap(),
            code: status.code(),
        }
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.path().join(path)).unwrap()
    }

    fn change(&self, path: &str, find: &str, replace: &str) {
        let text = self.read(path);
        assert!(text.contains(find), "{find}");
        fs::write(self.0.path().join(path), text.replace(find, replace)).unwrap();
    }

    /// Every file below the desk, hidden ones too.
    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(self.0.path(), self.0.path(), &mut files);
        files
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], words: &[&str]) {
        let before = self.files();
        let said = self.run(arguments);
        assert_eq!(said.code, Some(1), "{}", said.beside);
        assert_eq!(said.beside.trim().lines().count(), 1, "{}", said.beside);
        for word in words {
            assert!(said.beside.contains(word), "no {word:?} in {}", said.beside);
        }
        assert_eq!((said.out.as_str(), self.files()), ("", before));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}

fn gather(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap();
            let name = name.to_string_lossy().into_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// A misspelt topic, and a shared page that is no page at all.
fn with_two_errors() -> Desk {
    let desk = Desk::new();
    desk.change(LESSON, "topics: [secrets,", "topics: [secretz,");
    fs::remove_file(desk.0.path().join("lessons/en/shared/pre-brief.md")).unwrap();
    desk
}

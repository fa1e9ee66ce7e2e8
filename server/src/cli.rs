//! The command line. Every refusal is one sentence on standard error and a non-zero exit.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};

use chrono::{NaiveDate, Utc};
use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::{
    authoring::Lessons,
    backup,
    content::Content,
    db::{Openness, Refusal},
    demo,
    entrance::Entrance,
    init,
    say::{hand_over, say},
    serve::{Place, Reach, Server, told},
};

/// Groundwork: prevention lessons for schools.
#[derive(Debug, Parser)]
#[command(name = "groundwork", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve(Serve),
    /// Look around in an invented district
    Demo(Demo),
    /// Set a district up and print a one-time link for its first administrator
    Init(Init),
    /// Bring the database up to date and do nothing else
    Migrate(Records),
    /// Copy the records to a file, also while the server runs
    Backup(Copy),
    /// Put the records back from such a file, while the server is stopped
    Restore(Copy),
    /// Work on lessons
    Lessons {
        #[command(subcommand)]
        command: Lessons,
    },
}

/// Where the records lie.
#[derive(Debug, Args)]
struct Records {
    /// The folder for the records and the key
    #[arg(long, env = "GROUNDWORK_DATA", default_value = "data")]
    data: PathBuf,
    /// postgres://… instead of a file in that folder
    #[arg(long, env = "GROUNDWORK_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// Keep a SQLite file on a network file system, although its locks may not hold there
    #[arg(long)]
    network_file_system: bool,
}

impl Records {
    fn place(&self) -> Result<Place, Refusal> {
        let openness = Openness {
            network_file_system: self.network_file_system,
        };
        Place::new(self.data.clone(), self.database.as_deref(), openness)
    }
}

/// How the server is reached, and what it teaches.
#[derive(Debug, Args)]
struct Way {
    /// The address and port to answer on
    #[arg(long, env = "GROUNDWORK_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The address that browsers use, when something in front encrypts: https://…
    #[arg(long, env = "GROUNDWORK_ORIGIN")]
    origin: Option<String>,
    /// Answer unencrypted on a network that is the school's own
    #[arg(long)]
    insecure_lan: bool,
    #[command(flatten)]
    lessons: Which,
}

/// Which lessons are taught.
#[derive(Debug, Args)]
struct Which {
    /// A folder of lessons instead of those that are built in
    #[arg(long, env = "GROUNDWORK_LESSONS")]
    lessons: Option<PathBuf>,
    /// The school's own folder of lessons, laid over those
    #[arg(long, value_name = "DIR", env = "GROUNDWORK_OVERLAY")]
    overlay: Option<PathBuf>,
}

impl Which {
    fn open(&self) -> Result<Content, Refusal> {
        Content::open(self.lessons.as_deref())?.with_overlay(self.overlay.as_deref())
    }
}

impl Way {
    fn reach(&self) -> Reach {
        Reach {
            listen: self.listen,
            origin: self.origin.clone(),
            insecure_lan: self.insecure_lan,
        }
    }
}

#[derive(Debug, Args)]
struct Serve {
    #[command(flatten)]
    records: Records,
    #[command(flatten)]
    way: Way,
    /// Log as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Demo {
    /// The demo's own folder
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Make it anew
    #[arg(long)]
    fresh: bool,
    /// The port to answer on, on this computer only
    #[arg(long, default_value_t = 3000)]
    port: u16,
    #[command(flatten)]
    lessons: Which,
}

#[derive(Debug, Args)]
struct Init {
    #[command(flatten)]
    records: Records,
    /// The district's name
    #[arg(long)]
    district: String,
    /// The first school's name
    #[arg(long)]
    school: String,
    /// The first administrator's name
    #[arg(long)]
    name: String,
    /// The first administrator's e-mail address
    #[arg(long)]
    email: String,
    /// Where the district is, such as America/New_York
    #[arg(long, default_value = "America/New_York")]
    time_zone: String,
    /// First day of the term, such as 2026-08-31
    #[arg(long, requires = "last_day")]
    first_day: Option<NaiveDate>,
    /// Last day of the term
    #[arg(long, requires = "first_day")]
    last_day: Option<NaiveDate>,
    /// The address the link begins with
    #[arg(
        long,
        env = "GROUNDWORK_ORIGIN",
        default_value = "http://localhost:8080"
    )]
    origin: String,
}

#[derive(Debug, Args)]
struct Copy {
    #[command(flatten)]
    records: Records,
    /// The copy
    file: PathBuf,
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// One sentence that says what stands in the way and what to do.
    pub async fn run(self) -> Result<ExitCode, Refusal> {
        match self.command {
            Command::Serve(serve) => serve.run().await?,
            Command::Demo(demo) => demo.run().await?,
            Command::Init(init) => init.run().await?,
            Command::Migrate(records) => migrate(&records).await?,
            Command::Backup(copy) => copy.make().await?,
            Command::Restore(copy) => copy.put_back().await?,
            Command::Lessons { command } => return command.run().await,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Serve {
    async fn run(self) -> Result<(), Refusal> {
        log(self.json);
        let place = self.records.place()?;
        let content = self.way.lessons.open()?;
        let server = Server::open(&place, &self.way.reach(), content, Vec::new()).await?;
        say(&format!("Groundwork answers at {}", server.address()))?;
        server.run().await.map_err(stopped)
    }
}

impl Demo {
    async fn run(self) -> Result<(), Refusal> {
        log(false);
        let place = Place::new(self.data, None, Openness::default())?;
        let database = place.folder.join("groundwork.db");
        let demo = demo::claim(&place.folder, &database, self.fresh, Utc::now())?;
        let reach = Reach {
            listen: (Ipv4Addr::LOCALHOST, self.port).into(),
            origin: None,
            insecure_lan: false,
        };
        let content = self.lessons.open()?;
        let server = Server::open(&place, &reach, content, demo::sign_ins()).await?;
        demo.fill(&server.shared).await.map_err(told)?;
        say(&demo_words(&server))?;
        server.run().await.map_err(stopped)
    }
}

/// The address and the sign-ins, as the demo prints them.
fn demo_words(server: &Server) -> String {
    use app::school::accounts::DemoFields;
    let address = server.address();
    let mut words = format!("\nThe demo school is open at {address}\n\n");
    for sign_in in &server.shared.demo {
        let (door, fields) = match &sign_in.fields {
            DemoFields::Staff { email, password } => ("/sign-in", format!("{email}  {password}")),
            DemoFields::Student {
                class_code,
                own_code,
            } => ("/s/sign-in", format!("{class_code}  {own_code}")),
        };
        let who = format!("{}, {}", sign_in.who, sign_in.role);
        words += &format!("  {who:<44}  {address}{door}  {fields}\n");
    }
    words + "\nEverybody is invented. Stop it with Ctrl-C."
}

impl Init {
    async fn run(self) -> Result<(), Refusal> {
        let (db, _) = self.records.place()?.open().await?;
        let first = init::First {
            district: self.district,
            school: self.school,
            time_zone: self.time_zone,
            name: self.name,
            email: self.email,
            term: self.first_day.zip(self.last_day),
        };
        let origin = Entrance::checked_origin(&self.origin).map_err(Refusal)?;
        let token = init::run(&db, first, Utc::now()).await?;
        hand_over(&format!(
            "Everything is set up. This link works once, for seven days:\n\
             {origin}/invitation/{token}"
        ))
    }
}

async fn migrate(records: &Records) -> Result<(), Refusal> {
    let place = records.place()?;
    crate::db::Db::open(&place.database, place.openness).await?;
    say(&format!("The database {} is up to date.", place.database))
}

impl Copy {
    async fn make(self) -> Result<(), Refusal> {
        let place = self.records.place()?;
        backup::backup(&place, &self.file).await?;
        say(&format!(
            "The records are copied to {}. Keep a copy of {} too, in another place: without it \
             students’ codes are lost.",
            self.file.display(),
            place.key_file().display()
        ))
    }

    async fn put_back(self) -> Result<(), Refusal> {
        let place = self.records.place()?;
        let before = backup::restore(&place, &self.file, Utc::now()).await?;
        let before = before.map(|before| {
            let before = before.display();
            format!(" What stood there is kept as {before}.")
        });
        say(&format!(
            "The records are those of {} again.{}",
            self.file.display(),
            before.unwrap_or_default()
        ))
    }
}

fn stopped(error: io::Error) -> Refusal {
    Refusal(format!("Groundwork has stopped: {error}."))
}

/// What is worth writing down, on standard error; never anything about a visitor.
fn log(json: bool) {
    let filter = EnvFilter::try_from_env("GROUNDWORK_LOG");
    let filter = filter.unwrap_or_else(|_| EnvFilter::new("info,sea_orm_migration=warn,sqlx=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr);
    // A second call in one process changes nothing.
    let _ = match json {
        true => log.json().try_init(),
        false => log.try_init(),
    };
}

//! The words that stand in columns: small sets of names, kept as text.

use std::{fmt, str::FromStr};

use app::school::{accounts::Role as StaffRole, closing};
use sea_orm::{DbErr, DeriveValueType, TryFromU64, sea_query::ValueTypeErr};

/// Gives a set of names its column: each name's text, and back.
macro_rules! word {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DeriveValueType)]
        #[sea_orm(value_type = "String")]
        pub enum $name {
            $($variant),+
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => $text),+
                })
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl FromStr for $name {
            type Err = ValueTypeErr;

            fn from_str(text: &str) -> Result<Self, ValueTypeErr> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(ValueTypeErr),
                }
            }
        }
    };
}

word! {
    /// What an organisation is.
    OrgKind { District = "district", School = "school" }
}

word! {
    /// What a person is to the district.
    PersonKind { Student = "student", Staff = "staff" }
}

word! {
    /// How somebody signs in.
    CredentialKind { Password = "password", OwnCode = "own_code" }
}

word! {
    /// What a person is in a section.
    EnrollmentRole { Teacher = "teacher", Student = "student" }
}

word! {
    /// What a member of staff does at an organisation.
    Role {
        Teacher = "teacher",
        Counselor = "counselor",
        SchoolAdministrator = "school_administrator",
        DistrictAdministrator = "district_administrator",
    }
}

word! {
    /// Who decides which step of a lesson a student's device shows.
    Pace { Own = "own", Teacher = "teacher" }
}

word! {
    /// How one segment of a lesson was taught.
    Manner { AsWritten = "as_written", Changed = "changed", Skipped = "skipped" }
}

word! {
    /// Why a segment was changed or skipped; never a word about a student.
    Reason {
        Time = "time",
        ClassNeeds = "class_needs",
        Access = "access",
        Technical = "technical",
        Other = "other",
    }
}

word! {
    /// A section's grade band.
    Band { K2 = "k-2", Three5 = "3-5", Six8 = "6-8", Nine10 = "9-10", Eleven12 = "11-12" }
}

impl From<StaffRole> for Role {
    fn from(role: StaffRole) -> Self {
        match role {
            StaffRole::Teacher => Self::Teacher,
            StaffRole::Counselor => Self::Counselor,
            StaffRole::SchoolAdministrator => Self::SchoolAdministrator,
            StaffRole::DistrictAdministrator => Self::DistrictAdministrator,
        }
    }
}

impl From<Role> for StaffRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Teacher => Self::Teacher,
            Role::Counselor => Self::Counselor,
            Role::SchoolAdministrator => Self::SchoolAdministrator,
            Role::DistrictAdministrator => Self::DistrictAdministrator,
        }
    }
}

impl From<lessons::course::Band> for Band {
    fn from(band: lessons::course::Band) -> Self {
        match band {
            lessons::course::Band::K2 => Self::K2,
            lessons::course::Band::Three5 => Self::Three5,
            lessons::course::Band::Six8 => Self::Six8,
            lessons::course::Band::Nine10 => Self::Nine10,
            lessons::course::Band::Eleven12 => Self::Eleven12,
        }
    }
}

impl From<Band> for lessons::course::Band {
    fn from(band: Band) -> Self {
        match band {
            Band::K2 => Self::K2,
            Band::Three5 => Self::Three5,
            Band::Six8 => Self::Six8,
            Band::Nine10 => Self::Nine10,
            Band::Eleven12 => Self::Eleven12,
        }
    }
}

impl From<closing::Manner> for Manner {
    fn from(manner: closing::Manner) -> Self {
        match manner {
            closing::Manner::AsWritten => Self::AsWritten,
            closing::Manner::Changed => Self::Changed,
            closing::Manner::Skipped => Self::Skipped,
        }
    }
}

impl From<closing::Reason> for Reason {
    fn from(reason: closing::Reason) -> Self {
        match reason {
            closing::Reason::Time => Self::Time,
            closing::Reason::ClassNeeds => Self::ClassNeeds,
            closing::Reason::Access => Self::Access,
            closing::Reason::Technical => Self::Technical,
            closing::Reason::Other => Self::Other,
        }
    }
}

impl From<Manner> for closing::Manner {
    fn from(manner: Manner) -> Self {
        match manner {
            Manner::AsWritten => Self::AsWritten,
            Manner::Changed => Self::Changed,
            Manner::Skipped => Self::Skipped,
        }
    }
}

impl From<Reason> for closing::Reason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Time => Self::Time,
            Reason::ClassNeeds => Self::ClassNeeds,
            Reason::Access => Self::Access,
            Reason::Technical => Self::Technical,
            Reason::Other => Self::Other,
        }
    }
}

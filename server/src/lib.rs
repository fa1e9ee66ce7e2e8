//! What is true: the database, who may do what, the wire and the command line.

pub mod authoring;
pub mod backup;
pub mod cli;
pub mod clock;
pub mod content;
pub mod db;
pub mod demo;
pub mod difference;
pub mod entity;
pub mod entrance;
pub mod error;
pub mod http;
pub mod init;
pub mod keys;
pub mod live;
pub mod migration;
pub mod overlay;
pub mod reports;
pub mod router;
pub mod say;
pub mod school;
pub mod serve;
pub mod shared;
pub mod sign_in;
pub mod visit;

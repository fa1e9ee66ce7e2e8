//! Markdown to sanitised HTML.
//!
//! A body is parsed once into a small tree whose nodes know their places; structure, rules and
//! rendering all walk that tree. What is rendered has passed an allow-list; only afterwards are
//! glossary buttons and pictures written into it, so that no author can write them by hand.

pub(crate) mod clean;
pub(crate) mod links;
pub(crate) mod render;
pub(crate) mod tree;

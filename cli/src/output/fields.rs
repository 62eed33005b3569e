//! A block of names and values.

use std::fmt;

use super::style::{FAINT, TITLE};

/// A title and, under it, names and values in two columns.
///
/// ```text
/// photo.jpg
///   content id  5f0c…
///   length      50,012 bytes
/// ```
#[derive(Default)]
pub struct Fields {
    title: String,
    rows: Vec<(&'static str, String)>,
}

impl Fields {
    /// A block about `title`.
    pub fn of(title: impl ToString) -> Self {
        Self {
            title: title.to_string(),
            rows: Vec::new(),
        }
    }

    /// Adds a value.
    #[must_use]
    pub fn field(mut self, name: &'static str, value: impl ToString) -> Self {
        self.rows.push((name, value.to_string()));
        self
    }

    /// Adds a value where there is one.
    #[must_use]
    pub fn optional(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.field(name, value),
            None => self,
        }
    }
}

impl Fields {
    /// What it is about.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Names and values, in order.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.rows
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{TITLE}{}{TITLE:#}", self.title)?;
        let widths = self.rows.iter().map(|(name, _)| name.len());
        let width = widths.max().unwrap_or(0);
        for (name, value) in &self.rows {
            writeln!(f, "  {FAINT}{name:<width$}{FAINT:#}  {value}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_in_one_column() {
        let block = Fields::of("title")
            .field("a", 1)
            .optional("none", None::<u8>)
            .field("longer", 2)
            .to_string();
        let plain = anstream::adapter::strip_str(&block).to_string();
        assert_eq!(plain, "title\n  a       1\n  longer  2\n");
    }
}

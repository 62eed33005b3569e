//! Rows under a head.

use std::fmt;

use super::style::FAINT;

/// A column: its name, and the side its values stand on.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    /// Texts.
    Left(&'static str),
    /// Numbers.
    Right(&'static str),
}

/// Rows of values under the names of their columns.
///
/// ```text
/// index  price    sold  sale
///     0  0.5 SOL     3  open
///     1  2 SOL    1/10  retired
/// ```
#[derive(Debug)]
pub struct Table<const N: usize> {
    columns: [Column; N],
    rows: Vec<[String; N]>,
}

impl Column {
    fn name(self) -> &'static str {
        match self {
            Self::Left(name) | Self::Right(name) => name,
        }
    }

    fn aligned(self, text: &str, width: usize) -> String {
        match self {
            Self::Left(_) => format!("{text:<width$}"),
            Self::Right(_) => format!("{text:>width$}"),
        }
    }
}

impl<const N: usize> Table<N> {
    /// A table without rows.
    pub fn new(columns: [Column; N]) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, values: [String; N]) {
        self.rows.push(values);
    }

    fn line<'a>(&self, widths: &[usize; N], values: impl Iterator<Item = &'a str>) -> String {
        let cells = self.columns.iter().zip(widths).zip(values);
        let cells = cells.map(|((column, width), text)| column.aligned(text, *width));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}

impl<const N: usize> fmt::Display for Table<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.columns.map(Column::name);
        let mut widths = names.map(str::len);
        for row in &self.rows {
            for (width, value) in widths.iter_mut().zip(row) {
                *width = (*width).max(value.chars().count());
            }
        }
        let head = self.line(&widths, names.into_iter());
        writeln!(f, "{FAINT}{head}{FAINT:#}")?;
        for row in &self.rows {
            let line = self.line(&widths, row.iter().map(String::as_str));
            writeln!(f, "{line}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_left_and_numbers_right() {
        let mut table = Table::new([Column::Right("index"), Column::Left("price")]);
        table.row(["0".to_owned(), "long text".to_owned()]);
        table.row(["1".to_owned(), "é".to_owned()]);
        let plain = anstream::adapter::strip_str(&table.to_string()).to_string();
        assert_eq!(plain, "index  price\n    0  long text\n    1  é\n");
    }
}

//! Counts tests by the closing lines of cargo's test runners.

use std::fmt;

/// How many tests ran, over all runners that were watched.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Tally {
    /// Takes a line of a runner's output; most lines say nothing.
    ///
    /// cargo test closes with `test result: ok. 3 passed; 0 failed; 1 ignored; …`,
    /// nextest with `Summary [ 1.5s] 4 tests run: 3 passed (1 slow), 1 failed, 2 skipped`.
    pub(crate) fn see(&mut self, line: &str) {
        let line = without_colors(line);
        let line = line.trim();
        let counts = if let Some(counts) = line.strip_prefix("test result: ") {
            counts
        } else if let Some(counts) = line.strip_prefix("Summary [") {
            let Some((_, counts)) = counts.split_once(" run: ") else {
                return;
            };
            counts
        } else {
            return;
        };
        let words: Vec<&str> = counts
            .split([' ', ',', ';', '('])
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<u64>() else {
                continue;
            };
            match pair[1] {
                "passed" => self.passed += count,
                // nextest counts "1 exec failed" and "1 timed out" apart.
                "failed" | "exec" | "timed" => self.failed += count,
                "ignored" | "skipped" => self.skipped += count,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        write!(
            f,
            "tests: {passed} passed, {failed} failed, {skipped} skipped"
        )
    }
}

/// The line without the escape sequences of a terminal.
fn without_colors(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once('m').map_or("", |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn tally(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        for line in lines {
            tally.see(line);
        }
        tally.to_string()
    }

    #[test]
    fn closing_lines_of_both_runners_are_added_up() {
        let cargo = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.02s\n";
        let nextest = "     Summary [   1.512s] 6 tests run: 4 passed (1 slow), 1 failed, 1 timed out, 2 skipped\n";
        assert_eq!(
            tally(&[cargo, "running 3 tests\n", nextest]),
            "tests: 7 passed, 2 failed, 3 skipped"
        );
    }

    #[test]
    fn a_nextest_run_that_was_stopped_early_counts_what_ran() {
        let line = "Summary [ 0.1s] 3/9 tests run: 2 passed, 1 failed, 0 skipped";
        assert_eq!(tally(&[line]), "tests: 2 passed, 1 failed, 0 skipped");
    }

    #[test]
    fn colors_do_not_hide_a_closing_line() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [ 0.1s] \u{1b}[1m1\u{1b}[0m tests run: \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m";
        assert_eq!(tally(&[line]), "tests: 1 passed, 0 failed, 0 skipped");
    }
}

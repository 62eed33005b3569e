//! Bars that fill up, on standard error.

use indicatif::{ProgressBar, ProgressStyle};

const COUNTER_TEMPLATE: &str = "{msg} {wide_bar} {pos}/{len} {eta}";
const TEMPLATE: &str = "{msg} {wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta}";

/// How far some work has come. It is gone from the screen when dropped.
pub struct Progress(ProgressBar);

impl Progress {
    pub(super) fn bar(name: &str, total: u64) -> Self {
        let style =
            ProgressStyle::with_template(TEMPLATE).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(total).with_style(style);
        Self(bar.with_message(name.to_owned()))
    }

    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// `done` bytes of all are done.
    pub fn set(&self, done: u64) {
        self.0.set_position(done);
    }
}

/// How many of some things are done, of how many. It is gone from the screen when dropped.
pub struct Counter(ProgressBar);

impl Counter {
    pub(super) fn bar(name: &str) -> Self {
        let style = ProgressStyle::with_template(COUNTER_TEMPLATE)
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(0).with_style(style);
        Self(bar.with_message(name.to_owned()))
    }

    pub(super) fn hidden() -> Self {
        Self(ProgressBar::hidden())
    }

    /// `done` of `all` are done.
    pub fn set(&self, done: usize, all: usize) {
        self.0.set_length(all as u64);
        self.0.set_position(done as u64);
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

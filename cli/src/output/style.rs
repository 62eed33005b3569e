//! The few styles there are. A text is as clear without them.

use anstyle::{AnsiColor, Style};

/// What went wrong.
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// What helps.
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// What happened on the way.
pub const NOTE: Style = AnsiColor::Blue.on_default().bold();
/// What holds.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What a block is about.
pub const TITLE: Style = Style::new().bold();
/// What is less important.
pub const FAINT: Style = Style::new().dimmed();

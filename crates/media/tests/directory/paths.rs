//! Which texts are paths.

use proptest::prelude::*;
use provenue_media::directory::{PathError, RelativePath};

#[test]
fn paths_that_could_leave_the_directory_or_mislead_are_refused() {
    for (text, error) in [
        ("", PathError::Empty),
        ("/", PathError::Absolute),
        ("/etc/passwd", PathError::Absolute),
        ("C:/windows", PathError::Absolute),
        ("c:x", PathError::Absolute),
        ("..", PathError::Dots),
        ("../a", PathError::Dots),
        ("a/../b", PathError::Dots),
        ("a/..", PathError::Dots),
        (".", PathError::Dots),
        ("./a", PathError::Dots),
        ("a//b", PathError::EmptyName),
        ("a/", PathError::EmptyName),
        ("a\\b", PathError::Backslash),
        ("..\\a", PathError::Backslash),
        ("a\0b", PathError::Control),
        ("a\nb", PathError::Control),
        ("\u{9b}31m", PathError::Control),
        ("e\u{301}", PathError::Form),
        ("\u{212b}", PathError::Form),
    ] {
        assert_eq!(text.parse::<RelativePath>(), Err(error), "{text:?}");
    }
    let long = "a".repeat(4097);
    assert_eq!(
        long.parse::<RelativePath>(),
        Err(PathError::Long { found: 4097 })
    );
}

#[test]
fn ordinary_and_odd_names_are_paths() {
    let longest = "a".repeat(4096);
    for text in [
        "a",
        "a/b",
        ".git/config",
        "...",
        "a/...b",
        " ",
        "~",
        "12:30",
        "ab:c",
        "$(rm)",
        "日本/語",
        "\u{e9}",
        "a b/c d",
        longest.as_str(),
    ] {
        let path: RelativePath = text.parse().unwrap();
        assert_eq!(path.as_str(), text);
        assert_eq!(path.names().collect::<Vec<_>>().join("/"), text);
    }
    let path = RelativePath::normalized("e\u{301}/a").unwrap();
    assert_eq!(path.as_str(), "\u{e9}/a");
}

proptest! {
    #[test]
    fn what_is_accepted_stays_inside_and_is_accepted_again(text in any::<String>()) {
        if let Ok(path) = RelativePath::normalized(&text) {
            prop_assert_eq!(path.as_str().parse(), Ok(path.clone()));
            let inside = std::path::Path::new(path.as_str()).components();
            prop_assert!(inside.into_iter().all(|part| matches!(part, std::path::Component::Normal(_))));
        }
    }

    #[test]
    fn slashes_dots_and_letters_in_any_order_never_leave(text in "[a./\\\\c:]{0,12}") {
        if let Ok(path) = text.parse::<RelativePath>() {
            let parts = path.as_str().split('/');
            prop_assert!(parts.into_iter().all(|name| !["", ".", ".."].contains(&name)));
        }
    }
}

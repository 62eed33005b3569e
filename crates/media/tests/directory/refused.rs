//! What has no content id, each told in words.

use std::{fs, path::Path};

use provenue_media::{
    ChunkSize, MediaError,
    directory::{Directory, DirectoryError, PathError},
};

fn refusal(root: &Path) -> DirectoryError {
    Directory::scan(root).unwrap_err()
}

#[test]
fn what_is_no_directory_or_holds_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(matches!(refusal(&file), DirectoryError::NotADirectory { path } if path == file));
    let missing = folder.path().join("missing");
    assert!(
        matches!(refusal(&missing), DirectoryError::Unreadable { path, .. } if path == missing)
    );

    let empty = folder.path().join("empty");
    fs::create_dir_all(empty.join("only/directories")).unwrap();
    let refused = refusal(&empty);
    assert!(matches!(refused, DirectoryError::Empty));
    assert!(refused.to_string().starts_with("there are no files"));
}

#[test]
fn empty_directories_are_no_part_of_the_work() {
    let folder = tempfile::tempdir().unwrap();
    crate::write(folder.path(), &[("a", b"1")]);
    let id = || {
        let directory = Directory::scan(folder.path()).unwrap();
        directory
            .fingerprint(ChunkSize::MIN, |_| {})
            .unwrap()
            .content_id()
    };
    let before = id();
    fs::create_dir_all(folder.path().join("b/c")).unwrap();
    assert_eq!(id(), before);
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_that_are_not_utf8_are_refused_by_name() {
    use std::{
        ffi::OsStr, os::unix::ffi::OsStrExt, os::unix::fs::symlink, os::unix::net::UnixListener,
    };

    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    crate::write(root, &[("a/one", b"1")]);
    for target in ["one", "/etc/hostname", "nowhere", "."] {
        let link = root.join("a/link");
        symlink(target, &link).unwrap();
        let refused = refusal(root);
        assert!(
            refused.to_string().contains("a/link is a symbolic link"),
            "{refused}"
        );
        assert!(matches!(&refused, DirectoryError::Symlink { path } if *path == link));
        fs::remove_file(&link).unwrap();
    }
    let socket = root.join("socket");
    drop(UnixListener::bind(&socket).unwrap());
    assert!(matches!(refusal(root), DirectoryError::Special { path } if path == socket));
    fs::remove_file(&socket).unwrap();

    let name = OsStr::from_bytes(b"caf\xe9");
    fs::write(root.join(name), "latin").unwrap();
    assert!(matches!(refusal(root), DirectoryError::NotUtf8 { path } if path == root.join(name)));
}

#[cfg(unix)]
#[test]
fn names_that_are_the_same_to_unicode_or_unsafe_elsewhere_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    crate::write(root, &[("e\u{301}", b"1"), ("\u{e9}", b"2")]);
    assert!(matches!(refusal(root), DirectoryError::Duplicate { path } if path == "\u{e9}"));
    fs::remove_file(root.join("e\u{301}")).unwrap();
    for (name, expected) in [
        ("a\\b", PathError::Backslash),
        ("bell\u{7}", PathError::Control),
        ("c:", PathError::Absolute),
    ] {
        let place = root.join(name);
        fs::write(&place, "x").unwrap();
        let DirectoryError::Path { path, error } = refusal(root) else {
            panic!("{name:?} is accepted");
        };
        assert_eq!((path.as_str(), error), (name, expected));
        fs::remove_file(place).unwrap();
    }
    Directory::scan(root).unwrap();
}

#[test]
fn a_directory_that_changes_while_it_is_read_has_no_content_id() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let large = |name: &str| {
        let file = fs::File::create(root.join(name)).unwrap();
        file.set_len(17 << 20).unwrap();
    };
    large("a");
    large("b");
    let directory = Directory::scan(root).unwrap();
    let change = |change: &dyn Fn()| {
        let mut once = Some(change);
        let refused = directory.fingerprint(ChunkSize::default(), |_| {
            if let Some(change) = once.take() {
                change();
            }
        });
        refused.unwrap_err()
    };
    let refused = change(&|| fs::write(root.join("c"), "new").unwrap());
    assert!(
        matches!(refused, DirectoryError::Changed { .. }),
        "{refused}"
    );
    fs::remove_file(root.join("c")).unwrap();

    let refused = change(&|| fs::remove_file(root.join("b")).unwrap());
    assert!(
        matches!(refused, DirectoryError::File(MediaError::Missing { .. })),
        "{refused}"
    );
    large("b");

    let refused = change(&|| fs::write(root.join("b"), "shorter").unwrap());
    assert!(
        matches!(refused, DirectoryError::File(MediaError::Changed { .. })),
        "{refused}"
    );
    fs::write(root.join("b"), "").unwrap();
    let refused = directory
        .fingerprint(ChunkSize::default(), |_| {})
        .unwrap_err();
    assert!(
        matches!(refused, DirectoryError::File(MediaError::Changed { .. })),
        "{refused}"
    );
    large("b");
    directory.fingerprint(ChunkSize::default(), |_| {}).unwrap();
}

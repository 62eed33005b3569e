//! Directories against their manifests, and progress while they are read.

use std::fs;

use provenue_media::{ChunkSize, directory::Directory};

#[test]
fn what_changed_is_missing_or_was_added_is_told_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    crate::write(
        root,
        &[
            ("a/one", b"1"),
            ("a/two", b"22"),
            ("b/three", b"333"),
            ("four", b"4444"),
            ("e\u{301}", b"composed or not"),
        ],
    );
    let manifest = Directory::scan(root)
        .unwrap()
        .fingerprint(ChunkSize::MIN, |_| {})
        .unwrap();
    assert_eq!(manifest.compare(root, |_| {}).unwrap(), None);

    // Of the same length, of another length, gone, new; and the name in another form.
    fs::write(root.join("a/two"), b"2x").unwrap();
    fs::write(root.join("four"), b"4").unwrap();
    fs::remove_file(root.join("b/three")).unwrap();
    fs::rename(root.join("e\u{301}"), root.join("\u{e9}")).unwrap();
    crate::write(root, &[("b/five", b"")]);
    let differences = manifest.compare(root, |_| {}).unwrap().unwrap();
    let names = |paths: Vec<_>| -> Vec<String> { paths.into_iter().map(String::from).collect() };
    assert_eq!(names(differences.changed), ["a/two", "four"]);
    assert_eq!(names(differences.missing), ["b/three"]);
    assert_eq!(names(differences.added), ["b/five"]);

    assert!(
        manifest
            .compare_file("a/one", root.join("a/one"), |_| {})
            .unwrap()
    );
    assert!(
        !manifest
            .compare_file("a/two", root.join("a/two"), |_| {})
            .unwrap()
    );
    assert!(
        !manifest
            .compare_file("four", root.join("four"), |_| {})
            .unwrap()
    );
    assert!(
        manifest
            .compare_file("b/five", root.join("b/five"), |_| {})
            .is_err()
    );
    assert!(
        manifest
            .compare_file("a/one", root.join("a/none"), |_| {})
            .is_err()
    );
    assert!(
        manifest
            .compare_file("a/one", root.join("a"), |_| {})
            .is_err()
    );
}

#[test]
fn progress_only_grows_and_ends_at_the_sum_of_the_lengths() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    // Sparse: large ones alone and among small ones, and more than one batch of these.
    for (name, length) in [("a", 90 << 20), ("m", (70 << 20) + 1), ("n", 17 << 20)] {
        let file = fs::File::create(root.join(name)).unwrap();
        file.set_len(length).unwrap();
    }
    for index in 0..1500 {
        fs::write(root.join(format!("k{index:04}")), [7; 10]).unwrap();
    }
    let directory = Directory::scan(root).unwrap();
    let total = (90 << 20) + (70 << 20) + 1 + (17 << 20) + 15_000;
    assert_eq!(directory.byte_length(), total);
    let mut reports = Vec::new();
    let manifest = directory
        .fingerprint(ChunkSize::default(), |done| reports.push(done))
        .unwrap();
    assert!(reports.is_sorted() && reports.len() >= 7, "{reports:?}");
    assert_eq!(reports.last(), Some(&total));
    assert_eq!(manifest.byte_length(), total);

    let mut reports = Vec::new();
    assert_eq!(
        manifest.compare(root, |done| reports.push(done)).unwrap(),
        None
    );
    assert!(reports.is_sorted());
    assert_eq!(reports.last(), Some(&total));
}

//! Fingerprints of files on disk, and what has none.

use std::fs;

use provenue_media::{
    ChunkSize, ContentId, MediaError, fingerprint_file, prove_range, tree::leaf_hash,
};

const CHUNK: ChunkSize = ChunkSize::MIN;

#[test]
fn a_file_of_one_chunk_has_its_leaf_as_content_id_in_every_chunk_size() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("media");
    fs::write(&path, [7; 4096]).unwrap();
    let id = ContentId(leaf_hash(&[7; 4096]));
    for log2 in 12..=30 {
        let chunk_size = ChunkSize::from_log2(log2).unwrap();
        assert_eq!(
            fingerprint_file(&path, chunk_size, |_| {})
                .unwrap()
                .content_id,
            id
        );
    }
}

#[test]
fn progress_only_grows_and_ends_at_the_files_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("media");
    let length = (150 << 20) + 1;
    fs::File::create(&path).unwrap().set_len(length).unwrap();
    let mut reports = Vec::new();
    fingerprint_file(&path, ChunkSize::default(), |done| reports.push(done)).unwrap();
    assert!(reports.len() > 2 && reports.is_sorted(), "{reports:?}");
    assert_eq!(reports.last(), Some(&length));
}

#[test]
fn what_is_no_readable_file_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("nothing here");
    let refused = fingerprint_file(&missing, CHUNK, |_| {}).unwrap_err();
    assert!(matches!(&refused, MediaError::Missing { path } if *path == missing));
    assert!(refused.to_string().starts_with("no such file: "));

    let refused = fingerprint_file(folder.path(), CHUNK, |_| {}).unwrap_err();
    assert!(matches!(refused, MediaError::Directory { .. }));

    let empty = folder.path().join("empty");
    fs::write(&empty, b"").unwrap();
    let refused = fingerprint_file(&empty, CHUNK, |_| {}).unwrap_err();
    assert!(matches!(refused, MediaError::Empty));
    let refused = prove_range(&empty, 0..1, CHUNK, |_| {}).unwrap_err();
    assert!(matches!(refused, MediaError::Empty));

    // A path that goes through a file.
    let refused = fingerprint_file(empty.join("below"), CHUNK, |_| {}).unwrap_err();
    assert!(matches!(
        refused,
        MediaError::Unreadable { .. } | MediaError::Missing { .. }
    ));
}

#[cfg(unix)]
#[test]
fn devices_are_refused_and_not_waited_for() {
    let refused = fingerprint_file("/dev/zero", CHUNK, |_| {}).unwrap_err();
    assert!(matches!(refused, MediaError::NotAFile { .. }));
}

#[test]
fn a_file_that_changes_while_it_is_read_has_no_fingerprint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("media");
    // Longer than what is read between two reports of progress.
    let length = 200 << 20;
    let writer = fs::File::create(&path).unwrap();
    for new_length in [length + 1, length / 2] {
        writer.set_len(length).unwrap();
        let modified = writer.metadata().unwrap().modified().unwrap();
        let refused = fingerprint_file(&path, ChunkSize::default(), |_| {
            writer.set_len(new_length).unwrap();
            // So that the length alone tells.
            writer.set_modified(modified).unwrap();
        });
        assert!(
            matches!(refused, Err(MediaError::Changed { .. })),
            "{new_length}"
        );
    }
    // Of the same length, but of another time.
    writer.set_len(length).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    let refused = fingerprint_file(&path, ChunkSize::default(), |_| {
        writer.set_modified(later).unwrap()
    });
    assert!(matches!(refused, Err(MediaError::Changed { .. })));
}

//! Sealed records in their owner's file.

use std::fs;

use provenue_record::{GenerationRecord, RecordError, SealedRecord};

fn sealed() -> SealedRecord {
    let record = r#"{"version":1,"prompt":"a lighthouse","seed":7}"#;
    SealedRecord::seal(GenerationRecord::from_json(record).unwrap()).unwrap()
}

#[test]
fn a_sealed_record_is_kept_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.record.json");
    let sealed = sealed();
    sealed.write_new(&path).unwrap();
    assert_eq!(SealedRecord::read(&path).unwrap(), sealed);
}

#[test]
fn a_file_that_exists_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.record.json");
    let first = sealed();
    first.write_new(&path).unwrap();
    let refused = sealed().write_new(&path).unwrap_err();
    assert!(matches!(&refused, RecordError::Exists { path: found } if *found == path));
    assert!(
        refused
            .to_string()
            .ends_with("a sealed record is never overwritten")
    );
    assert_eq!(SealedRecord::read(&path).unwrap(), first);
    let nowhere = folder.path().join("missing/work.record.json");
    assert!(matches!(
        sealed().write_new(nowhere),
        Err(RecordError::File { .. })
    ));
}

#[cfg(unix)]
#[test]
fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.record.json");
    sealed().write_new(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    for mode in [0o640, 0o604, 0o660, 0o644] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let refused = SealedRecord::read(&path).unwrap_err();
        assert!(matches!(refused, RecordError::Exposed { .. }), "{mode:o}");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    SealedRecord::read(&path).unwrap();
}

#[test]
fn a_file_that_was_changed_or_is_missing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("work.record.json");
    assert!(matches!(
        SealedRecord::read(&path),
        Err(RecordError::File { .. })
    ));
    sealed().write_new(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    // In place, so that the file keeps its mode.
    fs::write(&path, text.replace("lighthouse", "greenhouse")).unwrap();
    let told = SealedRecord::read(&path).unwrap_err().to_string();
    assert!(told.contains("were changed"), "{told}");
    fs::write(&path, &text[..text.len() / 2]).unwrap();
    assert!(matches!(
        SealedRecord::read(&path),
        Err(RecordError::Document(_))
    ));
}

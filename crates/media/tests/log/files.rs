//! Logs in files: what is proved from the disk, by readers and writers.

use std::fs;

use proptest::prelude::*;
use provenue_media::{
    SoftwareSha256,
    log::{LogFileError, LogReader, LogWriter},
    verify::{LogHead, LogProofError, verify_consistency, verify_inclusion},
};

use crate::definition::{self, head, leaf, leaves};

/// Enough for several writes of what is gathered in memory.
const MANY: u64 = 50_000;

#[test]
fn a_log_of_many_leaves_proves_each_and_every_growth() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut log = LogWriter::create(&path).unwrap();
    assert_eq!(log.head(), LogHead::EMPTY);
    (0..MANY).for_each(|index| log.append(leaf(index)).unwrap());
    let committed = log.commit().unwrap();
    let all = leaves(MANY);
    assert_eq!(committed, head(&all));

    let log = LogReader::open(&path).unwrap();
    log.check(|_| {}).unwrap();
    for size in [1, 2, 3, 1 << 15, (1 << 15) + 1, MANY - 1, MANY] {
        let now = log.head_at(size).unwrap();
        assert_eq!(now, head(&all[..size as usize]));
        for index in [0, size / 3, size - 1] {
            let proof = log.prove_inclusion(size, index).unwrap();
            let leaf = log.leaf(index).unwrap();
            assert_eq!(leaf, all[index as usize]);
            assert_eq!(
                verify_inclusion::<SoftwareSha256>(&now, index, &leaf, &proof),
                Ok(())
            );
        }
        let proof = log.prove_consistency(size, MANY).unwrap();
        assert_eq!(proof, definition::consistency(size as usize, &all));
        assert_eq!(
            verify_consistency::<SoftwareSha256>(&now, &committed, &proof),
            Ok(())
        );
    }
}

#[test]
fn what_was_not_committed_is_not_proved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut log = LogWriter::create(&path).unwrap();
    log.append(leaf(0)).unwrap();
    log.commit().unwrap();
    log.append(leaf(1)).unwrap();
    assert_eq!(log.head(), head(&leaves(2)));
    assert_eq!(log.committed().head(), head(&leaves(1)));
    let refused = log.committed().prove_inclusion(2, 1).unwrap_err();
    assert!(matches!(
        refused,
        LogFileError::NoProof(LogProofError::Shrunk { old: 2, new: 1 })
    ));
    let refused = log.committed().leaf(1).unwrap_err();
    assert!(matches!(
        refused,
        LogFileError::NoProof(LogProofError::Index { index: 1, size: 1 })
    ));
    log.commit().unwrap();
    assert_eq!(log.committed().leaf(1).unwrap(), leaf(1));
}

#[test]
fn a_reader_keeps_what_it_opened_while_the_writer_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut log = LogWriter::create(&path).unwrap();
    (0..100).for_each(|index| log.append(leaf(index)).unwrap());
    log.commit().unwrap();
    let reader = LogReader::open(&path).unwrap();
    (100..20_000).for_each(|index| log.append(leaf(index)).unwrap());
    log.commit().unwrap();
    assert_eq!(reader.head(), head(&leaves(100)));
    reader.check(|_| {}).unwrap();
    assert_eq!(LogReader::open(&path).unwrap().head().size, 20_000);
}

#[test]
fn one_writer_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let log = LogWriter::create(&path).unwrap();
    assert!(matches!(
        LogWriter::open(&path),
        Err(LogFileError::InUse { .. })
    ));
    assert!(matches!(
        LogWriter::create(&path),
        Err(LogFileError::InUse { .. })
    ));
    drop(log);
    LogWriter::open(&path).unwrap();
}

#[test]
fn what_is_no_log_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing");
    assert!(matches!(
        LogReader::open(&missing),
        Err(LogFileError::Io { .. })
    ));
    assert!(matches!(
        LogWriter::open(&missing),
        Err(LogFileError::Io { .. })
    ));
    assert!(!missing.exists(), "opening makes no file");

    let other = folder.path().join("notes.txt");
    fs::write(&other, "a text, not a log").unwrap();
    let refused = LogWriter::open(&other).unwrap_err();
    assert!(matches!(refused, LogFileError::NotALog { .. }));
    assert!(refused.to_string().contains("is not a log of version 1"));
    assert!(matches!(
        LogWriter::create(&other),
        Err(LogFileError::Exists { .. })
    ));
    assert_eq!(fs::read(&other).unwrap(), b"a text, not a log");

    let log = folder.path().join("log");
    LogWriter::create(&log).unwrap();
    assert!(matches!(
        LogWriter::create(&log),
        Err(LogFileError::Exists { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn however_it_was_written_the_log_is_the_same(
        batches in prop::collection::vec((0u64..60, any::<bool>()), 1..12),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let mut log = LogWriter::create(&path).unwrap();
        let mut size = 0;
        for (count, reopened) in batches {
            (size..size + count).for_each(|index| log.append(leaf(index)).unwrap());
            size += count;
            let all = leaves(size);
            prop_assert_eq!(log.commit().unwrap(), head(&all));
            if reopened {
                drop(log);
                log = LogWriter::open(&path).unwrap();
                prop_assert_eq!(log.discarded_bytes(), 0);
                prop_assert_eq!(log.head(), head(&all));
            }
        }
        log.committed().check(|_| {}).unwrap();

        let at_once = folder.path().join("at once");
        let mut other = LogWriter::create(&at_once).unwrap();
        leaves(size).into_iter().for_each(|leaf| other.append(leaf).unwrap());
        other.commit().unwrap();
        // After the slots, which tell of the commits, the files are equal.
        let nodes = |path| fs::read(path).unwrap().split_off(8192);
        prop_assert_eq!(nodes(&path), nodes(&at_once));
    }
}

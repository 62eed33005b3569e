//! Whatever a crash leaves behind: the log is as at its last commit, or it is refused.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use provenue_media::log::{LogFileError, LogReader, LogWriter};

use crate::definition::{head, leaf, leaves};

const NODES_START: u64 = 8192;
const SLOT_B: u64 = 4096;

/// A log of so many leaves, committed after each of the numbers.
fn log_with_commits(folder: &Path, commits: &[u64]) -> PathBuf {
    let path = folder.join("log");
    let mut log = LogWriter::create(&path).unwrap();
    for size in commits {
        (log.head().size..*size).for_each(|index| log.append(leaf(index)).unwrap());
        log.commit().unwrap();
    }
    path
}

/// Opens it and looks whether the log is what it should be.
fn opens_at(path: &Path, committed: u64, discarded: u64) -> LogWriter {
    let log = LogWriter::open(path).unwrap();
    assert_eq!(log.head(), head(&leaves(committed)));
    assert_eq!(log.discarded_bytes(), discarded);
    log
}

/// As [`opens_at`], and appends up to 100 leaves.
fn goes_on_from(path: &Path, committed: u64, discarded: u64) {
    let mut log = opens_at(path, committed, discarded);
    (committed..100).for_each(|index| log.append(leaf(index)).unwrap());
    assert_eq!(log.commit().unwrap(), head(&leaves(100)));
    drop(log);
    let log = LogReader::open(path).unwrap();
    assert_eq!(log.head(), head(&leaves(100)));
    log.check(|_| {}).unwrap();
}

#[test]
fn a_tail_that_was_not_committed_is_thrown_away_wherever_it_was_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[30, 37]);
    let committed = fs::read(&path).unwrap();
    let tail: Vec<u8> = (0..400u32).map(|byte| byte as u8).collect();
    for cut in 0..tail.len() {
        fs::write(&path, [&committed, &tail[..cut]].concat()).unwrap();
        // A reader does not even look at it.
        assert_eq!(LogReader::open(&path).unwrap().head().size, 37);
        // Waiting for the disk is what takes long, so not at every byte.
        if cut % 50 == 0 {
            goes_on_from(&path, 37, cut as u64);
        } else {
            opens_at(&path, 37, cut as u64);
        }
    }
}

#[test]
fn appending_without_a_commit_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[37]);
    let mut log = LogWriter::open(&path).unwrap();
    // More than is gathered in memory: some of it reaches the file.
    (0..20_000).for_each(|index| log.append(leaf(1000 + index)).unwrap());
    drop(log);
    let found = fs::metadata(&path).unwrap().len();
    let committed = NODES_START + 32 * (2 * 37 - 3);
    assert!(
        found > committed,
        "nothing was written: the test would be none"
    );
    goes_on_from(&path, 37, found - committed);
}

/// The nodes are on the disk, the slot that tells of them is torn at any byte.
#[test]
fn a_commit_that_was_torn_falls_back_to_the_one_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[20, 30, 41]);
    // Slot A holds the creation, 30 leaves; slot B 20, 41.
    let before = fs::read(log_with_commits(&fresh(folder.path(), "before"), &[20, 30])).unwrap();
    let after = fs::read(&path).unwrap();
    let nodes_of_11 = after.len() as u64 - before.len() as u64;
    let slot = SLOT_B as usize..SLOT_B as usize + 80;
    let (old, new) = (&before[slot.clone()], &after[slot.clone()]);
    for torn in 0..80 {
        let mixed = [&new[..torn], &old[torn..]].concat();
        let mut file = after.clone();
        file[slot.clone()].copy_from_slice(&mixed);
        fs::write(&path, file).unwrap();
        if mixed == new {
            continue;
        }
        if torn % 20 == 0 {
            goes_on_from(&path, 30, nodes_of_11);
        } else {
            opens_at(&path, 30, nodes_of_11);
        }
    }
}

fn fresh(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir(&path).unwrap();
    path
}

#[test]
fn a_creation_that_was_interrupted_is_taken_up() {
    let folder = tempfile::tempdir().unwrap();
    for length in [0, 1, 79, 4096, NODES_START] {
        let path = folder.path().join(length.to_string());
        fs::write(&path, vec![0; length as usize]).unwrap();
        assert!(matches!(
            LogReader::open(&path),
            Err(LogFileError::NotALog { .. })
        ));
        drop(LogWriter::create(&path).unwrap());
        goes_on_from(&path, 0, 0);
    }
}

#[test]
fn committed_leaves_that_are_missing_are_not_mended_but_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[37]);
    let whole = fs::read(&path).unwrap();
    for length in NODES_START as usize..whole.len() {
        fs::write(&path, &whole[..length]).unwrap();
        let expected = whole.len() as u64;
        for refused in [
            LogReader::open(&path).unwrap_err(),
            LogWriter::open(&path).unwrap_err(),
        ] {
            let LogFileError::Truncated {
                size: 37,
                expected: told,
                found,
                ..
            } = refused
            else {
                panic!("{refused}");
            };
            assert_eq!((told, found), (expected, length as u64));
        }
        assert_eq!(
            fs::metadata(&path).unwrap().len(),
            length as u64,
            "left as it was"
        );
    }
    // Cut so short that no slot is left.
    fs::write(&path, &whole[..40]).unwrap();
    assert!(matches!(
        LogWriter::open(&path),
        Err(LogFileError::NotALog { .. })
    ));
}

#[test]
fn one_changed_byte_in_any_node_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[21]);
    let whole = fs::read(&path).unwrap();
    for place in NODES_START as usize..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 0x10;
        fs::write(&path, changed).unwrap();
        // At once when it is in one of the largest subtrees' roots, and else by the check.
        let checked = LogReader::open(&path).and_then(|log| log.check(|_| {}));
        assert!(
            matches!(checked, Err(LogFileError::Damaged { .. })),
            "byte {place}"
        );
    }
}

#[test]
fn a_proof_that_would_not_verify_is_never_handed_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = log_with_commits(folder.path(), &[64]);
    // Leaf 2 is not read when the log is opened: only its largest subtree's root is.
    let file = OpenOptions::new().write(true).open(&path).unwrap();
    file.write_at(&[0xEE; 32], NODES_START + 32 * 3).unwrap();
    let log = LogReader::open(&path).unwrap();
    assert!(matches!(
        log.prove_inclusion(64, 2),
        Err(LogFileError::Damaged { .. })
    ));
    assert!(matches!(
        log.prove_inclusion(64, 3),
        Err(LogFileError::Damaged { .. })
    ));
    log.prove_inclusion(64, 40).unwrap();
    assert!(matches!(
        log.prove_consistency(3, 64),
        Err(LogFileError::Damaged { .. })
    ));
}

#[test]
fn a_log_that_cannot_be_written_says_so() {
    let Ok(mut full) = OpenOptions::new().write(true).open("/dev/full") else {
        return;
    };
    assert!(
        full.write_all(b"x").is_err(),
        "a device that is always full"
    );
    let refused = LogWriter::create("/dev/full").unwrap_err();
    assert!(matches!(
        refused,
        LogFileError::Io { .. } | LogFileError::Exists { .. }
    ));
}

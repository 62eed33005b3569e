//! A writer that is killed while it writes, by the system and at no chosen point.

use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use provenue_media::log::{LogReader, LogWriter};

use crate::definition::leaf;

/// Where the child finds the log to write. Only the parent sets it.
const LOG: &str = "PROVENUE_TEST_LOG";

/// Not a divisor of anything: commits fall on uneven sizes.
const BATCH: u64 = 49_999;

const ROUNDS: u64 = 4;

/// The child: it never ends by itself, so it is run by the test below alone.
#[test]
#[ignore = "run as a child process by the test below"]
fn appends_until_it_is_killed() {
    let path = env::var_os(LOG).expect("run by its parent");
    let mut log = LogWriter::open(path).unwrap();
    let mut size = log.head().size;
    loop {
        (size..size + BATCH).for_each(|index| log.append(leaf(index)).unwrap());
        size = log.commit().unwrap().size;
        writeln!(std::io::stderr(), "{size}").unwrap();
    }
}

#[test]
fn a_writer_that_is_killed_loses_nothing_that_it_committed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    drop(LogWriter::create(&path).unwrap());
    let mut discarded = 0;
    for round in 1..=ROUNDS {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "kills::appends_until_it_is_killed", "--ignored"])
            .arg("--nocapture")
            .env(LOG, &path)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap()).lines();
        let sizes = told.by_ref().filter_map(|line| line.unwrap().parse().ok());
        let seen: u64 = sizes.take(round as usize).last().expect("it commits");
        // Well into the next batch, of which some has reached the file.
        thread::sleep(Duration::from_millis(8 * round));
        child.kill().unwrap();
        child.wait().unwrap();

        let before = fs::metadata(&path).unwrap().len();
        let log = LogWriter::open(&path).unwrap();
        assert!(log.committed().head().size >= seen, "{seen} were committed");
        assert_eq!(log.head(), log.committed().head());
        discarded += log.discarded_bytes();
        assert!(log.discarded_bytes() <= before);
        drop(log);
        let log = LogReader::open(&path).unwrap();
        log.check(|_| {}).unwrap();
        let size = log.head().size;
        for index in [0, size / 2, size - 1] {
            assert_eq!(log.leaf(index).unwrap(), leaf(index));
        }
    }
    println!("{discarded} bytes that were never committed were thrown away");
}

//! `prove` and `check-proof`

use std::fs;

use crate::sandbox::{Sandbox, bytes};

/// A sandbox with a file, the proof of a range in it, and the part.
fn proved() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("film.bin", bytes(50_000));
    sandbox.stdout("prove film.bin 10000..20000 -o proof.json --part part.bin --chunk-size 4KiB");
    sandbox
}

#[test]
fn a_range_is_proved_by_its_part_or_by_the_file() {
    let sandbox = proved();
    let part = fs::read(sandbox.path("part.bin")).unwrap();
    // The chunks that the range touches: bytes 8192 to 20480.
    assert_eq!(part, bytes(50_000)[8192..20_480]);

    let by_part = sandbox.json("check-proof proof.json part.bin");
    assert_eq!(by_part["valid"], true);
    assert_eq!(by_part["compared"], false);
    assert_eq!(by_part["shown"], "part");
    assert_eq!(by_part["range"]["start"], 10_000);
    assert_eq!(by_part["range"]["end"], 20_000);
    assert_eq!(by_part["part"]["start"], 8_192);
    let by_file = sandbox.json("check-proof proof.json film.bin");
    assert_eq!(by_file["shown"], "whole_file");
    let hashed = sandbox.json("hash film.bin --chunk-size 4KiB");
    assert_eq!(by_file["content_id"], hashed[0]["content_id"]);
}

#[test]
fn a_length_may_stand_for_the_end() {
    let sandbox = proved();
    sandbox.stdout("prove film.bin 10000+10000 -o other.json --chunk-size 4KiB");
    let read = |name| fs::read(sandbox.path(name)).unwrap();
    assert_eq!(read("other.json"), read("proof.json"));
}

#[test]
fn a_proof_is_compared_with_the_file_one_thinks_of() {
    let sandbox = proved();
    let id = |name: &str| {
        let hashed = sandbox.json(&format!("hash {name} --chunk-size 4KiB"));
        hashed[0]["content_id"].as_str().unwrap().to_owned()
    };
    let check = |id: &str, length: u64, size: &str| {
        format!(
            "check-proof proof.json part.bin --content-id {id} --byte-length {length} \
             --chunk-size {size}"
        )
    };
    let film = id("film.bin");
    assert_eq!(
        sandbox.json(&check(&film, 50_000, "4KiB"))["compared"],
        true
    );
    sandbox.write("other.bin", bytes(49_999));
    for args in [
        check(&id("other.bin"), 50_000, "4KiB"),
        check(&film, 49_999, "4KiB"),
        check(&film, 50_000, "256KiB"),
    ] {
        let error = sandbox.refused(&args);
        assert!(error.contains("about another file"), "{error}");
    }
    for args in [
        "check-proof proof.json part.bin --byte-length 50000",
        "check-proof proof.json part.bin --chunk-size 4KiB",
        "check-proof proof.json part.bin --content-id abc --byte-length 50000",
    ] {
        sandbox.command(args).assert().code(2).stdout("");
    }
}

#[test]
fn one_changed_bit_is_noticed() {
    let sandbox = proved();
    let mut part = fs::read(sandbox.path("part.bin")).unwrap();
    part[5_000] ^= 1;
    sandbox.write("part.bin", &part);
    let error = sandbox.refused("check-proof proof.json part.bin");
    assert!(error.contains("do not lead to the content id"), "{error}");
    part.pop();
    sandbox.write("part.bin", &part);
    let error = sandbox.refused("check-proof proof.json part.bin");
    assert!(error.contains("12287 bytes were given"), "{error}");
}

#[test]
fn a_bad_range_is_refused_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("film.bin", bytes(50_000));
    let error = sandbox.refused("prove film.bin 49999..50001 -o proof.json --part part.bin");
    assert!(error.contains("of a file of 50000 bytes"), "{error}");
    for range in ["5..5", "6..5", "x..y", "5", "0..99999999999999999999"] {
        let args = format!("prove film.bin {range} -o proof.json --part part.bin");
        sandbox.command(&args).assert().code(2).stdout("");
    }
    assert_eq!(fs::read_dir(sandbox.home()).unwrap().count(), 1);
    sandbox.stdout("prove film.bin 49999..50000 -o proof.json");
}

#[test]
fn bad_files_are_refused() {
    let sandbox = proved();
    sandbox.write("empty", "");
    sandbox.write("folder/file", "x");
    for (args, expected) in [
        ("prove missing 0..1 -o p", "no such file: missing"),
        ("prove folder 0..1 -o p", "folder is a directory"),
        ("prove empty 0..1 -o p", "empty is empty"),
        ("prove film.bin 0..1 -o folder", "folder is a directory"),
        ("prove film.bin 0..1 -o nowhere/p", "cannot write nowhere/p"),
        ("check-proof missing part.bin", "no such file: missing"),
        ("check-proof folder part.bin", "folder is a directory"),
        ("check-proof empty part.bin", "empty is not a proof"),
        ("check-proof film.bin part.bin", "film.bin is not a proof"),
        ("check-proof proof.json missing", "no such file: missing"),
        ("check-proof proof.json folder", "folder is a directory"),
        ("check-proof proof.json empty", "empty is empty"),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert!(!sandbox.path("p").exists());
}

#[test]
fn the_media_file_is_never_overwritten() {
    let sandbox = proved();
    for args in [
        "prove film.bin 0..1 -o film.bin",
        "prove film.bin 0..1 -o ./film.bin",
        "prove film.bin 0..1 -o p --part film.bin",
        "prove film.bin 0..1 -o p --part ./p",
    ] {
        sandbox.refused(args);
    }
    assert_eq!(fs::read(sandbox.path("film.bin")).unwrap(), bytes(50_000));
    assert!(!sandbox.path("p").exists());
}

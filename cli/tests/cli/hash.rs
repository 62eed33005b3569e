//! `hash`

use std::{
    fs::{self, File},
    process::Stdio,
};

use provenue_media::{ChunkSize, fingerprint_reader};

use crate::sandbox::{Sandbox, bytes};

#[test]
fn a_file_is_named_by_its_bytes() {
    let sandbox = Sandbox::new();
    let content = bytes(600_000);
    sandbox.write("a.bin", &content);
    let expected = fingerprint_reader(content.as_slice(), ChunkSize::default(), |_| {}).unwrap();

    let found = sandbox.json("hash a.bin");
    assert_eq!(found[0]["file"], "a.bin");
    assert_eq!(found[0]["content_id"], expected.content_id.to_string());
    assert_eq!(found[0]["byte_length"], 600_000);
    assert_eq!(found[0]["chunk_size"], 262_144);
    assert_eq!(found[0]["chunks"], 3);

    let shown = sandbox.stdout("hash a.bin");
    assert!(shown.contains(&expected.content_id.to_string()), "{shown}");
    assert!(shown.contains("600.0 kB (600000 bytes)"), "{shown}");
    assert!(shown.contains("3 of 256 KiB"), "{shown}");
}

#[test]
fn several_files_keep_their_order_and_tell_their_media_type() {
    let sandbox = Sandbox::new();
    sandbox.write("b.png", b"\x89PNG\r\n\x1a\n and so on");
    sandbox.write("a.txt", "text");
    let found = sandbox.json("hash b.png a.txt");
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(found[0]["media_type"], "image/png");
    assert_eq!(found[1]["media_type"], "application/octet-stream");
    assert_ne!(found[0]["content_id"], found[1]["content_id"]);
}

#[test]
fn the_chunk_size_is_part_of_what_the_id_means() {
    let sandbox = Sandbox::new();
    sandbox.write("a.bin", bytes(10_000));
    let usual = sandbox.json("hash a.bin");
    let small = sandbox.json("hash a.bin --chunk-size 4KiB");
    assert_eq!(small, sandbox.json("hash a.bin --chunk-size 4096"));
    assert_ne!(usual[0]["content_id"], small[0]["content_id"]);
    assert_eq!(small[0]["chunks"], 3);
    for bad in ["5000", "2GiB", "1KiB", "much"] {
        let args = format!("hash a.bin --chunk-size {bad}");
        sandbox.command(&args).assert().code(2).stdout("");
    }
}

#[test]
fn standard_input_is_hashed_like_a_file() {
    let sandbox = Sandbox::new();
    let content = bytes(300_000);
    sandbox.write("a.bin", &content);
    let mut command = sandbox.command("hash - --output json");
    let done = command.write_stdin(content).assert().success();
    let found: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(
        found[0]["content_id"],
        sandbox.json("hash a.bin")[0]["content_id"]
    );
    let nothing = sandbox.command("hash -").write_stdin("").assert();
    let error = crate::sandbox::refusal(nothing);
    assert!(error.contains("standard input is empty"), "{error}");
}

#[test]
fn a_directory_is_a_work_like_a_file() {
    let sandbox = Sandbox::new();
    sandbox.stdout("airdrop 10");
    sandbox.write("model/config.json", "{}");
    sandbox.write("model/weights/1.bin", bytes(300_000));
    let hashed = sandbox.json("hash model --manifest manifest.json");
    assert_eq!(hashed[0]["files"], 2);
    assert_eq!(hashed[0]["byte_length"], 300_002);
    assert_eq!(hashed[0]["media_type"], "inode/directory");
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(sandbox.path("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["content_id"], hashed[0]["content_id"]);
    assert_eq!(manifest["files"][1]["path"], "weights/1.bin");
    let shown = sandbox.stdout("hash model");
    assert!(shown.contains("files       2"), "{shown}");

    let minted = sandbox.json("mint model --disclosure human --no-vault");
    assert_eq!(minted["content_id"], hashed[0]["content_id"]);
    // By the same files under the same names, wherever they lie.
    fs::rename(sandbox.path("model"), sandbox.path("elsewhere")).unwrap();
    sandbox.stdout("verify elsewhere");
    sandbox.write("elsewhere/added", "x");
    sandbox.command("verify elsewhere").assert().code(3);
    let error = sandbox.refused("hash elsewhere manifest.json --manifest other.json");
    assert!(error.contains("of one directory"), "{error}");
}

#[test]
fn bad_files_are_named_and_told_apart() {
    let sandbox = Sandbox::new();
    sandbox.write("good", "good");
    sandbox.write("empty", "");
    sandbox.write("hollow/empty", "");
    sandbox.write("folder/file", "x");
    for (args, expected) in [
        ("hash good missing", "no such file: missing"),
        ("hash good hollow", "hollow is empty"),
        ("hash good empty", "empty is empty"),
        (
            "hash good folder/file/deeper",
            "cannot read folder/file/deeper",
        ),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(expected), "{error}");
    }
    #[cfg(unix)]
    {
        let error = sandbox.refused("hash /dev/null");
        assert!(error.contains("/dev/null is not a regular file"), "{error}");
    }
    sandbox.command("hash").assert().code(2);
}

/// As root, who may read everything, the command runs as nobody.
#[cfg(unix)]
#[test]
fn a_file_that_must_not_be_read_is_told_so() {
    use std::{
        fs::{self, Permissions},
        os::unix::{fs::PermissionsExt, process::CommandExt},
        process::Command,
    };
    const NOBODY: u32 = 65_534;

    let sandbox = Sandbox::new();
    let secret = sandbox.write("secret", "secret");
    fs::set_permissions(&secret, Permissions::from_mode(0o000)).unwrap();
    // Nobody must reach the binary, wherever it was built.
    let binary = sandbox.path("provenue");
    fs::copy(assert_cmd::cargo::cargo_bin!("provenue"), &binary).unwrap();
    fs::set_permissions(sandbox.home(), Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(binary);
    command.args(["hash", "secret"]).current_dir(sandbox.home());
    if File::open(&secret).is_ok() {
        command.uid(NOBODY);
    }
    let done = command.output().unwrap();
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(1), "{error}");
    assert!(
        error.starts_with("error: cannot read secret: Permission denied"),
        "{error}"
    );
}

/// In an address space a third of its length: it is neither read nor mapped as a whole.
#[cfg(target_os = "linux")]
#[test]
fn three_gigabytes_are_hashed_in_little_memory() {
    use provenue_media::tree::{leaf_hash, node_hash};

    let sandbox = Sandbox::new();
    let file = File::create(sandbox.path("sparse")).unwrap();
    file.set_len(3 << 30).unwrap();
    let limited = "ulimit -v 1048576 && exec \"$0\" hash sparse --output json";
    let done = std::process::Command::new("sh")
        .args(["-c", limited])
        .arg(assert_cmd::cargo::cargo_bin!("provenue"))
        .current_dir(sandbox.home())
        // Each thread reserves address space, used or not.
        .env("RAYON_NUM_THREADS", "2")
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(done.status.success());

    // All leaves are alike, and 3 · 2^12 of them are three complete trees side by side.
    let mut third = leaf_hash(&[0; 256 << 10]);
    (0..12).for_each(|_| third = node_hash(&third, &third));
    let root = node_hash(&node_hash(&third, &third), &third);
    let found: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(
        found[0]["content_id"],
        provenue_media::ContentId(root).to_string()
    );
}

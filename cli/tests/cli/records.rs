//! `mint --record`: what opens the commitments

use std::{collections::BTreeSet, fs};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{mint::funded, studio::text};

#[test]
fn the_record_opens_what_was_committed_to() {
    let sandbox = funded("10");
    sandbox.write("parameters.json", "{}");
    sandbox.write("workflow.py", "draw()");
    sandbox.write("prompt.txt", "lights\n");
    let minted = sandbox.json(
        "mint photo.bin --disclosure ai-generated --no-vault --prompt-file prompt.txt --seed 5 \
         --parameters parameters.json --output-logic workflow.py --record record.json",
    );
    let path = sandbox.path("record.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let record: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(record["content_id"], minted["content_id"]);
    let shown = sandbox.json("asset show photo.bin");
    let mut salts = BTreeSet::new();
    for (secret, opened) in [
        ("prompt", "lights\n"),
        ("parameters", "{}"),
        ("seed", "5"),
        ("output_logic", "draw()"),
    ] {
        let salt = hex::decode(text(&record["openings"][secret]["salt"])).unwrap();
        assert_eq!(salt.len(), 32);
        let commitment = Sha256::digest([&salt, opened.as_bytes()].concat());
        assert_eq!(shown[secret], hex::encode(commitment), "{secret}");
        salts.insert(salt);
    }
    assert_eq!(salts.len(), 4);
}

#[test]
fn a_record_is_never_overwritten() {
    let sandbox = funded("10");
    sandbox.write("record.json", "precious");
    sandbox.stdout("mint photo.bin --disclosure human --no-vault --seed 5 --record good.json");
    sandbox.write("other.bin", "other");
    let good = fs::read(sandbox.path("good.json")).unwrap();
    for args in [
        "mint other.bin --seed 5 --record record.json",
        "mint other.bin --seed 5 --record photo.bin",
        // The record of another work, and of another seed.
        "mint other.bin --seed 5 --record good.json",
        "mint photo.bin --seed 6 --record good.json",
        "mint photo.bin --seed 5 --prompt x --record good.json",
    ] {
        let error = sandbox.refused(&format!("{args} --disclosure human"));
        assert!(error.contains("exists already"), "{error}");
        assert!(error.contains("hint: it is left as it is"), "{error}");
    }
    assert_eq!(fs::read(sandbox.path("record.json")).unwrap(), b"precious");
    assert_eq!(fs::read(sandbox.path("good.json")).unwrap(), good);
    let listed = sandbox.json("asset list");
    assert_eq!(listed["assets"].as_array().unwrap().len(), 1);
}

//! Which keypair signs

use std::fs;

use crate::sandbox::Sandbox;

fn own(sandbox: &Sandbox, args: &str) -> String {
    sandbox.stdout(&format!("address {args}")).trim().to_owned()
}

#[test]
fn a_newcomer_gets_a_keypair_in_the_ledgers_folder() {
    let sandbox = Sandbox::new();
    let first = sandbox.command("address").assert().success();
    let stderr = String::from_utf8(first.get_output().stderr.clone()).unwrap();
    assert!(stderr.starts_with("note: made a keypair"), "{stderr}");
    let path = sandbox.path(".local/share/provenue/keypair.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let again = sandbox.command("address").assert().success().stderr("");
    assert_eq!(first.get_output().stdout, again.get_output().stdout);
    let named = own(&sandbox, &format!("-k {}", path.display()));
    assert_eq!(named, own(&sandbox, ""));
}

#[test]
fn the_solana_clis_keypair_comes_before_the_ledgers() {
    let sandbox = Sandbox::new();
    let ledgers = own(&sandbox, "");
    let usual = sandbox.keypair(".config/solana/id.json");
    assert_ne!(ledgers, usual);
    assert_eq!(own(&sandbox, ""), usual);

    let configured = sandbox.keypair("alice.json");
    let keypair_path = sandbox.path("alice.json");
    let config = format!("keypair_path: {}\n", keypair_path.display());
    sandbox.write(".config/solana/cli/config.yml", config);
    assert_eq!(own(&sandbox, ""), configured);

    let other = sandbox.keypair("bob.json");
    sandbox.write("other.yml", "keypair_path: bob.json\n");
    assert_eq!(own(&sandbox, "-C other.yml"), other);
    assert_eq!(own(&sandbox, "-C other.yml -k alice.json"), configured);
}

#[test]
fn a_keypair_that_was_named_must_be_one() {
    let sandbox = Sandbox::new();
    sandbox.write("short.json", "[1, 2, 3]");
    sandbox.write("empty.json", "");
    let mismatched = format!("{:?}", [7; 64]);
    sandbox.write("mismatched.json", mismatched);
    for (args, expected) in [
        (
            "address -k missing.json",
            "hint: `provenue keypair new missing.json` makes one",
        ),
        ("address -k short.json", "short.json is not a keypair file"),
        ("address -k empty.json", "empty.json is not a keypair file"),
        (
            "address -k mismatched.json",
            "mismatched.json is not a keypair file",
        ),
        ("address -k .", "keypair"),
        (
            "address -k usb://ledger",
            "a hardware wallet cannot sign here",
        ),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(expected), "{args}: {error}");
    }
    assert!(!sandbox.path(".local").exists());
}

#[test]
fn a_network_needs_a_keypair_that_somebody_made() {
    let sandbox = Sandbox::new();
    let error = sandbox.refused("address -u devnet");
    assert!(error.contains("provenue keypair new"), "{error}");
    assert!(error.contains("-k"), "{error}");
    assert!(!sandbox.path(".local").exists());
}

#[test]
fn files_need_no_keypair_and_no_ledger() {
    let sandbox = Sandbox::new();
    sandbox.write("a.bin", "a");
    sandbox.stdout("hash a.bin");
    sandbox.stdout("prove a.bin 0..1 -o p");
    sandbox.stdout("check-proof p a.bin");
    assert!(!sandbox.path(".local").exists());
}

#[test]
fn a_keypair_is_made_once_and_kept_private() {
    let sandbox = Sandbox::new();
    let made = sandbox.json("keypair new keys/bob.json");
    assert_eq!(made["path"], "keys/bob.json");
    assert_eq!(made["address"], own(&sandbox, "-k keys/bob.json"));
    let path = sandbox.path("keys/bob.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let before = fs::read(&path).unwrap();
    let error = sandbox.refused("keypair new keys/bob.json");
    assert!(error.contains("exists already"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    for args in ["keypair new keys", "keypair new keys/bob.json/more"] {
        let error = sandbox.refused(args);
        assert!(error.contains("keys"), "{error}");
    }
    assert!(!sandbox.path(".local").exists());
}

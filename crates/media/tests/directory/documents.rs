//! Manifests as JSON: what does not fit together is not read.

use provenue_media::{
    ChunkSize,
    directory::{Directory, Manifest},
};
use serde_json::{Value, json};

fn honest() -> Value {
    let folder = tempfile::tempdir().unwrap();
    crate::write(folder.path(), &[("a", b"1"), ("b/c", b"22"), ("d", b"333")]);
    let directory = Directory::scan(folder.path()).unwrap();
    let manifest = directory.fingerprint(ChunkSize::MIN, |_| {}).unwrap();
    serde_json::to_value(manifest).unwrap()
}

fn refusal(document: Value) -> String {
    let refused = serde_json::from_value::<Manifest>(document);
    refused.map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_manifest_has_the_documented_fields_and_no_others() {
    let document = honest();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    assert_eq!(
        keys(&document),
        [
            "byte_length",
            "chunk_size",
            "content_id",
            "files",
            "version"
        ]
    );
    assert_eq!(
        keys(&document["files"][0]),
        ["byte_length", "content_id", "path"]
    );
    assert_eq!(document["version"], 1);
    assert_eq!(document["byte_length"], 6);
}

#[test]
fn a_manifest_changed_in_any_field_is_not_read() {
    for (field, value, reason) in [
        ("/version", json!(2), "version 2"),
        ("/content_id", json!("ab".repeat(32)), "was changed"),
        ("/byte_length", json!(7), "was changed"),
        ("/chunk_size", json!(8192), "was changed"),
        ("/chunk_size", json!(5000), "a power of two"),
        ("/files", json!([]), "no files"),
        ("/files/0/path", json!("aa"), "was changed"),
        ("/files/0/path", json!("../a"), ". or .."),
        ("/files/0/path", json!("/a"), "absolute"),
        ("/files/0/path", json!("e"), "not in its place"),
        ("/files/1/path", json!("a"), "there twice"),
        ("/files/1/path", json!("b/e\u{301}"), "normalization form C"),
        ("/files/0/byte_length", json!(2), "was changed"),
        (
            "/files/0/byte_length",
            json!(u64::MAX),
            "than can be counted",
        ),
        ("/files/0/content_id", json!("cd".repeat(32)), "was changed"),
        ("/files/0/content_id", json!("cd"), "64 hexadecimal digits"),
    ] {
        let mut changed = honest();
        *changed.pointer_mut(field).unwrap() = value;
        let told = refusal(changed);
        assert!(told.contains(reason), "{field}: {told}");
    }
    for (object, name) in [("", "extra"), ("/files/1", "mode")] {
        let mut changed = honest();
        changed.pointer_mut(object).unwrap()[name] = json!(1);
        assert!(refusal(changed).contains("unknown field"));
    }
    let mut shorter = honest();
    shorter["files"].as_array_mut().unwrap().pop();
    assert!(refusal(shorter).contains("was changed"));
}

//! Directories: their content ids, manifests and proofs that a file is in them.

mod compared;
mod documents;
mod golden;
mod model;
mod paths;
mod proofs;
mod refused;

use std::{fs, path::Path};

/// Writes files, with the directories they lie in.
fn write(root: &Path, files: &[(&str, &[u8])]) {
    for (path, bytes) in files {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

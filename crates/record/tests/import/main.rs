//! Records out of PNG files: those of the interfaces, damaged ones, and those that tell nothing.

mod automatic1111;
mod comfyui;
mod damaged;
mod interfaces;
mod written;

use std::path::PathBuf;

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/import/fixtures/{name}.png"))
}

/// A PNG file with these chunks between its header and its end.
fn png_of(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let header = [0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0];
    let all = [&[(b"IHDR", &header[..])], chunks, &[(b"IEND", &[][..])]].concat();
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in all {
        file.extend((data.len() as u32).to_be_bytes());
        file.extend(kind);
        file.extend(data);
        file.extend(checksum(kind, data).to_be_bytes());
    }
    file
}

/// The CRC of PNG, bit by bit, as its specification has it.
fn checksum(kind: &[u8], data: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in kind.iter().chain(data) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

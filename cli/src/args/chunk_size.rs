//! Chunk sizes on the command line.

use clap::Args;
use provenue_media::ChunkSize;

/// The default, as it is written.
pub const DEFAULT: &str = "256KiB";

/// The option of commands that make content ids.
#[derive(Args, Clone, Copy)]
pub struct ChunkSizeArg {
    /// How much is hashed to one leaf: a power of two from 4 KiB to 1 GiB
    ///
    /// The same file has another content id with another chunk size.
    #[arg(long, value_name = "SIZE", default_value = DEFAULT, value_parser = parse)]
    pub chunk_size: ChunkSize,
}

/// Reads bytes, or a number with a unit as chunk sizes are displayed: `4096`, `4KiB`, `256 KiB`.
pub fn parse(text: &str) -> Result<ChunkSize, String> {
    let units = [("KiB", 10), ("MiB", 20), ("GiB", 30)];
    let (digits, shift) = units
        .iter()
        .find_map(|(unit, shift)| Some((text.strip_suffix(unit)?.trim_end(), *shift)))
        .unwrap_or((text, 0));
    let number = digits.parse::<u64>();
    let bytes = number
        .ok()
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or("write a number of bytes, or one with KiB, MiB or GiB, like 256KiB")?;
    ChunkSize::from_bytes(bytes).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_as_it_is_displayed() {
        for log2 in 12..=30 {
            let size = ChunkSize::from_log2(log2).unwrap();
            assert_eq!(parse(&size.to_string()), Ok(size));
            assert_eq!(parse(&size.bytes().to_string()), Ok(size));
        }
        assert_eq!(parse("4KiB"), Ok(ChunkSize::MIN));
        assert_eq!(parse(DEFAULT), Ok(ChunkSize::default()));
    }

    #[test]
    fn what_is_no_chunk_size_is_refused() {
        for bad in [
            "",
            "KiB",
            "5000",
            "2KiB",
            "2GiB",
            "4 kb",
            "-4096",
            "99999999999GiB",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}

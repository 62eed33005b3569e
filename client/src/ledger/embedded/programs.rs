//! The programs an embedded ledger runs.

use std::borrow::Cow;

use super::StorageError;

const VAULT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenue_vault.so"));
const REGISTRY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenue_registry.so"));
const WRAPPER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/provenue_wrapper.so"));

/// Builds of the programs.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The vault, as an ELF file.
    pub vault: Cow<'static, [u8]>,
    /// The registry, as an ELF file.
    pub registry: Cow<'static, [u8]>,
    /// The wrapper, as an ELF file.
    pub wrapper: Cow<'static, [u8]>,
}

impl Programs {
    /// The builds inside this crate; `None` when it was compiled before they were built.
    #[must_use]
    pub fn built() -> Option<Self> {
        let all_there = [VAULT, REGISTRY, WRAPPER].iter().all(|elf| !elf.is_empty());
        all_there.then_some(Self {
            vault: VAULT.into(),
            registry: REGISTRY.into(),
            wrapper: WRAPPER.into(),
        })
    }

    pub(super) fn embedded() -> Result<Self, StorageError> {
        Self::built().ok_or(StorageError::ProgramsMissing)
    }
}

//! Who owns a work now.

use provenue_client::{flows::nft, solana::Address, state::Asset};

use crate::{context::Context, failure::Result, ledger::AnyLedger};

/// Who owns a work, which its asset alone does not tell while there is an NFT of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The owner; while there is an NFT, who holds it.
    Known(Address),
    /// The NFT was burned.
    Nobody,
    /// The server does not search for token accounts.
    Unknown,
}

impl Holder {
    /// Finds the owner of an asset.
    ///
    /// # Errors
    /// When the ledger cannot be reached, or does not serve the query that finds an NFT which was moved.
    async fn find(ledger: &AnyLedger, asset: &Asset) -> Result<Self> {
        if !asset.is_wrapped() {
            return Ok(Self::Known(asset.owner));
        }
        let held = nft::holding(ledger, asset).await?;
        Ok(held.map_or(Self::Nobody, |held| Self::Known(held.owner)))
    }

    /// The same, with a note to the user where it could not be found.
    pub async fn shown(context: &Context, ledger: &AnyLedger, asset: &Asset) -> Self {
        Self::find(ledger, asset).await.unwrap_or_else(|failure| {
            let note = format_args!("who holds the NFT is not shown: {failure}");
            context.printer.note(note);
            Self::Unknown
        })
    }

    /// Who it is, where that is known.
    pub fn known(self) -> Option<Address> {
        match self {
            Self::Known(owner) => Some(owner),
            Self::Nobody | Self::Unknown => None,
        }
    }

    /// Whether it is `owner`, as far as is known.
    pub fn is(self, owner: Address) -> bool {
        self.known() == Some(owner)
    }
}

//! What happened, for whoever follows the vaults: one event a change, with the totals after it.
//!
//! Each is a log line `Program data: <base64>` of an 8-byte discriminator and the fields in order,
//! little endian. Amounts are in base units.

use anchor_lang::prelude::*;

/// A vault and its share mint exist.
#[event(bytemuck)]
pub struct VaultCreated {
    /// The vault.
    pub vault: Address,
    /// The key its address follows from.
    pub base: Address,
    /// Who issues shares, seals and adds currencies.
    pub authority: Address,
    /// The mint of the shares.
    pub share_mint: Address,
    /// Pays for the positions of receivers; anyone may send it SOL.
    pub rent_reserve: Address,
    /// Consulted on each transfer; zeros for none.
    pub gate: Address,
    /// What holders keep at least, in basis points.
    pub floor_bps: u64,
    /// How long holders' revenue takes to become claimable, in seconds.
    pub stream_seconds: u64,
    /// 1 when the base can hold payouts, else 0.
    pub holdable: u64,
}

/// A vault takes another currency.
#[event(bytemuck)]
pub struct CurrencyAdded {
    /// The vault.
    pub vault: Address,
    /// The currency's mint.
    pub mint: Address,
    /// The vault's token account for it.
    pub treasury: Address,
    /// Currencies it takes now.
    pub currency_count: u64,
    /// What the issuer could do: bits of [`crate::state::risk`].
    pub risks: u64,
}

/// A share token account can receive shares now.
#[event(bytemuck)]
pub struct PositionOpened {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// The token account it follows.
    pub token_account: Address,
    /// Who owns it.
    pub owner: Address,
    /// Who gets the rent back: who paid it.
    pub rent_payer: Address,
}

/// Shares were minted.
#[event(bytemuck)]
pub struct SharesIssued {
    /// The vault.
    pub vault: Address,
    /// The position that got them.
    pub position: Address,
    /// Units minted now.
    pub units: u64,
    /// Units minted in all.
    pub issued_units: u64,
    /// Units that earn.
    pub live_units: u64,
}

/// No more shares can be made.
#[event(bytemuck)]
pub struct VaultSealed {
    /// The vault.
    pub vault: Address,
    /// Units that earn.
    pub live_units: u64,
}

/// A vault has another authority.
#[event(bytemuck)]
pub struct AuthoritySet {
    /// The vault.
    pub vault: Address,
    /// Who issues shares, seals and adds currencies now.
    pub authority: Address,
}

/// Somebody paid revenue in.
#[event(bytemuck)]
pub struct Deposited {
    /// The vault.
    pub vault: Address,
    /// The currency's mint.
    pub mint: Address,
    /// Who paid.
    pub depositor: Address,
    /// What was sent; a mint may keep a fee of it.
    pub sent: u64,
    /// Of it, what arrived; what had come by plain transfer before is booked along with it.
    pub received: u64,
    /// Booked now for upstream works.
    pub to_upstream: u64,
    /// Booked now for holders.
    pub to_holders: u64,
    /// All revenue ever booked.
    pub gross: u64,
    /// What the treasury holds.
    pub booked: u64,
}

/// Revenue that had come by a plain transfer was booked.
#[event(bytemuck)]
pub struct Booked {
    /// The vault.
    pub vault: Address,
    /// The currency's mint.
    pub mint: Address,
    /// Booked now for upstream works.
    pub to_upstream: u64,
    /// Booked now for holders.
    pub to_holders: u64,
    /// All revenue ever booked.
    pub gross: u64,
    /// What the treasury holds.
    pub booked: u64,
}

/// A position was brought up to date.
#[event(bytemuck)]
pub struct PositionSettled {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// Who is paid.
    pub owner: Address,
    /// Units it earns on from now.
    pub units: u64,
    /// Units that earn in the whole vault.
    pub live_units: u64,
}

/// Shares moved from one position to another.
#[event(bytemuck)]
pub struct SharesTransferred {
    /// The vault.
    pub vault: Address,
    /// The position of the source.
    pub source: Address,
    /// The position of the destination.
    pub destination: Address,
    /// Units the source has now.
    pub source_units: u64,
    /// Units the destination has now.
    pub destination_units: u64,
    /// Units that earn in the whole vault.
    pub live_units: u64,
}

/// A holder was paid.
#[event(bytemuck)]
pub struct Claimed {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// Whose it is.
    pub owner: Address,
    /// Whose associated token account was paid: the owner's, or of whom the owner named.
    pub payee: Address,
    /// The currency's mint.
    pub mint: Address,
    /// Sent now; a mint may keep a fee of it.
    pub amount: u64,
    /// Paid to this position in all.
    pub claimed: u64,
    /// Paid to all holders.
    pub paid_holders: u64,
    /// What the treasury holds.
    pub booked: u64,
}

/// A holder could not be paid now; what is due stays due.
#[event(bytemuck)]
pub struct HolderSkipped {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// The currency's mint.
    pub mint: Address,
    /// The account that could not be paid, as the caller named it: anybody can name a wrong one.
    pub payee: Address,
    /// What stays due.
    pub due: u64,
    /// The code of the error that a claim would have met.
    pub reason: u64,
}

/// An empty position was closed.
#[event(bytemuck)]
pub struct PositionClosed {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// The token account it followed.
    pub token_account: Address,
    /// Who got the rent back.
    pub rent_payer: Address,
}

/// A vault owes another part of its revenue.
#[event(bytemuck)]
pub struct UpstreamLinked {
    /// The vault that owes.
    pub child: Address,
    /// The vault that is owed.
    pub parent: Address,
    /// Part of all that the child books, in basis points.
    pub relative_bps: u64,
    /// Part of what the child earns from outside, in basis points.
    pub absolute_bps: u64,
    /// What the child owes by relative parts now, to all together.
    pub child_relative_bps: u64,
    /// What the child owes by absolute parts now, to all together, inherited ones included.
    pub child_absolute_bps: u64,
    /// Edges that the child has still to inherit.
    pub uninherited: u64,
}

/// A vault inherited an absolute part that its parent owes.
#[event(bytemuck)]
pub struct UpstreamInherited {
    /// The vault that owes.
    pub child: Address,
    /// The parent it inherits from.
    pub parent: Address,
    /// The vault that is owed.
    pub ancestor: Address,
    /// What was inherited, in basis points of what the child earns from outside.
    pub absolute_bps: u64,
    /// What the child owes that ancestor by absolute parts now.
    pub edge_absolute_bps: u64,
    /// Edges that the child has still to inherit.
    pub uninherited: u64,
}

/// Dues moved up one hop.
#[event(bytemuck)]
pub struct DuesPaid {
    /// The vault that paid.
    pub child: Address,
    /// The vault that was paid.
    pub parent: Address,
    /// The currency's mint.
    pub mint: Address,
    /// What was sent; a mint may keep a fee of it.
    pub amount: u64,
    /// Of it, what arrived.
    pub received: u64,
    /// Paid over this edge in all.
    pub paid: u64,
    /// Paid by the child to all upstream works.
    pub paid_upstream: u64,
    /// What the child's treasury should hold.
    pub child_booked: u64,
    /// All revenue that the parent ever booked.
    pub parent_gross: u64,
    /// Of it, what its descendants' vaults paid.
    pub parent_royalties: u64,
    /// What the parent's treasury should hold.
    pub parent_booked: u64,
}

/// Dues could not be paid now; what is due stays due.
#[event(bytemuck)]
pub struct DuesSkipped {
    /// The vault that owes.
    pub child: Address,
    /// The vault that is owed.
    pub parent: Address,
    /// The currency's mint.
    pub mint: Address,
    /// What stays due.
    pub due: u64,
    /// The code of the error that stood in the way.
    pub reason: u64,
}

/// Payouts wait.
#[event(bytemuck)]
pub struct PayoutsHeld {
    /// The vault.
    pub vault: Address,
    /// The base's own code for why.
    pub reason: u64,
    /// Until when, in seconds since 1970.
    pub until: i64,
}

/// Payouts go on.
#[event(bytemuck)]
pub struct PayoutsReleased {
    /// The vault.
    pub vault: Address,
}

/// Transfers of a vault's shares keep to a gate.
#[event(bytemuck)]
pub struct GateCreated {
    /// The vault.
    pub vault: Address,
    /// The gate.
    pub gate: Address,
    /// No share moves before this time, in seconds since 1970.
    pub lock_until: i64,
    /// Most share units that an account may hold after it received some.
    pub max_units: u64,
}

/// A position's revenue is paid to somebody else, or to its owner again.
#[event(bytemuck)]
pub struct RevenueDelegated {
    /// The vault.
    pub vault: Address,
    /// The position.
    pub position: Address,
    /// Its owner, who said so.
    pub owner: Address,
    /// Whose associated token accounts are paid now.
    pub payee: Address,
}

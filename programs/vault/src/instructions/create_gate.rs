//! Makes the rules that a vault's transfers of shares keep to.

use anchor_lang::prelude::*;

use crate::{
    events::GateCreated,
    state::{Gate, Vault},
    VaultError,
};

/// Makes the gate of a vault that was created gated, once, before its seal. It never changes.
///
/// `lock_until` is in seconds since 1970, 0 for no lock-up; `max_units` is the most share units that
/// an account may hold after it received some.
///
/// Errors: [`VaultError::NotTheAuthority`], [`VaultError::NotGated`], [`VaultError::AlreadySealed`],
/// [`VaultError::ZeroAmount`]; the system program's when the gate exists already.
#[derive(Accounts)]
pub struct CreateGate {
    /// Pays the rent. May be the authority.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// The vault's authority.
    #[account(address = vault.authority @ VaultError::NotTheAuthority)]
    pub authority: Signer,
    /// The vault.
    #[account(mut, constraint = vault.version == Vault::VERSION @ VaultError::UnknownVersion)]
    pub vault: Account<Vault>,
    /// The gate.
    #[account(
        init,
        payer = payer,
        seeds = [Gate::SEED, vault.address().as_ref()],
        bump
    )]
    pub gate: Account<Gate>,
    /// The system program.
    pub system_program: Program<System>,
}

impl CreateGate {
    pub(crate) fn create_gate(&mut self, bump: u8, lock_until: i64, max_units: u64) -> Result<()> {
        require!(self.vault.is_gated(), VaultError::NotGated);
        require!(!self.vault.is_sealed(), VaultError::AlreadySealed);
        require!(max_units > 0, VaultError::ZeroAmount);

        let vault = *self.vault.address();
        self.gate.version = Gate::VERSION;
        self.gate.bump = bump;
        self.gate.vault = vault;
        self.gate.lock_until = lock_until.into();
        self.gate.max_units = max_units.into();
        self.vault.has_gate = true.into();

        emit!(GateCreated {
            vault,
            gate: *self.gate.address(),
            lock_until,
            max_units,
        });
        Ok(())
    }
}

//! The ledger and everybody on it.

use provenue_client::{
    Draft, EmbeddedLedger, Ledger, Receipt, Result, SignerRef, address,
    flows::{
        mint::{Minted, NewShares, NewWork, SHARE_UNITS, currency_action, mint},
        plan::{Action, execute},
        revenue::funding_action,
        shares::open_action,
    },
    instructions::vault::{self, ShareName},
    state::{self, Position, ProgramState, Vault, VaultOptions},
    token::{self, MintInfo, NewMint, TokenAccount, WRAPPED_SOL},
};
use provenue_registry::AssetDetails;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::must;

/// Lamports of one SOL.
pub const SOL: u64 = 1_000_000_000;

/// A ledger, and somebody rich who pays for whatever tests set up.
pub struct World<L = EmbeddedLedger> {
    /// The ledger.
    pub ledger: L,
    /// Pays fees and rent, and is the authority of every mint.
    pub payer: Keypair,
}

impl World {
    /// An empty world in memory.
    pub async fn new() -> Self {
        Self::on(must(EmbeddedLedger::in_memory())).await
    }
}

impl<L: Ledger> World<L> {
    /// An empty world on a ledger that gives away SOL.
    pub async fn on(ledger: L) -> Self {
        let payer = Keypair::new();
        must(ledger.airdrop(&payer.pubkey(), 10_000 * SOL).await);
        Self { ledger, payer }
    }

    /// Somebody with 100 SOL.
    pub async fn person(&self) -> Keypair {
        let person = Keypair::new();
        must(self.ledger.airdrop(&person.pubkey(), 100 * SOL).await);
        person
    }

    /// A new currency.
    pub async fn currency(&self, new: NewMint) -> MintInfo {
        let mint = Keypair::new();
        must(token::create_mint(&self.ledger, &self.payer, &mint, new).await)
    }

    /// SOL as a currency.
    pub async fn wrapped_sol(&self) -> MintInfo {
        must(MintInfo::fetch(&self.ledger, &WRAPPED_SOL).await)
    }

    /// Gives `owner` so many base units of a currency.
    pub async fn fund(&self, owner: &Keypair, currency: &MintInfo, units: u64) {
        let key = owner.pubkey();
        if currency.address == WRAPPED_SOL {
            let before = self.token_amount(&currency.ata(&key)).await;
            let wanted = before + units;
            if let Some(wrap) = must(funding_action(&self.ledger, &key, currency, wanted).await) {
                must(execute(&self.ledger, owner, &[], &[], &[wrap]).await);
            }
        } else {
            must(token::mint_to(&self.ledger, &self.payer, currency, &key, units).await);
        }
    }

    /// Gives `owner` an associated token account for a currency.
    pub async fn open_account(&self, owner: &Address, currency: &MintInfo) {
        let create = token::create_ata(&self.payer.pubkey(), owner, currency);
        must(self.send(&[create], &[]).await);
    }

    /// A vault of `base`, who is its authority too, that takes `currencies`, not sealed and without
    /// shares yet.
    pub async fn open_vault(&self, base: &Keypair, currencies: &[MintInfo]) -> Address {
        self.open_vault_with(base, currencies, VaultOptions::default())
            .await
    }

    /// The same, with options.
    pub async fn open_vault_with(
        &self,
        base: &Keypair,
        currencies: &[MintInfo],
        options: VaultOptions,
    ) -> Address {
        let (payer, key) = (self.payer.pubkey(), base.pubkey());
        let vault = address::vault(&key);
        let create = vault::create_vault(&payer, &key, &key, &share_name(), options);
        let list = vault::initialize_extra_account_metas(&payer, &vault);
        let mut actions = vec![Action::new("vault", create), Action::new("list", list)];
        for currency in currencies {
            actions.push(currency_action(&payer, &key, &vault, currency));
        }
        must(execute(&self.ledger, &self.payer, &[base], &[], &actions).await);
        vault
    }

    /// A sealed vault of `base`; each holder gets so many units, and `base` what is left of all.
    pub async fn vault(
        &self,
        base: &Keypair,
        currencies: &[MintInfo],
        holders: &[(Address, u64)],
    ) -> Address {
        let vault = self.open_vault(base, currencies).await;
        self.issue_and_seal(base, &vault, holders).await;
        vault
    }

    /// Gives each holder so many units of the vault of `base`, and `base` what is left of all, and seals
    /// it.
    pub async fn issue_and_seal(
        &self,
        base: &Keypair,
        vault: &Address,
        holders: &[(Address, u64)],
    ) {
        let given: u64 = holders.iter().map(|(_, units)| units).sum();
        let rest = (base.pubkey(), SHARE_UNITS - given);
        self.issue(base, vault, holders).await;
        if rest.1 > 0 {
            self.issue(base, vault, &[rest]).await;
        }
        let seal = vault::seal(&base.pubkey(), vault);
        must(self.send(&[seal], &[base]).await);
    }

    /// Gives each holder so many units of the vault of `base`, who is its authority.
    pub async fn issue(&self, base: &Keypair, vault: &Address, holders: &[(Address, u64)]) {
        let mut actions = Vec::new();
        for (holder, units) in holders {
            let payer = self.payer.pubkey();
            actions.extend(must(open_action(&self.ledger, &payer, vault, holder).await));
            let account = address::share_account(vault, holder);
            let issue = vault::issue_shares(&base.pubkey(), vault, &account, *units);
            actions.push(Action::new("issue", issue));
        }
        must(execute(&self.ledger, &self.payer, &[base], &[], &actions).await);
    }

    /// Gives `owner` a share token account with a position in `vault`, and returns the account.
    pub async fn open_position(&self, vault: &Address, owner: &Address) -> Address {
        let action = must(open_action(&self.ledger, &self.payer.pubkey(), vault, owner).await);
        must(execute(&self.ledger, &self.payer, &[], &[], action.as_slice()).await);
        address::share_account(vault, owner)
    }

    /// A registered work of `owner`; with a vault, all of whose shares are the owner's, if it is to
    /// take currencies.
    pub async fn work(&self, owner: &Keypair, currencies: &[MintInfo]) -> Minted {
        let shares = NewShares {
            name: share_name(),
            options: Default::default(),
            currencies: currencies.to_vec(),
            allocation: vec![(owner.pubkey(), SHARE_UNITS)],
        };
        let work = NewWork {
            details: details(Address::new_unique().to_bytes()),
            shares: Some(shares).filter(|_| !currencies.is_empty()),
        };
        must(mint(&self.ledger, &self.payer, owner, &work).await)
    }

    /// Sends instructions; the payer signs, and `signers`.
    pub async fn send(
        &self,
        instructions: &[Instruction],
        signers: &[SignerRef<'_>],
    ) -> Result<Receipt> {
        let mut draft = Draft::new(&self.payer, instructions.to_vec());
        draft.signers = signers.to_vec();
        self.ledger.send(&draft).await
    }

    /// The program account at `address`.
    pub async fn state<S: ProgramState>(&self, address: &Address) -> S {
        must(state::fetch(&self.ledger, address).await)
    }

    /// The vault at `address`.
    pub async fn vault_state(&self, address: &Address) -> Vault {
        self.state(address).await
    }

    /// The position of a share token account.
    pub async fn position_of(&self, token_account: &Address) -> Position {
        self.state(&address::position(token_account)).await
    }

    /// What a token account holds, 0 where there is none.
    pub async fn token_amount(&self, account: &Address) -> u64 {
        let account = must(TokenAccount::fetch(&self.ledger, account).await);
        account.map_or(0, |account| account.amount)
    }
}

/// A name for shares.
#[must_use]
pub fn share_name() -> ShareName {
    ShareName {
        name: "Aurora shares".to_owned(),
        symbol: "AURORA".to_owned(),
        uri: String::new(),
    }
}

/// What is known of a work, all that is optional left out.
#[must_use]
pub fn details(content_id: [u8; 32]) -> AssetDetails {
    AssetDetails {
        content_id,
        byte_length: 300_000,
        chunk_size_log2: 18,
        media_type: "image/jpeg".to_owned(),
        disclosure: 2,
        ..AssetDetails::default()
    }
}

//! Payouts to more holders than one transaction can pay.

use std::sync::Mutex;

use solana_account::Account;
use solana_hash::Hash;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use super::*;
use crate::{
    AssetDetails, EmbeddedLedger,
    flows::plan::{Action, execute},
    flows::{
        mint::{NewShares, NewWork, SHARE_UNITS, mint},
        revenue::{books, deposit},
    },
    instructions::vault::ShareName,
    ledger::{Draft, Filter, Receipt},
    token::{NewMint, TokenAccount, create_ata, create_mint, mint_to},
};

const HOLDERS: u64 = 50;
const REVENUE: u64 = 1_000_000_007;

fn must<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error}"))
}

/// A vault of many holders that has earned something.
struct Crowd {
    ledger: EmbeddedLedger,
    artist: Keypair,
    vault: Address,
    currency: MintInfo,
}

impl Crowd {
    async fn gather() -> Self {
        let ledger = must(EmbeddedLedger::in_memory());
        let artist = Keypair::new();
        must(ledger.airdrop(&artist.pubkey(), 100_000_000_000).await);
        let new = NewMint::with_fee(6, 100);
        let currency = must(create_mint(&ledger, &artist, &Keypair::new(), new).await);
        must(mint_to(&ledger, &artist, &currency, &artist.pubkey(), REVENUE).await);
        let work = NewWork {
            details: AssetDetails {
                content_id: [7; 32],
                byte_length: 1,
                chunk_size_log2: 18,
                media_type: "image/png".to_owned(),
                ..AssetDetails::default()
            },
            shares: Some(NewShares {
                options: Default::default(),
                name: ShareName {
                    name: "Crowd".to_owned(),
                    symbol: "CROWD".to_owned(),
                    uri: String::new(),
                },
                currencies: vec![currency.clone()],
                allocation: (0..HOLDERS)
                    .map(|_| (Address::new_unique(), SHARE_UNITS / HOLDERS))
                    .collect(),
            }),
        };
        let vault = must(mint(&ledger, &artist, &artist, &work).await).vault;
        let vault = vault.unwrap_or_default();
        must(deposit(&ledger, &artist, &vault, &currency, REVENUE).await);
        Self {
            ledger,
            artist,
            vault,
            currency,
        }
    }

    /// Makes the token accounts that holders are paid into.
    async fn open_accounts(&self) {
        let payer = self.artist.pubkey();
        let positions = must(state::positions(&self.ledger, &self.vault).await);
        let open = |(_, position): &(Address, Position)| {
            let create = create_ata(&payer, position.payee(), &self.currency);
            Action::new("opened a token account", create)
        };
        let actions: Vec<_> = positions.iter().map(open).collect();
        must(execute(&self.ledger, &self.artist, &[], &[], &actions).await);
    }

    /// Pays everybody through `ledger`, and checks that they have it.
    async fn pay(
        &self,
        ledger: &impl Ledger,
        tables: Vec<solana_message::AddressLookupTableAccount>,
    ) -> Payout {
        let options = PayoutOptions {
            create_accounts: true,
            tables,
        };
        let told = Mutex::new(Vec::new());
        let progress = |done: usize, all: usize| {
            assert_eq!(all as u64, HOLDERS);
            must(told.lock()).push(done);
        };
        let (vault, currency) = (&self.vault, &self.currency);
        let paid = distribute_with(ledger, &self.artist, vault, currency, &options, &progress);
        let payout = must(paid.await);
        let told = must(told.into_inner());
        assert_eq!(told.len(), payout.steps.len());
        assert!(told.is_sorted() && told.last() == Some(&(HOLDERS as usize)));
        assert_eq!(payout.payments.len() as u64, HOLDERS);
        for payment in &payout.payments {
            let account = currency.ata(&payment.owner);
            let held = must(TokenAccount::fetch(ledger, &account).await);
            let kept = currency
                .transfer_fee
                .map_or(0, |fee| fee.on(payment.amount));
            assert_eq!(held.map(|held| held.amount), Some(payment.amount - kept));
        }
        let books = must(books(ledger, vault).await).remove(0);
        let paid: u64 = payout.payments.iter().map(|payment| payment.amount).sum();
        assert!(books.balance() && books.claimable == 0);
        assert_eq!((books.paid_holders, books.claimed), (paid, paid));
        payout
    }
}

#[tokio::test]
async fn everybody_is_paid_and_reported_with_and_without_tables() {
    let crowd = Crowd::gather().await;
    let currencies = std::slice::from_ref(&crowd.currency);
    let progress = |done: usize, all: usize| assert!(done <= all);
    let made = make_tables(
        &crowd.ledger,
        &crowd.artist,
        &crowd.vault,
        currencies,
        &progress,
    );
    let tables = must(made.await);
    assert_eq!(tables.len(), 1);
    let kept = must(crate::tables::fetch(&crowd.ledger, &tables[0].key).await);
    assert_eq!(kept, tables[0]);
    crowd.open_accounts().await;
    let with = crowd.pay(&crowd.ledger, tables).await;
    // 28 holders, of two accounts each, and eight others are the 64 that may be locked.
    assert_eq!(with.steps.len(), 2);

    let crowd = Crowd::gather().await;
    crowd.open_accounts().await;
    let without = crowd.pay(&crowd.ledger, Vec::new()).await;
    assert!(without.steps.len() > 2, "{}", without.steps.len());

    // Making the accounts takes instructions, of which a transaction may run 64.
    let crowd = Crowd::gather().await;
    let making = crowd.pay(&crowd.ledger, Vec::new()).await;
    assert!(making.steps.len() > without.steps.len());
}

/// A server that keeps no records.
struct Silent<'a>(&'a EmbeddedLedger);

impl Ledger for Silent<'_> {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        self.0.accounts(addresses).await
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        self.0.program_accounts(program, filters).await
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        self.0.minimum_balance(len).await
    }

    async fn unix_time(&self) -> Result<i64> {
        self.0.unix_time().await
    }

    async fn slot(&self) -> Result<u64> {
        self.0.slot().await
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        self.0.genesis_hash().await
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        let mut receipt = self.0.send(draft).await?;
        receipt.logs.clear();
        Ok(receipt)
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        self.0.airdrop(address, lamports).await
    }
}

#[tokio::test]
async fn what_the_log_does_not_say_the_positions_do() {
    let crowd = Crowd::gather().await;
    let ledger = Silent(&crowd.ledger);
    let options = PayoutOptions::default();
    let (vault, currency) = (&crowd.vault, &crowd.currency);
    let skipped = distribute(&ledger, &crowd.artist, vault, currency, &options);
    let skipped = must(skipped.await);
    assert_eq!((skipped.payments.len(), skipped.skipped.len()), (0, 50));
    assert!(skipped.skipped.iter().all(|one| one.due == 19_800_000));
    crowd.pay(&ledger, Vec::new()).await;
}

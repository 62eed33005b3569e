//! Positions that are closed while a payout goes on.

use std::{
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use provenue_client::{
    Draft, EmbeddedLedger, Filter, Ledger, Receipt, Result, address,
    flows::{
        mint::SHARE_UNITS,
        payout::{Payout, PayoutOptions, Skipped, distribute},
        revenue,
    },
    instructions::vault,
    solana::Hash,
    token::{self, MintInfo, NewMint, TOKEN_2022},
};
use provenue_tests::{World, must};
use solana_account::Account;
use solana_address::Address;
use solana_keypair::Keypair;
use solana_signature::Signature;
use solana_signer::Signer;

use crate::vault::{
    scene::EVEN,
    tokens::{close, make_account},
};

/// A ledger on which something happens just before the first transaction.
struct Meddled<'a> {
    ledger: &'a EmbeddedLedger,
    meddling: Mutex<Option<Meddling<'a>>>,
}

type Meddling<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

impl Ledger for Meddled<'_> {
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>> {
        self.ledger.accounts(addresses).await
    }

    async fn program_accounts(
        &self,
        program: &Address,
        filters: &[Filter],
    ) -> Result<Vec<(Address, Account)>> {
        self.ledger.program_accounts(program, filters).await
    }

    async fn minimum_balance(&self, len: usize) -> Result<u64> {
        self.ledger.minimum_balance(len).await
    }

    async fn unix_time(&self) -> Result<i64> {
        self.ledger.unix_time().await
    }

    async fn slot(&self) -> Result<u64> {
        self.ledger.slot().await
    }

    async fn genesis_hash(&self) -> Result<Hash> {
        self.ledger.genesis_hash().await
    }

    async fn send(&self, draft: &Draft<'_>) -> Result<Receipt> {
        let meddling = self
            .meddling
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(meddling) = meddling {
            meddling.await;
        }
        self.ledger.send(draft).await
    }

    async fn airdrop(&self, address: &Address, lamports: u64) -> Result<Signature> {
        self.ledger.airdrop(address, lamports).await
    }
}

const FANS: u64 = 30;

/// A vault that owes more holders than one transaction pays, the label most of all, which has sold
/// its shares since.
struct Crowd {
    world: World,
    label: Keypair,
    /// The label's share token account: not the associated one.
    account: Keypair,
    currency: MintInfo,
    vault: Address,
}

impl Crowd {
    async fn gather() -> Self {
        let world = World::new().await;
        let (artist, label) = (world.person().await, world.person().await);
        let currency = world.currency(NewMint::spl(6)).await;
        let mut holders = vec![(label.pubkey(), SHARE_UNITS / 2)];
        holders.extend((0..FANS).map(|_| (Address::new_unique(), SHARE_UNITS / 100)));
        let currencies = std::slice::from_ref(&currency);
        let vault = world.vault(&artist, currencies, &holders).await;
        let account = Keypair::new();
        let share_mint = address::share_mint(&vault);
        let owner = label.pubkey();
        make_account(&world, &account, &share_mint, &TOKEN_2022, &owner).await;
        let key = account.pubkey();
        let open = vault::open_position(&world.payer.pubkey(), &vault, &key);
        let associated = address::share_account(&vault, &owner);
        let units = SHARE_UNITS / 2;
        let own = vault::transfer_shares(&owner, &vault, &associated, &key, units);
        must(world.send(&[open, own], &[&label]).await);
        world.fund(&artist, &currency, EVEN).await;
        let paid = revenue::deposit(&world.ledger, &artist, &vault, &currency, EVEN);
        must(paid.await);
        let artists = address::share_account(&vault, &artist.pubkey());
        let sale = vault::transfer_shares(&owner, &vault, &key, &artists, units);
        must(world.send(&[sale], &[&label]).await);
        Self {
            world,
            label,
            account,
            currency,
            vault,
        }
    }

    /// The label claims, and closes its position.
    async fn leave(&self) {
        let (world, vault, currency) = (&self.world, &self.vault, &self.currency);
        let (payer, owner) = (world.payer.pubkey(), self.label.pubkey());
        let holder = vault::Holder {
            token_account: self.account.pubkey(),
            payee: owner,
        };
        let instructions = [
            token::create_ata(&payer, &owner, currency),
            vault::claim(vault, currency, &holder),
            vault::close_position(&owner, vault, &holder.token_account, &payer),
        ];
        must(world.send(&instructions, &[&self.label]).await);
    }

    /// The label takes the same account for shares of another vault.
    async fn move_on(&self) {
        let world = &self.world;
        let base = world.person().await;
        let other = world.open_vault(&base, &[]).await;
        let (key, owner) = (self.account.pubkey(), self.label.pubkey());
        let closing = close(&TOKEN_2022, &key, &owner);
        must(world.send(&[closing], &[&self.label]).await);
        let share_mint = address::share_mint(&other);
        make_account(world, &self.account, &share_mint, &TOKEN_2022, &owner).await;
        let open = vault::open_position(&world.payer.pubkey(), &other, &key);
        must(world.send(&[open], &[]).await);
    }

    /// Pays everybody, while `meddling` happens before the first transaction.
    async fn pay(&self, meddling: impl Future<Output = ()> + Send) -> Payout {
        let ledger = Meddled {
            ledger: &self.world.ledger,
            meddling: Mutex::new(Some(Box::pin(meddling))),
        };
        let options = PayoutOptions {
            create_accounts: true,
            ..PayoutOptions::default()
        };
        let payer = &self.world.payer;
        must(distribute(&ledger, payer, &self.vault, &self.currency, &options).await)
    }

    /// Asserts that the label was passed over and nobody else.
    async fn assert_only_the_label_is_skipped(&self, payout: &Payout) {
        let skipped = Skipped {
            owner: self.label.pubkey(),
            position: address::position(&self.account.pubkey()),
            due: 0,
            reason: "the position was closed meanwhile".to_owned(),
        };
        assert_eq!(payout.skipped, [skipped]);
        assert_eq!(payout.payments.len() as u64, FANS + 1);
        assert!(payout.steps.len() > 1);
        let books = must(revenue::books(&self.world.ledger, &self.vault).await).remove(0);
        assert_eq!((books.balance(), books.claimable), (true, 0));
    }
}

#[tokio::test]
async fn a_position_closed_during_a_payout_is_passed_over() {
    let crowd = Crowd::gather().await;
    let payout = crowd.pay(crowd.leave()).await;
    crowd.assert_only_the_label_is_skipped(&payout).await;
}

#[tokio::test]
async fn a_position_reopened_for_another_vault_during_a_payout_is_passed_over() {
    let crowd = Crowd::gather().await;
    let meddling = async {
        crowd.leave().await;
        crowd.move_on().await;
    };
    let payout = crowd.pay(meddling).await;
    crowd.assert_only_the_label_is_skipped(&payout).await;
}

//! The programs on a validator's bank (`solana-program-test`), through the client: what an embedded
//! ledger need not get right, a cluster charges for.

mod clock;
mod fees;
mod ledger;
mod lookup_tables;
mod rent;

use provenue_client::{
    Ledger, REGISTRY_PROGRAM, TermsOffer, address,
    flows::license,
    instructions::registry::{self, Purchase},
    token::{MintInfo, NewMint},
};
use provenue_tests::{World, details, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_sdk_ids::bpf_loader_upgradeable;
use solana_signer::Signer;

use self::ledger::Bank;

/// What a licence costs, in base units.
const PRICE: u64 = 1_000_003;

/// A work on sale, and somebody with money.
struct Shop {
    world: World<Bank>,
    artist: Keypair,
    buyer: Keypair,
    currency: MintInfo,
    asset: Address,
}

impl Shop {
    async fn open() -> Self {
        let world = World::on(Bank::start().await).await;
        let (artist, buyer) = (world.person().await, world.person().await);
        let currency = world.currency(NewMint::spl(6)).await;
        world.fund(&buyer, &currency, 10 * PRICE).await;
        let minted = world.work(&artist, std::slice::from_ref(&currency)).await;
        Self {
            world,
            artist,
            buyer,
            currency,
            asset: minted.asset,
        }
    }

    /// Offers licences at [`PRICE`] for `period_seconds`, and returns the terms.
    async fn offer(&self, period_seconds: u64) -> Address {
        let offer = TermsOffer {
            currency: self.currency.address,
            price: PRICE,
            period_seconds,
            ..TermsOffer::default()
        };
        let ledger = &self.world.ledger;
        must(license::offer(ledger, &self.artist, &self.asset, &offer).await).0
    }

    /// The buyer buys a licence for themselves; the world's payer pays its rent.
    fn purchase(&self, terms: &Address) -> Instruction {
        let buyer = self.buyer.pubkey();
        let purchase = Purchase {
            payer: self.world.payer.pubkey(),
            buyer,
            licensee: buyer,
            max_price: PRICE,
        };
        registry::buy_license(&purchase, &self.asset, terms, &self.currency)
    }
}

#[tokio::test]
async fn the_built_programs_run_in_the_bank_s_virtual_machine() {
    let world = World::on(Bank::start().await).await;
    let program = must(world.ledger.account(&REGISTRY_PROGRAM).await).unwrap_or_default();
    assert!(program.executable);
    assert_eq!(program.owner, bpf_loader_upgradeable::ID);

    let owner = world.person().await;
    let content = details([7; 32]);
    let register = registry::register_asset(&world.payer.pubkey(), &owner.pubkey(), 0, &content);
    let receipt = must(world.send(&[register], &[&owner]).await);
    let metered = format!("Program {REGISTRY_PROGRAM} consumed ");
    assert!(receipt.logs.iter().any(|line| line.starts_with(&metered)));
    let asset = address::asset(&[7; 32], 0);
    assert!(must(world.ledger.account(&asset).await).is_some());
}

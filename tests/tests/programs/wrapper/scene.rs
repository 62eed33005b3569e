//! A vault whose shares are wrapped for somebody.

use provenue_client::{
    address,
    instructions::{vault::Holder, wrapper},
    state::Wrapper,
    token::MintInfo,
};
use provenue_tests::must;
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::vault::scene::Scene;

/// A vault at work and a wrapper of its shares.
pub struct WrapperScene {
    /// The vault, its holders, and the fan who pays in.
    pub scene: Scene,
    /// Gets what wrapped shares earn; signs nothing.
    pub beneficiary: Address,
    /// The wrapper.
    pub wrapper: Address,
    /// The mint of the wrapped shares.
    pub mint: MintInfo,
    /// Where the shares lie.
    pub escrow: Address,
}

impl WrapperScene {
    /// A wrapper for a beneficiary who has an account for the currency.
    pub async fn new() -> Self {
        Self::of(Scene::new().await, Address::new_unique()).await
    }

    /// A wrapper for `beneficiary` in a scene. Both holders have an account for wrapped shares, the
    /// beneficiary one for the currency.
    pub async fn of(scene: Scene, beneficiary: Address) -> Self {
        let payer = scene.world.payer.pubkey();
        let create = wrapper::create_wrapper(&payer, &scene.vault, &beneficiary);
        must(scene.world.send(&[create], &[]).await);
        let wrapper = address::wrapper(&scene.vault, &beneficiary);
        let mint = address::wrapped_mint(&wrapper);
        let mint = must(MintInfo::fetch(&scene.world.ledger, &mint).await);
        for owner in [&scene.artist, &scene.label] {
            scene.world.open_account(&owner.pubkey(), &mint).await;
        }
        scene
            .world
            .open_account(&beneficiary, &scene.currency)
            .await;
        Self {
            escrow: address::share_account(&scene.vault, &wrapper),
            scene,
            beneficiary,
            wrapper,
            mint,
        }
    }

    /// A wrapper of which the label holds `units` wrapped share units.
    pub async fn wrapped(units: u64) -> Self {
        let scene = Self::new().await;
        scene
            .send(scene.wrap(&scene.scene.label, units), &scene.scene.label)
            .await;
        scene
    }

    /// Another wrapper of the same vault's shares.
    pub async fn other_wrapper(&self) -> Address {
        let beneficiary = Address::new_unique();
        let payer = self.scene.world.payer.pubkey();
        let create = wrapper::create_wrapper(&payer, &self.scene.vault, &beneficiary);
        must(self.scene.world.send(&[create], &[]).await);
        address::wrapper(&self.scene.vault, &beneficiary)
    }

    /// `owner` wraps `units` share units.
    pub fn wrap(&self, owner: &Keypair, units: u64) -> Instruction {
        wrapper::wrap(
            &owner.pubkey(),
            &self.scene.vault,
            &self.beneficiary,
            &self.scene.shares_of(owner),
            &self.wrapped_of(owner),
            units,
        )
    }

    /// `owner` unwraps `units` wrapped share units.
    pub fn unwrap(&self, owner: &Keypair, units: u64) -> Instruction {
        wrapper::unwrap(
            &owner.pubkey(),
            &self.scene.vault,
            &self.beneficiary,
            &self.wrapped_of(owner),
            &self.scene.shares_of(owner),
            units,
        )
    }

    /// Sends an instruction that `signer` signs.
    #[track_caller]
    pub fn send(&self, instruction: Instruction, signer: &Keypair) -> impl Future<Output = ()> {
        let caller = std::panic::Location::caller();
        async move {
            let sent = self.scene.world.send(&[instruction], &[signer]).await;
            if let Err(error) = sent {
                panic!("at {caller}: {error}\n{}", error.logs().join("\n"));
            }
        }
    }

    /// The account for `owner`'s wrapped shares.
    pub fn wrapped_of(&self, owner: &Keypair) -> Address {
        self.mint.ata(&owner.pubkey())
    }

    /// Whom a claim or a distribution pays for the escrow.
    pub fn holder(&self) -> Holder {
        Holder {
            token_account: self.escrow,
            payee: self.beneficiary,
        }
    }

    /// The account to which the escrow's revenue is paid.
    pub fn payee(&self) -> Address {
        self.scene.currency.ata(&self.beneficiary)
    }

    /// The wrapper as it is now.
    pub async fn state(&self) -> Wrapper {
        self.scene.world.state(&self.wrapper).await
    }

    /// Wrapped share units there are.
    pub async fn supply(&self) -> u64 {
        let mint = MintInfo::fetch(&self.scene.world.ledger, &self.mint.address).await;
        must(mint).supply
    }

    /// Share units in the escrow.
    pub async fn escrowed(&self) -> u64 {
        self.scene.world.token_amount(&self.escrow).await
    }

    /// Wrapped share units of `owner`.
    pub async fn wrapped_units(&self, owner: &Keypair) -> u64 {
        self.scene.world.token_amount(&self.wrapped_of(owner)).await
    }

    /// Asserts that `units` are wrapped, that the escrow has them and nothing else, and that its
    /// position knows.
    pub async fn assert_backed(&self, units: u64) {
        assert_eq!(self.supply().await, units, "wrapped shares there are");
        assert_eq!(self.escrowed().await, units, "shares in the escrow");
        let position = self.scene.world.position_of(&self.escrow).await;
        assert_eq!(position.units.get(), units, "units that earn");
        assert_eq!(self.scene.state().await.live_units.get(), 100_000_000);
    }
}

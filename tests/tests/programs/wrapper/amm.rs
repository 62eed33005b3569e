//! Solana's token-swap program, as published (`tests/amm`), and its instructions.
//!
//! It is not ours, so the client knows nothing of it. Layouts are those of the crate's
//! `instruction.rs` and `state.rs`.

use provenue_client::Ledger;
use provenue_tests::{World, must};
use solana_account::Account;
use solana_address::Address;
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_sdk_ids::bpf_loader;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::instruction::initialize_mint2;

/// The address that the crate declares.
pub const TOKEN_SWAP: Address =
    Address::from_str_const("SwapsVeCiPHMUAtzQWZw7RjsKjgCjhwU55QGu4U1Szw");

/// LP tokens that a new pool has.
pub const FIRST_LIQUIDITY: u64 = 1_000_000_000;

/// Bytes of a pool's account: a version and its state.
const POOL_SPACE: usize = 324;

/// Bytes of a mint without extensions.
const MINT_SPACE: usize = 82;

/// `ExpectedAccount`: "Deserialized account is not an SPL Token account".
pub const EXPECTED_ACCOUNT: &str = "Custom(5)";

/// `IncorrectTokenProgramId`: "The provided token program does not match the token program expected
/// by the swap".
pub const INCORRECT_TOKEN_PROGRAM: &str = "Custom(24)";

const ELF: &[u8] = include_bytes!("../../../amm/token_swap.so");

/// Puts the program on the ledger.
pub fn deploy(world: &World) {
    let program = Account {
        lamports: 10_000_000_000,
        data: ELF.to_vec(),
        owner: bpf_loader::ID,
        executable: true,
        rent_epoch: u64::MAX,
    };
    must(world.ledger.set_account(TOKEN_SWAP, program));
}

/// The authority over the reserves of the pool at `pool`, which no key signs for.
pub fn authority(pool: &Address) -> Address {
    Address::find_program_address(&[pool.as_ref()], &TOKEN_SWAP).0
}

/// Makes a mint for LP tokens at the address of `mint`, which the pool's authority alone mints.
pub async fn make_liquidity_mint(
    world: &World,
    mint: &Keypair,
    authority: &Address,
    token_program: &Address,
) {
    let key = mint.pubkey();
    let make = [
        make_account(world, &key, MINT_SPACE, token_program).await,
        must(initialize_mint2(token_program, &key, authority, None, 9)),
    ];
    must(world.send(&make, &[mint]).await);
}

/// Makes the account of a pool.
pub async fn make_pool(world: &World, pool: &Address) -> Instruction {
    make_account(world, pool, POOL_SPACE, &TOKEN_SWAP).await
}

async fn make_account(world: &World, key: &Address, space: usize, owner: &Address) -> Instruction {
    let rent = must(world.ledger.minimum_balance(space).await);
    create_account(&world.payer.pubkey(), key, rent, space as u64, owner)
}

/// Fees of a pool as fractions, numerator and denominator.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fees {
    /// Of what is sold to the pool; it stays in the reserve.
    pub trade: (u64, u64),
    /// Of LP tokens that are withdrawn; the fee account gets it.
    pub withdraw: (u64, u64),
}

/// The accounts of a pool.
#[derive(Clone, Copy, Debug)]
pub struct PoolKeys {
    /// The pool.
    pub pool: Address,
    /// Of the two tokens.
    pub reserves: [Address; 2],
    /// The mint of the LP tokens.
    pub liquidity_mint: Address,
    /// Gets withdrawal fees in LP tokens.
    pub fee_account: Address,
    /// SPL Token or Token-2022.
    pub token_program: Address,
}

impl PoolKeys {
    /// Makes the pool, a constant product of what its reserves hold; the pool signs. `provider`
    /// gets the LP tokens.
    pub fn initialize(&self, fees: Fees, provider: &Address) -> Instruction {
        let mut data = vec![0];
        // Trades, the owner's part of trades, withdrawals, hosts.
        for (numerator, denominator) in [fees.trade, (0, 0), fees.withdraw, (0, 0)] {
            data.extend(u64::to_le_bytes(numerator));
            data.extend(u64::to_le_bytes(denominator));
        }
        // The curve, and its parameters, of which a constant product has none.
        data.extend([0; 1 + 32]);
        let [first, second] = self.reserves;
        let accounts = vec![
            AccountMeta::new(self.pool, true),
            AccountMeta::new_readonly(authority(&self.pool), false),
            AccountMeta::new_readonly(first, false),
            AccountMeta::new_readonly(second, false),
            AccountMeta::new(self.liquidity_mint, false),
            AccountMeta::new_readonly(self.fee_account, false),
            AccountMeta::new(*provider, false),
            AccountMeta::new_readonly(self.token_program, false),
        ];
        Instruction::new_with_bytes(TOKEN_SWAP, &data, accounts)
    }

    /// Sells `amount` of the token of reserve `sold` (0 or 1) for the other one; `trader` signs.
    pub fn swap(
        &self,
        trader: &Address,
        sold: usize,
        from: &Address,
        to: &Address,
        amount: u64,
    ) -> Instruction {
        let accounts = self.accounts_of(
            trader,
            &[
                *from,
                self.reserves[sold],
                self.reserves[1 - sold],
                *to,
                self.liquidity_mint,
                self.fee_account,
            ],
        );
        // Whatever comes out will do.
        instruction(1, &[amount, 0], accounts)
    }

    /// Adds liquidity for `liquidity` LP tokens from two token accounts of `provider`, who signs.
    pub fn deposit(
        &self,
        provider: &Address,
        from: [Address; 2],
        to: &Address,
        liquidity: u64,
    ) -> Instruction {
        let [first, second] = self.reserves;
        let accounts = self.accounts_of(
            provider,
            &[from[0], from[1], first, second, self.liquidity_mint, *to],
        );
        instruction(2, &[liquidity, u64::MAX, u64::MAX], accounts)
    }

    /// Takes the part of `liquidity` LP tokens of both reserves; `provider` signs.
    pub fn withdraw(
        &self,
        provider: &Address,
        from: &Address,
        to: [Address; 2],
        liquidity: u64,
    ) -> Instruction {
        let [first, second] = self.reserves;
        let accounts = self.accounts_of(
            provider,
            &[
                self.liquidity_mint,
                *from,
                first,
                second,
                to[0],
                to[1],
                self.fee_account,
            ],
        );
        instruction(3, &[liquidity, 0, 0], accounts)
    }

    /// Pool, authority and signer, what is written, and the token program.
    fn accounts_of(&self, signer: &Address, written: &[Address]) -> Vec<AccountMeta> {
        let mut accounts = vec![
            AccountMeta::new_readonly(self.pool, false),
            AccountMeta::new_readonly(authority(&self.pool), false),
            AccountMeta::new_readonly(*signer, true),
        ];
        accounts.extend(written.iter().map(|key| AccountMeta::new(*key, false)));
        accounts.push(AccountMeta::new_readonly(self.token_program, false));
        accounts
    }
}

fn instruction(tag: u8, numbers: &[u64], accounts: Vec<AccountMeta>) -> Instruction {
    let mut data = vec![tag];
    data.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    Instruction::new_with_bytes(TOKEN_SWAP, &data, accounts)
}

/// What a constant product of `sold · bought` takes and gives for `amount`, fee included: computed
/// apart, from what the curve promises.
///
/// The least output is kept in the pool that holds the product, and then the least input that buys it.
pub fn quote(amount: u64, sold: u64, bought: u64, fee: (u64, u64)) -> (u64, u64) {
    let [amount, sold, bought] = [amount, sold, bought].map(u128::from);
    let fee = match fee {
        (0, _) => 0,
        (numerator, denominator) => {
            (amount * u128::from(numerator) / u128::from(denominator)).max(1)
        }
    };
    let product = sold * bought;
    let kept = product.div_ceil(sold + amount - fee);
    let taken = product.div_ceil(kept) - sold + fee;
    let small = |number: u128| u64::try_from(number).unwrap_or_else(|error| panic!("{error}"));
    (small(taken), small(bought - kept))
}

//! Unusual mints and token accounts, and what their owners can do to them.

use provenue_client::{
    Ledger,
    token::{MintInfo, TOKEN_2022},
};
use provenue_tests::{World, must};
use solana_address::Address;
use solana_instruction::Instruction;
use solana_keypair::Keypair;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::{
    extension::{
        ExtensionType,
        memo_transfer::instruction::{
            disable_required_transfer_memos, enable_required_transfer_memos,
        },
    },
    instruction::{self, AuthorityType},
    state::{Account as TokenState, Mint},
};

/// A mint that tests make extension by extension.
pub struct Recipe<'a> {
    /// SPL Token or Token-2022.
    pub program: Address,
    /// Whether the world's payer can freeze its accounts.
    pub freezable: bool,
    /// What it has room for.
    pub extensions: &'a [ExtensionType],
}

impl Recipe<'_> {
    /// A mint whose accounts the world's payer can freeze.
    pub const fn freezable(program: Address) -> Self {
        Self {
            program,
            freezable: true,
            extensions: &[],
        }
    }

    /// Makes the mint, of 6 decimals, whose authority is the world's payer. `initialize` gives what
    /// comes before the mint's own initialization.
    pub async fn make(
        &self,
        world: &World,
        initialize: impl FnOnce(&Address) -> Vec<Instruction>,
    ) -> MintInfo {
        let (mint, authority) = (Keypair::new(), world.payer.pubkey());
        let key = mint.pubkey();
        let space = must(ExtensionType::try_calculate_account_len::<Mint>(
            self.extensions,
        ));
        let rent = must(world.ledger.minimum_balance(space).await);
        let freezer = Some(&authority).filter(|_| self.freezable);
        let program = &self.program;
        let mut instructions = vec![create_account(
            &authority,
            &key,
            rent,
            space as u64,
            program,
        )];
        instructions.extend(initialize(&key));
        instructions.push(must(instruction::initialize_mint2(
            program, &key, &authority, freezer, 6,
        )));
        must(world.send(&instructions, &[&mint]).await);
        must(MintInfo::fetch(&world.ledger, &key).await)
    }
}

/// Appends an extension with that number and value to a mint of Token-2022, as no instruction would.
pub async fn append_extension(world: &World, mint: &Address, number: u16, value: &[u8]) {
    /// Where a mint says that it is one.
    const ACCOUNT_TYPE: usize = 165;
    let found = must(world.ledger.account(mint).await);
    let mut account = found.unwrap_or_else(|| panic!("there is no mint at {mint}"));
    if account.data.len() <= ACCOUNT_TYPE {
        account.data.resize(ACCOUNT_TYPE, 0);
        account.data.push(1);
    }
    let length = u16::try_from(value.len()).unwrap_or_else(|_| panic!("it is too long"));
    account.data.extend(number.to_le_bytes());
    account.data.extend(length.to_le_bytes());
    account.data.extend(value);
    account.lamports = must(world.ledger.minimum_balance(account.data.len()).await);
    must(world.ledger.set_account(*mint, account));
}

/// Makes a token account hold `amount`, as no transaction could.
pub async fn set_amount(world: &World, token_account: &Address, amount: u64) {
    overwrite(world, token_account, 64, &amount.to_le_bytes()).await;
}

/// Overwrites bytes of an account, as no transaction could.
pub async fn overwrite(world: &World, address: &Address, at: usize, bytes: &[u8]) {
    let found = must(world.ledger.account(address).await);
    let mut account = found.unwrap_or_else(|| panic!("there is no account at {address}"));
    account.data[at..at + bytes.len()].copy_from_slice(bytes);
    must(world.ledger.set_account(*address, account));
}

/// A token account that is not the associated one.
pub async fn auxiliary_account(
    world: &World,
    mint: &Address,
    program: &Address,
    owner: &Address,
) -> Keypair {
    let account = Keypair::new();
    make_account(world, &account, mint, program, owner).await;
    account
}

/// Makes a token account at the address of `account`.
pub async fn make_account(
    world: &World,
    account: &Keypair,
    mint: &Address,
    program: &Address,
    owner: &Address,
) {
    let (payer, key) = (world.payer.pubkey(), account.pubkey());
    let info = must(MintInfo::fetch(&world.ledger, mint).await);
    let extensions = ExtensionType::get_required_init_account_extensions(&info.extensions);
    let space = must(ExtensionType::try_calculate_account_len::<TokenState>(
        &extensions,
    ));
    let rent = must(world.ledger.minimum_balance(space).await);
    let create = create_account(&payer, &key, rent, space as u64, program);
    let initialize = must(instruction::initialize_account3(program, &key, mint, owner));
    must(world.send(&[create, initialize], &[account]).await);
}

/// `owner` gives the token account away.
pub fn give_away(
    program: &Address,
    account: &Address,
    owner: &Address,
    to: &Address,
) -> Instruction {
    let kind = AuthorityType::AccountOwner;
    must(instruction::set_authority(
        program,
        account,
        Some(to),
        kind,
        owner,
        &[],
    ))
}

/// `owner` lets `delegate` spend.
pub fn approve(
    program: &Address,
    account: &Address,
    delegate: &Address,
    owner: &Address,
    amount: u64,
) -> Instruction {
    must(instruction::approve(
        program,
        account,
        delegate,
        owner,
        &[],
        amount,
    ))
}

/// `owner` burns.
pub fn burn(mint: &MintInfo, account: &Address, owner: &Address, amount: u64) -> Instruction {
    must(instruction::burn(
        &mint.program,
        account,
        &mint.address,
        owner,
        &[],
        amount,
    ))
}

/// `owner` closes an empty token account.
pub fn close(program: &Address, account: &Address, owner: &Address) -> Instruction {
    must(instruction::close_account(
        program,
        account,
        owner,
        owner,
        &[],
    ))
}

/// The world's payer freezes a token account.
pub fn freeze(world: &World, mint: &MintInfo, account: &Address) -> Instruction {
    let authority = world.payer.pubkey();
    must(instruction::freeze_account(
        &mint.program,
        account,
        &mint.address,
        &authority,
        &[],
    ))
}

/// The world's payer thaws a token account.
pub fn thaw(world: &World, mint: &MintInfo, account: &Address) -> Instruction {
    let authority = world.payer.pubkey();
    must(instruction::thaw_account(
        &mint.program,
        account,
        &mint.address,
        &authority,
        &[],
    ))
}

/// `owner` takes only transfers with a memo from now on.
pub fn demand_memo(world: &World, account: &Address, owner: &Address) -> [Instruction; 2] {
    let payer = world.payer.pubkey();
    let extension = [ExtensionType::MemoTransfer];
    let make_room = instruction::reallocate(&TOKEN_2022, account, &payer, owner, &[], &extension);
    let demand = enable_required_transfer_memos(&TOKEN_2022, account, owner, &[]);
    [must(make_room), must(demand)]
}

/// `owner` takes all transfers again.
pub fn demand_no_memo(account: &Address, owner: &Address) -> Instruction {
    must(disable_required_transfer_memos(
        &TOKEN_2022,
        account,
        owner,
        &[],
    ))
}

/// An exact copy of the account at `address` that belongs to another program. Returns its address.
pub async fn clone_of_another_program(world: &World, address: &Address) -> Address {
    let found = must(world.ledger.account(address).await);
    let mut account = found.unwrap_or_else(|| panic!("there is no account at {address}"));
    account.owner = Address::new_unique();
    let copy = Address::new_unique();
    must(world.ledger.set_account(copy, account));
    copy
}

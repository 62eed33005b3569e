//! What is said to Token-2022, byte for byte.
//!
//! The builders of its interface crates, and Anchor's calls that use them, would make a wrapping with all
//! that it can show cost 178,000 compute units in the place of 133,000, and the program 43 KB longer. The
//! tests below hold every byte against them.

use alloc::vec::Vec;

use anchor_lang::{prelude::*, unchecked_invoke_signed_fixed};

/// An extension that points to where something is said, for ever.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum Pointer {
    /// `MetadataPointerExtension`.
    Metadata = 39,
    /// `GroupPointerExtension`.
    Group = 40,
    /// `GroupMemberPointerExtension`.
    GroupMember = 41,
}

/// `InitializeMintCloseAuthority`: lets `authority` close a mint. Of the mint.
pub(crate) fn close_authority(authority: &Address) -> Vec<u8> {
    [&[25, 1], authority.as_ref()].concat()
}

/// `Initialize` of a pointer to `target` that nobody can change. Of the mint.
pub(crate) fn pointer(kind: Pointer, target: &Address) -> Vec<u8> {
    let nobody = [0; 32];
    [&[kind as u8, 0], &nobody[..], target.as_ref()].concat()
}

/// `InitializeMint2`: whole tokens, minted by `authority`, that nobody can freeze. Of the mint.
pub(crate) fn initialize_mint(authority: &Address) -> Vec<u8> {
    [&[20, 0], authority.as_ref(), &[0]].concat()
}

/// `MintTo`, one token. Of mint, token account and mint authority.
pub(crate) fn mint_one() -> [u8; 9] {
    [7, 1, 0, 0, 0, 0, 0, 0, 0]
}

/// `Burn`, one token. Of token account, mint and owner.
pub(crate) fn burn_one() -> [u8; 9] {
    [8, 1, 0, 0, 0, 0, 0, 0, 0]
}

/// `SetAuthority`: nobody can mint. Of mint and mint authority.
pub(crate) fn end_minting() -> [u8; 3] {
    [6, 0, 0]
}

/// `CloseAccount`. Of mint, receiver of the lamports and close authority.
pub(crate) fn close() -> [u8; 1] {
    [9]
}

/// `Initialize` of the metadata interface. Of metadata, update authority, mint and mint authority.
pub(crate) fn describe(name: &str, symbol: &str, uri: &str) -> Vec<u8> {
    let mut data = [210, 225, 30, 162, 88, 184, 77, 141].to_vec();
    for text in [name, symbol, uri] {
        push(&mut data, text);
    }
    data
}

/// `UpdateField` of the metadata interface, of a field that has no name of its own there. Of metadata and
/// update authority.
pub(crate) fn add_field(name: &str, value: &str) -> Vec<u8> {
    let mut data = [221, 233, 49, 45, 181, 202, 220, 200, 3].to_vec();
    push(&mut data, name);
    push(&mut data, value);
    data
}

/// `UpdateAuthority` of the metadata interface: nobody can change it. Of metadata and update authority.
pub(crate) fn end_describing() -> Vec<u8> {
    [&[215, 228, 166, 228, 84, 100, 86, 123][..], &[0; 32]].concat()
}

/// `InitializeGroup` of the group interface. Of group, mint and mint authority.
pub(crate) fn group(update_authority: &Address, max_size: u64) -> Vec<u8> {
    let discriminator = [121, 113, 108, 39, 54, 51, 0, 4];
    let max_size = max_size.to_le_bytes();
    [&discriminator[..], update_authority.as_ref(), &max_size].concat()
}

/// `InitializeMember` of the group interface. Of member, its mint, its mint authority, group and the
/// group's update authority.
pub(crate) fn member() -> [u8; 8] {
    [152, 32, 222, 176, 223, 237, 116, 134]
}

/// A text as Borsh writes it.
fn push(data: &mut Vec<u8>, text: &str) {
    // Texts of ours have a few hundred bytes at most.
    data.extend((text.len() as u32).to_le_bytes());
    data.extend(text.as_bytes());
}

/// An account of a call: it, and whether it signs.
pub(crate) type Part<'a> = (CpiHandle<'a>, bool);

/// Calls Token-2022. `seeds` are of the addresses of this program that sign.
///
/// No account's data is borrowed by this program meanwhile, but that of assets, whose handles see to it.
/// Who must sign and what may be written is checked by the runtime.
pub(crate) fn call<'a, const N: usize>(
    data: &[u8],
    parts: [Part<'a>; N],
    seeds: &'a [&'a [&'a [u8]]],
) {
    let accounts = parts.map(|(handle, is_signer)| {
        anchor_lang::cpi::InstructionAccount::new(handle.address(), handle.is_writable(), is_signer)
    });
    let handles = parts.map(|(handle, _)| handle);
    unchecked_invoke_signed_fixed(&TOKEN_2022, data, &accounts, &handles, seeds);
}

/// The program's address, which lives as long as any call.
static TOKEN_2022: Address = Address::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

#[cfg(test)]
mod tests {
    use anchor_spl::{
        token_2022::spl_token_2022::{
            extension::{group_member_pointer, group_pointer, metadata_pointer},
            instruction::{self as interface, AuthorityType},
        },
        token_2022_extensions::spl_token_metadata_interface::{
            instruction as metadata, state::Field,
        },
    };

    use super::*;

    const A: Address = Address::new_from_array([7; 32]);
    const B: Address = Address::new_from_array([9; 32]);

    fn data<E: core::fmt::Debug>(
        built: core::result::Result<anchor_lang::solana_program::instruction::Instruction, E>,
    ) -> Vec<u8> {
        built.expect("the interface builds it").data
    }

    #[test]
    fn it_is_the_program_that_anchor_names() {
        assert_eq!(TOKEN_2022, Token2022::id());
    }

    #[test]
    fn mints_are_made_as_the_interface_says() {
        let id = &TOKEN_2022;
        let close = interface::initialize_mint_close_authority(id, &A, Some(&B));
        assert_eq!(close_authority(&B), data(close));
        let at = |kind| pointer(kind, &B);
        let metadata = metadata_pointer::instruction::initialize(id, &A, None, Some(B));
        assert_eq!(at(Pointer::Metadata), data(metadata));
        let group = group_pointer::instruction::initialize(id, &A, None, Some(B));
        assert_eq!(at(Pointer::Group), data(group));
        let member = group_member_pointer::instruction::initialize(id, &A, None, Some(B));
        assert_eq!(at(Pointer::GroupMember), data(member));
        let mint = interface::initialize_mint2(id, &A, &B, None, 0);
        assert_eq!(initialize_mint(&B), data(mint));
    }

    #[test]
    fn tokens_are_made_and_burned_as_the_interface_says() {
        let id = &TOKEN_2022;
        let mint = interface::mint_to(id, &A, &A, &B, &[], 1);
        assert_eq!(mint_one().to_vec(), data(mint));
        let burn = interface::burn(id, &A, &A, &B, &[], 1);
        assert_eq!(burn_one().to_vec(), data(burn));
        let end = interface::set_authority(id, &A, None, AuthorityType::MintTokens, &B, &[]);
        assert_eq!(end_minting().to_vec(), data(end));
        let closed = interface::close_account(id, &A, &A, &B, &[]);
        assert_eq!(close().to_vec(), data(closed));
    }

    #[test]
    fn metadata_is_written_as_the_interface_says() {
        let id = &TOKEN_2022;
        let text = |text: &str| text.to_owned();
        let (name, symbol, uri) = ("Aurora é", "AUR", "https://example.org/a.json");
        let texts = [name, symbol, uri].map(text);
        let [n, s, u] = texts;
        let built = metadata::initialize(id, &A, &B, &A, &B, n, s, u);
        assert_eq!(describe(name, symbol, uri), built.data);
        for value in ["", "derivatives owe nothing"] {
            let field = Field::Key(text("royalties"));
            let built = metadata::update_field(id, &A, &B, field, text(value));
            assert_eq!(add_field("royalties", value), built.data);
        }
        let nobody = Default::default();
        let built = metadata::update_authority(id, &A, &B, nobody);
        assert_eq!(end_describing(), built.data);
    }

    #[test]
    fn groups_are_made_as_the_interface_says() {
        let id = &TOKEN_2022;
        let built = spl_token_group_interface::instruction::initialize_group(
            id,
            &A,
            &A,
            &A,
            Some(B),
            10_000,
        );
        assert_eq!(group(&B, 10_000), built.data);
        let built =
            spl_token_group_interface::instruction::initialize_member(id, &A, &A, &A, &B, &B);
        assert_eq!(member().to_vec(), built.data);
    }
}

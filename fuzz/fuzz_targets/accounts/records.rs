//! Bytes that somebody says are an account.

use provenue_client::{
    state::{Asset, Gate, License, Position, ProgramState, Terms, Upstream, Vault},
    token::{MintInfo, TOKEN, TOKEN_2022, TokenAccount},
};
use solana_account::Account;
use solana_address::Address;

const ADDRESS: Address = Address::new_from_array([7; 32]);

pub fn check(data: &[u8]) {
    decodes_to_the_same_bytes::<Vault>(data);
    decodes_to_the_same_bytes::<Position>(data);
    decodes_to_the_same_bytes::<Upstream>(data);
    decodes_to_the_same_bytes::<Gate>(data);
    decodes_to_the_same_bytes::<Terms>(data);
    decodes_to_the_same_bytes::<License>(data);
    if let Some(asset) = decodes_to_the_same_bytes::<Asset>(data) {
        assert!(asset.media_type_text().len() <= asset.media_type.len());
        assert!(asset.claim_generator_text().len() <= asset.claim_generator.len());
    }
}

fn decodes_to_the_same_bytes<S: ProgramState>(data: &[u8]) -> Option<S> {
    let account = owned_by(&S::PROGRAM, data);
    let state = S::decode(ADDRESS, &account).ok()?;
    let written = [S::DISCRIMINATOR, bytemuck::bytes_of(&state)].concat();
    assert_eq!(written, data);
    let foreign = owned_by(&TOKEN, data);
    assert!(S::decode(ADDRESS, &foreign).is_err());
    Some(state)
}

pub fn check_tokens(data: &[u8]) {
    for program in [TOKEN, TOKEN_2022] {
        let account = owned_by(&program, data);
        let mint = MintInfo::decode(ADDRESS, &account);
        let tokens = TokenAccount::decode(ADDRESS, &account);
        // Else one could be taken for the other.
        assert!(mint.is_err() || tokens.is_err());
        if let Ok(mint) = mint {
            assert_eq!(mint.program, program);
            let text = mint.amount(mint.supply).to_string();
            let parsed = mint.parse(&text).expect("what it wrote itself");
            assert_eq!(parsed, mint.amount(mint.supply));
            if let Some(fee) = mint.transfer_fee {
                assert!(fee.on(mint.supply) <= fee.maximum);
            }
        }
    }
}

fn owned_by(owner: &Address, data: &[u8]) -> Account {
    Account {
        owner: *owner,
        data: data.to_vec(),
        ..Account::default()
    }
}

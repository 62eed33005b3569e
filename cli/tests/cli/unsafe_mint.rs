//! A mint that no vault should take, which the command line cannot make itself.

use provenue_client::{
    Draft, EmbeddedLedger, Ledger,
    solana::{Keypair, Signer},
    token::TOKEN_2022,
};
use solana_system_interface::instruction::create_account;
use spl_token_2022_interface::{
    extension::ExtensionType,
    instruction::{initialize_mint2, initialize_permanent_delegate},
    state::Mint,
};

use crate::sandbox::Sandbox;

/// Makes a mint whose permanent delegate, the sandbox's own keypair, can take anybody's tokens.
pub fn with_permanent_delegate(sandbox: &Sandbox) -> String {
    let folder = sandbox.path(".local/share/provenue");
    let payer = solana_keypair::read_keypair_file(folder.join("keypair.json")).unwrap();
    let mint = Keypair::new();
    let (payer_key, mint_key) = (payer.pubkey(), mint.pubkey());
    let extensions = [ExtensionType::PermanentDelegate];
    let space = ExtensionType::try_calculate_account_len::<Mint>(&extensions).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let ledger = EmbeddedLedger::open(folder).unwrap();
        let rent = ledger.minimum_balance(space).await.unwrap();
        let instructions = vec![
            create_account(&payer_key, &mint_key, rent, space as u64, &TOKEN_2022),
            initialize_permanent_delegate(&TOKEN_2022, &mint_key, &payer_key).unwrap(),
            initialize_mint2(&TOKEN_2022, &mint_key, &payer_key, None, 6).unwrap(),
        ];
        let draft = Draft::new(&payer, instructions).signed_by(&mint);
        ledger.send(&draft).await.unwrap();
    });
    mint_key.to_string()
}

//! What commands work with: the ledger, the keypair, the printer.

use std::{
    cell::OnceCell,
    env,
    io::{self, IsTerminal, Write},
    path::PathBuf,
};

use provenue_client::{
    EmbeddedLedger, RpcLedger, RpcOptions,
    solana::{Address, Keypair, Signer},
};

use crate::{
    args::GlobalArgs,
    failure::{Failure, Result},
    keypairs::{self, LedgerKeypair},
    ledger::AnyLedger,
    network::{Endpoint, Network},
    output::Printer,
    solana_config::{SolanaConfig, solana_folder},
};

/// Everything a command gets from outside besides its own arguments.
///
/// Nothing is opened before a command asks for it, so that those which only read files need neither
/// a ledger nor a keypair.
pub struct Context {
    /// Where commands say what they do.
    pub printer: Printer,
    global: GlobalArgs,
    config: OnceCell<SolanaConfig>,
}

impl Context {
    /// What the global options say.
    pub fn new(global: GlobalArgs, printer: Printer) -> Self {
        Self {
            printer,
            global,
            config: OnceCell::new(),
        }
    }

    /// Opens the ledger. Only one at a time: the embedded one is locked as long as it is open.
    pub fn ledger(&self) -> Result<AnyLedger> {
        let Some(endpoint) = self.endpoint()? else {
            let folder = self.ledger_folder()?;
            self.printer
                .detail(format_args!("embedded ledger in {}", folder.display()));
            let ledger = EmbeddedLedger::open(folder)?;
            return Ok(AnyLedger::Embedded(Box::new(ledger)));
        };
        let mut options = RpcOptions::default();
        if let Some(level) = self.global.commitment.or(self.config()?.commitment) {
            options.commitment = level.into();
        }
        if let Some(price) = self.global.with_compute_unit_price {
            options.priority = price.into();
        }
        self.printer
            .detail(format_args!("network at {}", endpoint.url()));
        let ledger = RpcLedger::new(endpoint.url(), options);
        Ok(AnyLedger::Rpc(Box::new(ledger)))
    }

    /// The RPC server; none on the embedded ledger.
    pub fn endpoint(&self) -> Result<Option<Endpoint>> {
        match &self.global.url {
            Network::Embedded => Ok(None),
            Network::Rpc(endpoint) => Ok(Some(endpoint.clone())),
            Network::Configured => {
                let Some(url) = &self.config()?.json_rpc_url else {
                    return Err(
                        Failure::new("the Solana CLI's configuration names no network")
                            .hint("`solana config set --url devnet` does, or pass --url devnet"),
                    );
                };
                url.parse().map(Some).map_err(Failure::new)
            }
        }
    }

    /// The keypair that signs and pays.
    ///
    /// The first of: `--keypair`; the one that the Solana CLI's configuration names; its usual one;
    /// on the embedded ledger, the one in the ledger's folder, made when it is missing.
    pub fn keypair(&self) -> Result<Keypair> {
        if let Some(path) = &self.global.keypair {
            return keypairs::read(path);
        }
        let usual = || solana_folder().map(|folder| folder.join("id.json"));
        let configured = self.config()?.keypair_path.clone().or_else(usual);
        if let Some(path) = configured.filter(|path| path.exists()) {
            self.printer
                .detail(format_args!("keypair {}", path.display()));
            return keypairs::read(&path);
        }
        if self.endpoint()?.is_some() {
            return Err(Failure::new("there is no keypair to sign with")
                .hint("`provenue keypair new FILE` makes one; name it with -k"));
        }
        let own = LedgerKeypair::open_or_create(&self.ledger_folder()?)?;
        let path = own.path.display();
        if own.created {
            self.printer.note(format_args!(
                "made a keypair for this embedded ledger: {path}"
            ));
        } else {
            self.printer.detail(format_args!("keypair {path}"));
        }
        Ok(own.keypair)
    }

    /// `address`, or the address of the keypair that signs.
    pub fn address_or_own(&self, address: Option<Address>) -> Result<Address> {
        match address {
            Some(address) => Ok(address),
            None => self.keypair().map(|keypair| keypair.pubkey()),
        }
    }

    /// The keypair that signs, for something that costs money: asks first where that is real.
    pub fn paying_keypair(&self) -> Result<Keypair> {
        let keypair = self.keypair()?;
        let is_mainnet = self.endpoint()?.is_some_and(|found| found.is_mainnet());
        if is_mainnet && !self.global.yes {
            let payer = keypair.pubkey();
            confirm(
                &format!("This spends SOL of {payer} on mainnet-beta."),
                "this spends SOL on mainnet-beta",
            )?;
        }
        Ok(keypair)
    }

    /// Asks before something that cannot be undone, which `warning` says in a sentence.
    pub fn confirm_for_ever(&self, warning: &str) -> Result<()> {
        if self.global.yes {
            return Ok(());
        }
        confirm(
            &format!("{warning} It cannot be undone."),
            "this cannot be undone",
        )
    }

    fn config(&self) -> Result<&SolanaConfig> {
        if let Some(config) = self.config.get() {
            return Ok(config);
        }
        let config = SolanaConfig::load(self.global.config.as_deref())?;
        Ok(self.config.get_or_init(|| config))
    }

    fn ledger_folder(&self) -> Result<PathBuf> {
        if let Some(folder) = &self.global.ledger {
            return Ok(folder.clone());
        }
        // A relative XDG_DATA_HOME must be ignored, says its specification.
        let named = env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let data = named.filter(|path| path.is_absolute()).or_else(|| {
            let home = env::home_dir()?;
            Some(home.join(".local").join("share"))
        });
        let data = data.ok_or_else(|| {
            Failure::new("there is no home folder to keep the embedded ledger in")
                .hint("name a folder with --ledger")
        })?;
        Ok(data.join("provenue"))
    }
}

/// Asks `question` on a terminal; where there is none, refuses for the reason `why`.
fn confirm(question: &str, why: &str) -> Result<()> {
    let declined =
        |reason: &str| Failure::new(reason).hint("pass --yes to go on without being asked");
    if !io::stdin().is_terminal() {
        return Err(declined(&format!("{why}, and there is nobody to ask")));
    }
    let mut err = anstream::stderr();
    let mut answer = String::new();
    let asked = write!(err, "{question} Go on? [y/N] ")
        .and_then(|()| err.flush())
        .and_then(|()| io::stdin().read_line(&mut answer));
    match asked {
        Ok(_) if matches!(answer.trim(), "y" | "Y" | "yes") => Ok(()),
        _ => Err(declined("nothing was done")),
    }
}

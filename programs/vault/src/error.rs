//! Why the vault refuses an instruction.

use provenue_accounting::AccountingError;

/// Declares a program's errors, and lists them with their names and messages so that clients need no
/// copy. Codes count from 6000 in the order given.
#[macro_export]
macro_rules! program_errors {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $message:literal,)* }) => {
        $(#[$meta])*
        #[anchor_lang::error_code]
        #[derive(Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = $message] #[msg($message)] $variant,)*
        }

        impl $name {
            /// Every error, its name, and what is wrong and what to do.
            pub const ALL: &'static [(Self, &'static str, &'static str)] =
                &[$(($name::$variant, stringify!($variant), $message),)*];

            /// The smallest of these numbers; the framework's own are below it.
            pub const FIRST: u32 = 6000;

            /// The number that appears in a transaction's result.
            #[must_use]
            pub const fn code(self) -> u32 {
                Self::FIRST + self as u32
            }
        }
    };
}

program_errors! {
    /// Why the vault refuses an instruction. A refused instruction has changed nothing.
    VaultError {
        UnknownVersion = "this account has a layout that this version of the program does not know",
        NotTheAuthority = "only the vault's authority can do this: sign with its key",
        NotTheBase = "only the vault's base can do this: sign with its key",
        NotTheLicensor = "only the parent vault's base or authority can agree to a link: let it sign",
        NotTheOwner = "only the owner of the position can do this: sign with the owner's key",
        AlreadySealed = "the vault is sealed: no more shares can be issued",
        NotSealed = "the vault is not sealed yet: issue all 100 shares and seal it first",
        SharesMissing = "all 100 shares (100,000,000 units) must be issued before the seal",
        NotInherited = "the vault must first inherit what its parents owe by absolute parts: call inherit_upstream for each",
        NoGate = "the vault was created gated: make its gate with create_gate first",
        TooManyShares = "a vault has 100 shares (100,000,000 units): issue fewer",
        ZeroAmount = "the amount must be at least one base unit",
        FloorTooHigh = "the floor must be at most 10,000 bps",
        TextTooLong = "the name must be 1 to 32 bytes, the symbol 1 to 10, the URI at most 200",
        NoAuthority = "the authority must not be the zero address: nobody could sign for it",
        WrongShareMint = "this is not the vault's share mint",
        WrongTokenAccount = "this is not a token account of the vault's share mint",
        VaultAsHolder = "the vault cannot hold its own shares: send them to another owner",
        ReserveEmpty = "the vault's rent reserve cannot pay for the receiver's position: send it SOL (anyone can), or open the position first",
        WrongReserve = "this is not the vault's rent reserve",
        WrongGate = "this is not the vault's gate: resolve the transfer's accounts anew",
        LockedUp = "the vault's gate lets no share move yet: wait for the end of its lock-up",
        HoldingTooLarge = "the receiver would hold more shares than the vault's gate allows: send fewer",
        UnpositionedShares = "a token account must be empty when its position is opened",
        WrongPosition = "this position belongs to another vault or another token account",
        WrongTreasury = "this is not the vault's treasury for the currency: use the vault's associated token account",
        UnknownCurrency = "the vault does not take this currency: add it first",
        CurrencyExists = "the vault takes this currency already",
        TooManyCurrencies = "a vault takes at most 4 currencies",
        RefusedExtension = "the currency's mint has an extension that could move or lock the vault's money: use another currency",
        TreasuryFrozen = "the treasury is frozen by the currency's issuer: ask the issuer to thaw it first",
        TreasuryShort = "the treasury holds less than is booked: the currency's issuer took money out",
        NothingToClaim = "the position has not earned a whole base unit of this currency yet",
        WrongPayee = "pay to the associated token account of the position's owner for this currency",
        PayeeMissing = "the owner has no token account for this currency: create it first",
        PayeeFrozen = "the owner's token account is frozen by the currency's issuer",
        PayeeWantsMemo = "the owner's token account takes only transfers with a memo: ask the owner to turn that off",
        BumpCount = "give one payee bump for each position, token account and payee",
        FormerOwnerUnpaid = "the receiving account was made anew while its former owner was still owed: claim for the former owner first, or send to another account",
        NotTransferring = "only Token-2022 calls this, in a transfer of shares",
        ParentNotSealed = "the parent vault is not sealed yet: its own obligations could still change",
        AlreadyLinked = "the two vaults are linked already",
        TooMuchUpstream = "upstream royalties, inherited ones included, would leave holders less than the vault's floor",
        WrongEdge = "this edge does not join these two vaults",
        InheritanceOutOfOrder = "inherit a parent's edges in the order of their absolute index, each once",
        HopAccounts = "give three accounts a hop: edge, parent vault, parent's treasury",
        HopOutOfOrder = "a hop starts at the instruction's vault or at the parent of a hop before it",
        NotHoldable = "this vault was created without the possibility to hold payouts",
        HoldReason = "give a reason code other than 0",
        HoldTime = "a hold must end in the future, within 180 days",
        Held = "payouts of this vault are held: wait until the hold ends or is released",
        NotHeld = "payouts of this vault are not held",
        NotGated = "this vault was created without a gate",
        PositionInUse = "the position holds shares or unpaid revenue: sell and claim first",
        WrongRentPayer = "the rent must go back to who paid it",
        NoLiveUnits = "every share is burned: there is nobody to pay",
        TooManyUnits = "a vault has at most 100,000,000 share units",
        TooManyBps = "upstream royalties must total at most 10,000 bps",
        Overdrawn = "the payment exceeds what is booked for holders",
        Overflow = "a running total would exceed its range",
    }
}

impl From<AccountingError> for VaultError {
    fn from(error: AccountingError) -> Self {
        match error {
            AccountingError::NoLiveUnits => Self::NoLiveUnits,
            AccountingError::TooManyUnits => Self::TooManyUnits,
            AccountingError::TooManyBps => Self::TooManyBps,
            AccountingError::Overdrawn => Self::Overdrawn,
            AccountingError::Overflow => Self::Overflow,
        }
    }
}

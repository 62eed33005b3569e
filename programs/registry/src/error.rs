//! Why the registry refuses an instruction.

provenue_vault::program_errors! {
    /// Why the registry refuses an instruction. A refused instruction has changed nothing.
    RegistryError {
        UnknownVersion = "this account has a layout that this version of the program does not know",
        NotTheOwner = "only the asset's owner can do this: sign with the owner's key",
        NotThePendingOwner = "only whom the owner proposed can accept: sign with that key, or ask the owner to propose it",
        ZeroContentId = "the content id must not be zeros: hash the file first",
        EmptyFile = "the file must have at least one byte",
        ChunkSizeOutOfRange = "the chunk size must be 2^12 to 2^30 bytes (4 KiB to 1 GiB)",
        UnknownDisclosure = "the disclosure must be 0 (human), 1 (AI-assisted), 2 (AI-generated) or 3 (composite)",
        MediaTypeLength = "the media type must be 1 to 64 bytes",
        MediaTypeNotPrintable = "the media type must be printable ASCII, such as image/png",
        PreviousClaimMissing = "a claim above index 0 needs the claim before it: name its account",
        PreviousClaimMismatch = "this is not the claim just before on the same content id: claim indexes have no gaps",
        VaultExists = "the asset has a vault already",
        VaultMissing = "a price needs the asset's vault: open one, and name its account",
        WrongVault = "this is not the asset's vault",
        WrongVaultProgram = "this is not the program that keeps the asset's vault",
        CurrencyNotTaken = "the asset's vault does not take this currency: add it first",
        TermsIndexTaken = "terms are numbered without gaps: use the asset's terms count as the index",
        TooManyTerms = "an asset has at most 65,535 terms",
        PeriodTooLong = "the period must be at most 2^63 - 1 seconds; 0 is for ever",
        WrongAsset = "these terms belong to another asset",
        TermsRetired = "these terms are retired: choose others",
        SoldOut = "all licences of these terms are sold",
        PriceAboveMaximum = "the price is above the most that the buyer would pay",
        WrongCurrency = "the price must be paid in the currency of the terms",
        AlreadyLicensed = "the licensee holds this licence for ever already",
        Overflow = "a running total or an expiry would exceed its range",
    }
}

//! Why the wrapper refuses an instruction.

provenue_vault::program_errors! {
    /// Why the wrapper refuses an instruction. A refused instruction has changed nothing.
    WrapperError {
        UnknownVersion = "this account has a layout that this version of the program does not know",
        NoBeneficiary = "the beneficiary must not be the zero address: nobody would get the revenue",
        WrongVaultProgram = "this is not the program that keeps the vault",
        WrongShareMint = "this is not the share mint of the wrapper's vault",
        WrongEscrow = "this is not the wrapper's escrow",
        WrongWrappedMint = "this is not the mint of the wrapper's wrapped shares",
        ZeroUnits = "the amount must be at least one share unit",
    }
}

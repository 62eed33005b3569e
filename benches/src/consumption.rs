//! Who spent how many compute units, read from a transaction's logs.

use anyhow::{Context, Result, bail, ensure};
use provenue_client::solana::Address;

/// What one instruction spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consumption {
    /// With all that the programs it called spent.
    pub units: u64,
    /// By one program itself, wherever in the instruction it ran: less what its callees spent, but
    /// with the price of calling them.
    pub own: u64,
}

/// A program that runs.
struct Frame {
    program: String,
    consumed: Option<u64>,
    by_callees: u64,
}

/// What the only instruction that ran virtual machine code spent, and `program` of it.
///
/// # Errors
/// When the logs are not those of such a transaction.
pub fn read(logs: &[String], program: &Address) -> Result<Consumption> {
    let program = program.to_string();
    let mut running: Vec<Frame> = Vec::new();
    let mut consumption = Consumption::default();
    for line in logs {
        let Some(line) = line.strip_prefix("Program ") else {
            continue;
        };
        // `Program log:` and `Program data:` are what programs say: none of the following matches.
        match line.split(' ').collect::<Vec<_>>()[..] {
            [called, "invoke", _] => running.push(Frame {
                program: called.to_owned(),
                consumed: None,
                by_callees: 0,
            }),
            [_, "consumed", units, "of", _, "compute", "units"] => {
                let frame = running.last_mut().context("nobody runs")?;
                frame.consumed = Some(units.parse()?);
            }
            [ended, "success"] => {
                let frame = running.pop().context("nobody runs")?;
                ensure!(frame.program == ended, "{ended} ended out of order");
                // Built-in programs log nothing: what they spend counts as their caller's.
                let Some(units) = frame.consumed else {
                    continue;
                };
                if frame.program == program {
                    consumption.own += units - frame.by_callees;
                }
                match running.last_mut() {
                    Some(caller) => caller.by_callees += units,
                    None if consumption.units == 0 => consumption.units = units,
                    None => bail!("there is more than one instruction to measure"),
                }
            }
            _ => {}
        }
    }
    ensure!(
        consumption.own > 0 && running.is_empty(),
        "{program} did not run to its end"
    );
    Ok(consumption)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: Address = Address::new_from_array([7; 32]);

    fn logs(text: &str) -> Vec<String> {
        let text = text.replace("OURS", &OURS.to_string());
        text.lines().map(|line| line.trim().to_owned()).collect()
    }

    #[test]
    fn what_callees_spent_is_not_the_callers_own() {
        let logs = logs(
            "Program ComputeBudget111111111111111111111111111111 invoke [1]
            Program ComputeBudget111111111111111111111111111111 success
            Program OURS invoke [1]
            Program 11111111111111111111111111111111 invoke [2]
            Program 11111111111111111111111111111111 success
            Program Token invoke [2]
            Program log: Instruction: TransferChecked
            Program Other invoke [3]
            Program Other consumed 7 of 800 compute units
            Program Other success
            Program Token consumed 107 of 900 compute units
            Program Token success
            Program data: AAAA
            Program OURS consumed 1000 of 1400000 compute units
            Program OURS success",
        );
        let read = read(&logs, &OURS);
        let expected = Consumption {
            units: 1_000,
            own: 893,
        };
        assert_eq!(read.ok(), Some(expected));
    }

    #[test]
    fn a_program_that_is_called_is_found() {
        let logs = logs(
            "Program Token invoke [1]
            Program OURS invoke [2]
            Program OURS consumed 60 of 900 compute units
            Program OURS success
            Program Token consumed 107 of 1000 compute units
            Program Token success",
        );
        let expected = Consumption {
            units: 107,
            own: 60,
        };
        assert_eq!(read(&logs, &OURS).ok(), Some(expected));
    }

    #[test]
    fn logs_without_the_program_or_with_two_instructions_are_refused() {
        let once = "Program OURS invoke [1]
            Program OURS consumed 60 of 900 compute units
            Program OURS success\n";
        assert!(read(&logs(once), &OURS).is_ok());
        assert!(read(&logs(once), &Address::default()).is_err());
        assert!(read(&logs(&once.repeat(2)), &OURS).is_err());
    }
}

//! RPC servers, and the Solana CLI's configuration

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    thread::{self, JoinHandle},
};

use serde_json::{Value, json};

use crate::sandbox::{Sandbox, refusal};

/// A server that gives these answers, one a request, and returns the requests.
fn serve(answers: Vec<Value>) -> (String, JoinHandle<Vec<Value>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = thread::spawn(move || {
        let answers = answers.into_iter();
        answers.map(|answer| serve_one(&listener, answer)).collect()
    });
    (url, served)
}

fn serve_one(listener: &TcpListener, mut answer: Value) -> Value {
    let (stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let request: Value = serde_json::from_slice(&body).unwrap();
    answer["jsonrpc"] = json!("2.0");
    answer["id"] = request["id"].clone();
    let answer = answer.to_string();
    write!(
        reader.get_mut(),
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {}\r\n\r\n{answer}",
        answer.len()
    )
    .unwrap();
    request
}

/// A server that answers one request for an account, which has so many lamports.
fn serve_once(lamports: u64) -> (String, JoinHandle<Vec<Value>>) {
    let account = json!({
        "lamports": lamports, "data": ["", "base64"], "executable": false, "rentEpoch": 0,
        "owner": "11111111111111111111111111111111", "space": 0,
    });
    serve(vec![with_context(&json!([account]))])
}

fn with_context(value: &Value) -> Value {
    json!({ "result": { "context": { "slot": 1 }, "value": value } })
}

/// An address nobody listens at.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

#[test]
fn the_same_command_asks_a_server() {
    let sandbox = Sandbox::new();
    let bob = sandbox.keypair("bob.json");
    let (url, served) = serve_once(42);
    let found = sandbox.json(&format!(
        "balance bob.json --url {url} --commitment finalized"
    ));
    assert_eq!(found["lamports"], "42");
    let request = &served.join().unwrap()[0];
    assert_eq!(request["method"], "getMultipleAccounts");
    assert_eq!(request["params"][0][0], bob);
    assert_eq!(request["params"][1]["commitment"], "finalized");
    assert!(!sandbox.path(".local").exists());
}

#[test]
fn the_configured_network_is_used_only_when_asked_for() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    let (url, served) = serve_once(7);
    let config = format!("---\njson_rpc_url: {url}\nwebsocket_url: ''\ncommitment: processed\n");
    sandbox.write(".config/solana/cli/config.yml", config);
    assert_eq!(sandbox.json("balance bob.json")["lamports"], "0");
    assert_eq!(sandbox.json("balance bob.json -u config")["lamports"], "7");
    let request = &served.join().unwrap()[0];
    assert_eq!(request["params"][1]["commitment"], "processed");
}

#[test]
fn a_server_that_is_not_there_is_told_so() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    let url = nowhere();
    for command in [
        "balance bob.json",
        "airdrop 1 bob.json",
        "token create -k bob.json",
    ] {
        let error = sandbox.refused(&format!("{command} -u {url}"));
        assert!(
            error.contains(&format!("cannot reach the RPC server at {url}")),
            "{error}"
        );
        assert!(error.contains("hint: check --url"), "{error}");
    }
}

#[test]
fn a_faucet_that_gives_nothing_is_told_so() {
    let sandbox = Sandbox::new();
    let bob = sandbox.keypair("bob.json");
    let refused = json!({ "error": { "code": -32005, "message": "limit reached" } });
    let (url, served) = serve(vec![refused]);
    let error = sandbox.refused(&format!("airdrop 1 bob.json -u {url}"));
    assert!(error.contains("refused: limit reached"), "{error}");
    assert!(
        error.contains("hint: public faucets give little"),
        "{error}"
    );
    let request = &served.join().unwrap()[0];
    assert_eq!(request["method"], "requestAirdrop");
    assert_eq!(request["params"][0], bob);
    assert_eq!(request["params"][1], 1_000_000_000);

    let signature = "1".repeat(64);
    let error = json!("AccountNotFound");
    let failed = json!([{
        "slot": 1, "confirmations": null, "status": { "Err": error }, "err": error,
        "confirmationStatus": "finalized",
    }]);
    let (url, served) = serve(vec![json!({ "result": signature }), with_context(&failed)]);
    let error = sandbox.refused(&format!("airdrop 1 bob.json -u {url}"));
    assert!(error.contains("the faucet's transaction"), "{error}");
    assert_eq!(served.join().unwrap()[1]["method"], "getSignatureStatuses");
}

#[test]
fn mainnet_gives_nothing_away_and_is_not_spent_on_unasked() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    for url in ["m", "mainnet-beta", "https://mainnet.rpc.example"] {
        let error = sandbox.refused(&format!("airdrop 1 bob.json -u {url}"));
        assert!(
            error.contains("nobody gives SOL away on mainnet-beta"),
            "{error}"
        );
    }
    let mut command = sandbox.command("token create -k bob.json -u m");
    let error = refusal(command.write_stdin("y\n").assert());
    assert!(error.contains("hint: pass --yes"), "{error}");
}

#[test]
fn a_bad_network_or_configuration_is_told_so() {
    let sandbox = Sandbox::new();
    sandbox.keypair("bob.json");
    for url in ["nowhere", "127.0.0.1:8899", "ftp://host", "mainnet"] {
        let args = format!("balance bob.json -u {url}");
        sandbox.command(&args).assert().code(2).stdout("");
    }
    sandbox.write("bad.yml", "keypair_path: [\n");
    sandbox.write("silent.yml", "commitment: confirmed\n");
    sandbox.write("odd.yml", "json_rpc_url: nowhere\n");
    for (args, expected) in [
        (
            "address -C missing.yml",
            "cannot read the configuration missing.yml",
        ),
        (
            "address -C bad.yml",
            "bad.yml is not a Solana CLI configuration",
        ),
        (
            "balance bob.json -u config -C silent.yml",
            "names no network",
        ),
        (
            "balance bob.json -u config -C odd.yml",
            "'nowhere' is no network",
        ),
    ] {
        let error = sandbox.refused(args);
        assert!(error.contains(expected), "{args}: {error}");
    }
}

#[test]
fn a_price_is_a_number_or_auto() {
    let sandbox = Sandbox::new();
    sandbox.stdout("address --with-compute-unit-price auto");
    sandbox.stdout("address --with-compute-unit-price 1000");
    let mut command = sandbox.command("address --with-compute-unit-price much");
    command.assert().code(2);
}

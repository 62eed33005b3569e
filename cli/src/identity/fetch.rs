//! Documents from the web.

use std::time::Duration;

use reqwest::{Client, StatusCode, redirect::Policy};

use crate::failure::{Failure, Result};

/// How long it may take, from the first packet to the last.
const TIMEOUT: Duration = Duration::from_secs(10);
/// A document that is longer is not read.
const MOST_BYTES: usize = 64 << 10;

/// The document at an https address.
///
/// Redirects are not followed: who may redirect is not always who owns the domain.
///
/// # Errors
/// When the server does not send the whole document, of at most 64 KiB, within 10 seconds with status
/// 200.
pub async fn fetch(url: &str) -> Result<Vec<u8>> {
    let client = Client::builder().https_only(true);
    let fetched = get(client, url, TIMEOUT).await;
    fetched.map_err(|why| Failure::new(format!("cannot fetch {url}: {why}")))
}

/// Why not, in plain words.
async fn get(
    client: reqwest::ClientBuilder,
    url: &str,
    timeout: Duration,
) -> Result<Vec<u8>, String> {
    let client = client.timeout(timeout).redirect(Policy::none());
    let client = client.build().map_err(|error| plain(&error))?;
    let mut response = client
        .get(url)
        .send()
        .await
        .map_err(|error| plain(&error))?;
    let status = response.status();
    if status.is_redirection() {
        return Err("it redirects, and redirects are not followed".to_owned());
    }
    if status != StatusCode::OK {
        return Err(format!("the server answers {status}"));
    }
    let mut document = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| plain(&error))? {
        document.extend_from_slice(&part);
        if document.len() > MOST_BYTES {
            return Err(format!("it is longer than {} KiB", MOST_BYTES >> 10));
        }
    }
    Ok(document)
}

/// The innermost reason, which the outer ones only repeat.
fn plain(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return "the server took too long".to_owned();
    }
    let mut reason: &dyn std::error::Error = error;
    while let Some(inner) = reason.source() {
        reason = inner;
    }
    reason.to_string()
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpListener,
        thread,
    };

    use super::*;

    /// A server that answers one request with `answer`; returns its address.
    fn server(answer: Vec<u8>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1_024];
            let _ = stream.read(&mut request).unwrap();
            // Who has read enough hangs up.
            let _ = stream.write_all(&answer);
        });
        format!("http://{address}/.well-known/did.json")
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        let length = body.len();
        let head =
            format!("HTTP/1.1 {head}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n");
        [head.as_bytes(), body].concat()
    }

    fn runtime() -> tokio::runtime::Runtime {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().build().unwrap()
    }

    fn got(url: &str) -> Result<Vec<u8>, String> {
        got_within(url, TIMEOUT)
    }

    fn got_within(url: &str, timeout: Duration) -> Result<Vec<u8>, String> {
        let runtime = runtime();
        // Not by way of a proxy that the machine may have.
        runtime.block_on(get(Client::builder().no_proxy(), url, timeout))
    }

    #[test]
    fn a_document_is_fetched() {
        let url = server(answer("200 OK", b"{}"));
        assert_eq!(got(&url), Ok(b"{}".to_vec()));
        let longest = vec![b' '; MOST_BYTES];
        let url = server(answer("200 OK", &longest));
        assert_eq!(got(&url), Ok(longest));
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let url = server(answer("200 OK", &vec![b' '; MOST_BYTES + 1]));
        assert!(got(&url).unwrap_err().contains("longer than 64 KiB"));
        // Without a length, for ever.
        let endless = [
            b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".to_vec(),
            vec![b' '; 10 * MOST_BYTES],
        ];
        let url = server(endless.concat());
        assert!(got(&url).unwrap_err().contains("longer than 64 KiB"));
    }

    #[test]
    fn redirects_are_not_followed() {
        let target = server(answer("200 OK", b"{}"));
        for status in ["301 Moved Permanently", "302 Found", "307 Temporary"] {
            let head = format!("{status}\r\nlocation: {target}");
            let url = server(answer(&head, b""));
            assert!(got(&url).unwrap_err().contains("redirects"));
        }
        assert_eq!(got(&target), Ok(b"{}".to_vec()));
    }

    #[test]
    fn only_status_200_is_a_document() {
        for status in ["404 Not Found", "500 Oops", "201 Created", "203 Somehow"] {
            let url = server(answer(status, b"{}"));
            let why = got(&url).unwrap_err();
            assert!(why.contains(&status[..3]), "{why}");
        }
    }

    #[test]
    fn what_breaks_off_or_takes_too_long_is_no_document() {
        let mut short = answer("200 OK", b"{\"id\":\"did:web:example.com\"}");
        short.pop();
        assert!(got(&server(short)).is_err());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let why = got_within(&url, Duration::from_millis(200)).unwrap_err();
        assert!(why.contains("too long"), "{why}");
    }

    #[test]
    fn only_https_is_spoken() {
        let url = server(answer("200 OK", b"{}"));
        let runtime = runtime();
        let refused = runtime.block_on(fetch(&url)).unwrap_err();
        assert!(refused.to_string().contains("cannot fetch"), "{refused}");
        // Nobody asked it.
        assert_eq!(got(&url), Ok(b"{}".to_vec()));
    }
}

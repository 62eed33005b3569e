//! Where the document of a `did:web` is.

/// `example.com` is at `https://example.com/.well-known/did.json`, `example.com:user:ada` at
/// `https://example.com/user/ada/did.json`; a port is written `%3A`.
pub(super) fn document_url(name: &str) -> Option<String> {
    let mut parts = name.split(':');
    let host = host(parts.next()?)?;
    let path: Vec<_> = parts.collect();
    if !path.iter().all(|part| is_segment(part)) {
        return None;
    }
    Some(if path.is_empty() {
        format!("https://{host}/.well-known/did.json")
    } else {
        format!("https://{host}/{}/did.json", path.join("/"))
    })
}

/// A domain, and perhaps a port.
fn host(text: &str) -> Option<String> {
    let (domain, port) = match text.split_once("%3A").or_else(|| text.split_once("%3a")) {
        Some((domain, port)) => (domain, Some(port.parse::<u16>().ok()?)),
        None => (text, None),
    };
    let is_label = |label: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(known)
    };
    if !domain.split('.').all(is_label) {
        return None;
    }
    Some(match port {
        Some(port) => format!("{domain}:{port}"),
        None => domain.to_owned(),
    })
}

/// Nothing that leaves the folder or begins a query.
fn is_segment(text: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    !matches!(text, "" | "." | "..") && text.bytes().all(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_address() {
        for (name, url) in [
            (
                "w3c-ccg.github.io",
                "https://w3c-ccg.github.io/.well-known/did.json",
            ),
            (
                "w3c-ccg.github.io:user:alice",
                "https://w3c-ccg.github.io/user/alice/did.json",
            ),
            (
                "example.com%3A3000:user",
                "https://example.com:3000/user/did.json",
            ),
        ] {
            assert_eq!(document_url(name).as_deref(), Some(url));
        }
    }

    #[test]
    fn what_leads_elsewhere_is_refused() {
        for name in [
            "",
            ":user",
            "example..com",
            "user@example.com",
            "example.com/evil",
            "example.com?evil",
            "example.com#evil",
            "example.com%3A99999",
            "example.com%2Fevil",
            "example.com:",
            "example.com:..:evil",
            "example.com:a%2F..",
        ] {
            assert_eq!(document_url(name), None, "{name}");
        }
    }
}

//! Prints the first lines: the addresses of the mock, and how to sign in.

use contract_mock::{Authentication, FirstAccount, MockServer};
use serde_json::{Map, Value, json};

use crate::{Colour, Terminal};

/// Prints the address of a mock, for people.
pub(super) fn mock(
    server: &MockServer,
    authentication: Authentication,
    has_control: bool,
    terminal: &mut Terminal<'_>,
) {
    place("address", &server.url(), terminal);
    account(&server.mock().first_account(), authentication, terminal);
    place("pages", &format!("{}/docs", server.url()), terminal);
    if has_control {
        control(server, terminal);
    }
}

/// Prints the address of the page with the requests.
pub(super) fn control(server: &MockServer, terminal: &mut Terminal<'_>) {
    place("requests", &format!("{}/__mock/", server.url()), terminal);
}

/// Prints an address.
pub(super) fn place(name: &str, url: &str, terminal: &mut Terminal<'_>) {
    let url = terminal.coloured(url, Colour::Cyan);
    terminal.line(format!("  {name:<9} {url}"));
}

/// Returns the same information for programs.
pub(super) fn as_json(server: &MockServer) -> Value {
    let FirstAccount { person, credentials, operation, token } = server.mock().first_account();
    let sign_in = credentials.zip(operation).map(|(credentials, operation)| {
        let credentials: Map<String, Value> =
            credentials.into_iter().map(|(name, value)| (name, value.into())).collect();
        json!({ "operation": operation, "credentials": credentials })
    });
    json!({ "url": server.url(), "token": token, "person": person, "signIn": sign_in })
}

/// Prints how to sign in.
fn account(account: &FirstAccount, authentication: Authentication, terminal: &mut Terminal<'_>) {
    if authentication == Authentication::Off {
        terminal.line("  sign-in   not needed: any token is taken, and none");
        return;
    }
    if let (Some([(name, value), (secret, password)]), Some(operation)) = (&account.credentials, &account.operation) {
        terminal.line(format!("  sign-in   {operation} with {name} {value} and {secret} {password}"));
    }
    place("token", &account.token, terminal);
}

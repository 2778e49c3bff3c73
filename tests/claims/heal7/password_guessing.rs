//! Guessing passwords is slowed down for its source, but locks no person out, and no password that is easy to guess is
//! accepted.

use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, future::join_all, stream};
use reqwest::{RequestBuilder, Response, header};
use serde_json::{Value, json};
use temporary_postgres::TemporaryPostgres;
use tests::heal7::{Heal7, PASSWORD, Person};

/// A server behind a proxy, which reports the source of a request.
async fn behind_a_proxy(failures: u32, account_failures: u32, window_seconds: i64) -> Heal7 {
    Heal7::with(|config| {
        config.trusted_proxies = 1;
        config.passwords.failures = failures;
        config.passwords.account_failures = account_failures;
        config.passwords.window_seconds = window_seconds;
    })
    .await
}

fn login(heal7: &Heal7, from: &str, email: &str, password: &str) -> RequestBuilder {
    let body = json!({ "email": email, "password": password });
    heal7.post("/auth/login", &body).header("x-forwarded-for", from)
}

/// Registers a person from an address; the answer contains the cookie of their device.
async fn register(heal7: &Heal7, name: &str, from: &str) -> (Person, String) {
    let account = json!({ "email": format!("{name}@example.com"), "password": PASSWORD, "name": name });
    let request = heal7.post("/auth/register", &account).header("x-forwarded-for", from);
    let (answer, body) = heal7.answer(request).await;
    assert_eq!(answer.status(), 201, "{body:#}");
    (Person::from_session(&body["data"]), device(&answer))
}

/// The device cookie that an answer sets.
fn device(answer: &Response) -> String {
    let printed = answer.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let [cookie] = printed.filter(|cookie| cookie.starts_with("heal7_device=dv_")).collect::<Vec<_>>()[..] else {
        panic!("an answer sets one device cookie: {:?}", answer.headers())
    };
    for word in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/auth", "Max-Age=2592000"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    cookie.split(';').next().unwrap().to_owned()
}

fn seconds_to_wait(answer: &Response) -> u64 {
    answer.headers()[header::RETRY_AFTER].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn wrong_passwords_do_not_lock_the_account() {
    const ATTACKER: &str = "198.51.100.1";
    let heal7 = behind_a_proxy(10, 100, 900).await;
    let (anna, _) = register(&heal7, "anna", "203.0.113.1").await;
    let begun = Instant::now();
    let guesses = stream::iter(0..1000).map(|number| {
        let guess = login(&heal7, ATTACKER, &anna.email, &format!("guess {number}"));
        async { heal7.answer(guess).await.0.status().as_u16() }
    });
    let statuses: Vec<_> = guesses.buffer_unordered(16).collect().await;
    let checked = statuses.iter().filter(|status| **status == 401).count();
    assert!(statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
    // Ten attempts are free; then there are 1, 2, 4 … seconds between two.
    let most = 10 + usize::try_from((begun.elapsed().as_secs() + 2).ilog2()).unwrap() + 1;
    assert!((10..=most).contains(&checked), "{checked} of {most} passwords were checked in {:?}", begun.elapsed());

    let begun = Instant::now();
    heal7.data(login(&heal7, "198.51.100.2", &anna.email, PASSWORD), 200).await;
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    // The last delay may be over by now; one more wrong password starts the next one, of at least two seconds.
    while heal7.answer(login(&heal7, ATTACKER, &anna.email, "wrong")).await.0.status() == 429 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (held_off, problem) = heal7.answer(login(&heal7, ATTACKER, &anna.email, PASSWORD)).await;
    assert_eq!((held_off.status().as_u16(), &problem["code"]), (429, &json!("TOO_MANY_REQUESTS")));
    assert!(seconds_to_wait(&held_off) >= 1);
}

#[tokio::test]
async fn delays_double_and_early_attempts_do_not_count() {
    let heal7 = behind_a_proxy(2, 100, 900).await;
    let (anna, _) = register(&heal7, "anna", "203.0.113.1").await;
    let wrong = || login(&heal7, "198.51.100.1", &anna.email, "wrong");
    heal7.problem(wrong(), 401, "INVALID_CREDENTIALS").await;
    for delay in [1, 2, 4] {
        heal7.problem(wrong(), 401, "INVALID_CREDENTIALS").await;
        for _ in 0..10 {
            let (held_off, _) = heal7.answer(wrong()).await;
            assert_eq!(held_off.status(), 429);
            assert!((1..=delay).contains(&seconds_to_wait(&held_off)), "{delay}: {:?}", held_off.headers());
        }
        tokio::time::sleep(Duration::from_secs(delay)).await;
    }
    heal7.data(login(&heal7, "198.51.100.1", &anna.email, PASSWORD), 200).await;
    for _ in 0..2 {
        heal7.problem(wrong(), 401, "INVALID_CREDENTIALS").await;
    }
}

/// Neither an answer nor its headers reveal whether an account exists, regardless of earlier requests.
#[tokio::test]
async fn unknown_accounts_are_throttled_like_known_ones() {
    let heal7 = behind_a_proxy(3, 5, 900).await;
    let (anna, _) = register(&heal7, "anna", "203.0.113.1").await;
    let mut told = Vec::new();
    for email in [anna.email.as_str(), "nobody@example.com"] {
        let mut answers = Vec::new();
        for from in ["198.51.100.1"; 5].into_iter().chain(["198.51.100.2", "198.51.100.3", "198.51.100.4"]) {
            let (answer, mut body) = heal7.answer(login(&heal7, from, email, "wrong")).await;
            body["requestId"].take();
            let headers =
                answer.headers().iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
            let headers: Vec<_> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
            answers.push((answer.status().as_u16(), headers, body));
        }
        told.push(answers);
    }
    let statuses: Vec<_> = told[0].iter().map(|(status, ..)| *status).collect();
    assert_eq!(statuses, [401, 401, 401, 429, 429, 401, 401, 429], "by address, then by account");
    assert_eq!(told[0], told[1]);
    assert!(!format!("{told:?}").contains("set-cookie"), "who is not in has no device");
}

#[tokio::test]
async fn distributed_guessing_is_throttled_and_known_clients_pass() {
    let heal7 = behind_a_proxy(3, 20, 900).await;
    let (anna, device) = register(&heal7, "anna", "2001:db8:a::1").await;
    for number in 0..20 {
        let from = format!("2001:db8:0:{number}::1");
        heal7.problem(login(&heal7, &from, &anna.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    }
    let stranger = || login(&heal7, "198.51.100.1", &anna.email, PASSWORD);
    heal7.problem(stranger(), 429, "TOO_MANY_REQUESTS").await;
    heal7.data(stranger().header(header::COOKIE, &device), 200).await;
    heal7.data(login(&heal7, "2001:db8:a::ffff", &anna.email, PASSWORD), 200).await;
    let made_up = format!("heal7_device=dv_{}", "A".repeat(43));
    let elsewhere = login(&heal7, "198.51.100.9", &anna.email, PASSWORD);
    heal7.problem(elsewhere.header(header::COOKIE, made_up), 429, "TOO_MANY_REQUESTS").await;
    // The device has been used from there.
    heal7.data(stranger(), 200).await;
}

#[tokio::test]
async fn a_network_of_ipv6_counts_as_one_address() {
    let heal7 = behind_a_proxy(3, 100, 900).await;
    let (anna, _) = register(&heal7, "anna", "203.0.113.1").await;
    for number in 0..3 {
        let from = format!("2001:db8::{number}:1");
        heal7.problem(login(&heal7, &from, &anna.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    }
    heal7.problem(login(&heal7, "2001:db8::9", &anna.email, PASSWORD), 429, "TOO_MANY_REQUESTS").await;
    heal7.data(login(&heal7, "2001:db8:0:1::9", &anna.email, PASSWORD), 200).await;
}

#[tokio::test]
async fn stolen_device_cookie_is_throttled_like_any_client() {
    let heal7 = behind_a_proxy(3, 100, 900).await;
    let (anna, device) = register(&heal7, "anna", "203.0.113.1").await;
    let (bora, _) = register(&heal7, "bora", "203.0.113.2").await;
    let guess = |number: u8, email: &str, password: &str| {
        login(&heal7, &format!("198.51.100.{number}"), email, password).header(header::COOKIE, &device)
    };
    for number in 0..3 {
        heal7.problem(guess(number, &anna.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    }
    heal7.problem(guess(9, &anna.email, PASSWORD), 429, "TOO_MANY_REQUESTS").await;
    heal7.data(login(&heal7, "203.0.113.1", &anna.email, PASSWORD), 200).await;
    // The device does not matter for another account: there, the address is decisive.
    for _ in 0..3 {
        heal7.problem(guess(10, &bora.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    }
    heal7.problem(login(&heal7, "198.51.100.10", &bora.email, PASSWORD), 429, "TOO_MANY_REQUESTS").await;
    heal7.data(guess(11, &bora.email, PASSWORD), 200).await;
}

/// Each sign-in and each refresh makes a device known, and the client keeps its existing cookie.
#[tokio::test]
async fn every_sign_in_method_remembers_the_device() {
    let heal7 = behind_a_proxy(1, 1, 900).await;
    let (anna, first) = register(&heal7, "anna", "203.0.113.1").await;
    let (signed_in, _) = heal7.answer(login(&heal7, "203.0.113.1", &anna.email, PASSWORD)).await;
    let refresh = json!({ "refreshToken": anna.refresh });
    let refresh = heal7.post("/auth/refresh", &refresh).header("x-forwarded-for", "203.0.113.1");
    let (refreshed, _) = heal7.answer(refresh).await;
    let devices = [first.clone(), device(&signed_in), device(&refreshed)];
    heal7.problem(login(&heal7, "198.51.100.1", &anna.email, "wrong"), 401, "INVALID_CREDENTIALS").await;
    heal7.problem(login(&heal7, "198.51.100.2", &anna.email, PASSWORD), 429, "TOO_MANY_REQUESTS").await;
    for (number, device) in devices.iter().enumerate() {
        let again = login(&heal7, &format!("198.51.100.{}", 10 + number), &anna.email, PASSWORD);
        let (answer, body) = heal7.answer(again.header(header::COOKIE, device)).await;
        assert_eq!(answer.status(), 200, "{body:#}");
        assert_eq!(self::device(&answer), *device);
    }
}

#[tokio::test]
async fn parallel_guesses_are_throttled() {
    let heal7 = behind_a_proxy(3, 3, 900).await;
    let (anna, _) = register(&heal7, "anna", "203.0.113.1").await;
    let (bora, _) = register(&heal7, "bora", "203.0.113.1").await;
    let one_address: Vec<_> = (0..40).map(|_| login(&heal7, "198.51.100.1", &anna.email, "wrong")).collect();
    let many_addresses: Vec<_> =
        (0..40).map(|number| login(&heal7, &format!("198.51.100.{number}"), &bora.email, "wrong")).collect();
    for guesses in [one_address, many_addresses] {
        let begun = Instant::now();
        let answers = join_all(guesses.into_iter().map(|guess| heal7.answer(guess))).await;
        let checked = answers.iter().filter(|(answer, _)| answer.status() == 401).count();
        let most = 3 + usize::try_from((begun.elapsed().as_secs() + 1).ilog2()).unwrap() + 1;
        assert!((3..=most).contains(&checked), "{checked} of {most}");
    }
}

#[tokio::test]
async fn several_servers_count_together() {
    let postgres = TemporaryPostgres::start().unwrap();
    let url = postgres.database("heal7").unwrap();
    let node = || {
        Heal7::with(|config| {
            config.database_url.clone_from(&url);
            config.trusted_proxies = 1;
            config.passwords.failures = 4;
        })
    };
    let (one, two) = (node().await, node().await);
    let (anna, device) = register(&one, "anna", "203.0.113.1").await;
    let guesses = (0..20).map(|number| {
        let heal7 = if number % 2 == 0 { &one } else { &two };
        heal7.answer(login(heal7, "198.51.100.1", &anna.email, "wrong"))
    });
    let begun = Instant::now();
    let answers = join_all(guesses).await;
    let checked = answers.iter().filter(|(answer, _)| answer.status() == 401).count();
    let most = 4 + usize::try_from((begun.elapsed().as_secs() + 1).ilog2()).unwrap() + 1;
    assert!((4..=most).contains(&checked), "{checked} of {most}");
    let on_the_other = login(&two, "198.51.100.1", &anna.email, PASSWORD).header(header::COOKIE, device);
    two.data(on_the_other, 200).await;
}

/// A network that tries one password for many accounts is slowed down, even if it sends each request with a token.
#[tokio::test]
async fn one_password_for_many_accounts_is_slowed_down() {
    let heal7 = Heal7::with(|config| {
        config.limits.enabled = true;
        config.limits.auth = 6;
        config.trusted_proxies = 1;
    })
    .await;
    let mut attackers = Vec::new();
    for number in 0..3 {
        attackers.push(register(&heal7, &format!("attacker{number}"), &format!("203.0.113.{number}")).await.0);
    }
    let spray = |number: usize| {
        let from = format!("2001:db8::{number}:{number}");
        let request = login(&heal7, &from, &format!("victim{number}@example.com"), "Summer2026!");
        request.bearer_auth(&attackers[number % attackers.len()].token)
    };
    for number in 1..=6 {
        heal7.problem(spray(number), 401, "INVALID_CREDENTIALS").await;
    }
    for number in 7..=12 {
        heal7.problem(spray(number), 429, "TOO_MANY_REQUESTS").await;
    }
    heal7.problem(login(&heal7, "2001:db8:1::1", "victim@example.com", "wrong"), 401, "INVALID_CREDENTIALS").await;
}

#[tokio::test]
async fn passwords_that_are_easy_to_guess_are_refused() {
    let heal7 = Heal7::new().await;
    let register = |heal7: &Heal7, password: &str| {
        let account = json!({ "email": "hong.gildong@example.com", "password": password, "name": "Gildong Hong" });
        heal7.post("/auth/register", &account)
    };
    for password in ["password", "12345678", "aaaaaaaa", "hong.gildong", "qwertyuiop", "비밀번호비밀번호"] {
        let problem = heal7.problem(register(&heal7, password), 422, "VALIDATION_FAILED").await;
        let [violation] = &problem["violations"].as_array().unwrap()[..] else { panic!("{problem:#}") };
        assert_eq!((&violation["pointer"], &violation["code"]), (&json!("/password"), &json!("guessable")));
        let detail = violation["detail"].as_str().unwrap();
        assert!(detail.contains("easy to guess") && detail.contains("Choose a longer one"), "{detail}");
        assert!(password == "password" || !problem.to_string().contains(password), "the answer does not repeat it");
        assert_eq!(problem["errors"]["password"], json!([detail]));
    }
    heal7.data(register(&heal7, PASSWORD), 201).await;
    // An account that already has such a password can still sign in with it.
    let lenient = Heal7::with(|config| config.passwords.minimum_score = 0).await;
    let session: Value = lenient.data(register(&lenient, "password"), 201).await;
    let email = Person::from_session(&session).email;
    lenient.data(lenient.post("/auth/login", &json!({ "email": email, "password": "password" })), 200).await;
}

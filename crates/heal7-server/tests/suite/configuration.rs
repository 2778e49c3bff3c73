//! Settings come from flags, the environment and a file, and invalid ones are rejected with a message that names the
//! key.

use std::{fs, path::Path, process::Command};

use heal7_server::config::{Config, load};

/// Runs `heal7-server config` with these settings. Returns whether it accepts them, and its output.
fn config(arguments: &[&str], environment: &[(&str, &str)]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heal7-server"));
    command.env_clear().envs(environment.iter().copied()).arg("config").args(arguments);
    let output = command.output().expect("the program runs");
    let printed = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(printed).expect("it says UTF-8"))
}

fn example() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("server.example.toml")).expect("there is an example")
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::Builder::new().suffix(".toml").tempfile().expect("there is room for a file");
    fs::write(file.path(), text).expect("the file is written");
    file
}

#[test]
fn the_example_names_every_key_with_its_default() {
    let example = file(&example());
    assert_eq!(load(Some(example.path()), &[]).expect("the example is good"), Config::default());
    // The example contains optional keys as comments.
    let text = fs::read_to_string(example.path()).expect("it was written");
    let optional = ["client_id", "client_secret", "base_url", "bucket", "region", "endpoint", "access_key_id"];
    let shown = Config::default().shown();
    let keys = shown.lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key));
    for key in keys.chain(optional) {
        assert!(text.contains(&format!("{key} = ")), "{key} is not in the example");
    }
}

#[test]
fn flags_come_before_the_environment_and_that_before_the_file() {
    let file = file("listen = \"127.0.0.1:1111\"\n[tokens]\naccess_seconds = 60\ngrace_seconds = 7\n");
    let path = file.path().to_str().expect("its name is plain");
    let (_, shown) = config(&["--config", path], &[]);
    assert!(shown.contains("listen = \"127.0.0.1:1111\"") && shown.contains("access_seconds = 60"), "{shown}");
    let environment =
        [("HEAL7_LISTEN", "127.0.0.1:2222"), ("HEAL7_TOKENS__ACCESS_SECONDS", "61"), ("DATABASE_URL", "sqlite:of.db")];
    let (_, shown) = config(&["--config", path], &environment);
    for line in ["listen = \"127.0.0.1:2222\"", "access_seconds = 61", "grace_seconds = 7", "\"sqlite:of.db\""] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    let flags = ["--config", path, "--listen", "127.0.0.1:3333", "--log", "json", "--database", "sqlite:flag.db"];
    let (_, shown) = config(&flags, &environment);
    for line in ["listen = \"127.0.0.1:3333\"", "access_seconds = 61", "format = \"json\"", "\"sqlite:flag.db\""] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
}

#[test]
fn invalid_settings_are_refused_with_their_key() {
    for (text, words) in [
        ("lisen = \"127.0.0.1:1\"", vec!["unknown field", "lisen"]),
        ("[tokens]\naccess_second = 1", vec!["unknown field", "access_second"]),
        ("[tokens]\naccess_seconds = \"long\"", vec!["`tokens.access_seconds`", "long"]),
        ("listen = \"here\"", vec!["`listen`", "such as `127.0.0.1:8080` or `:8080`", "`here`"]),
        ("migrate = \"maybe\"", vec!["`migrate`", "maybe"]),
        ("database_url = \"mysql://db\"", vec!["`database_url`", "sqlite:"]),
        ("public_url = \"https://api.heal7.com/\"", vec!["`public_url`", "slash"]),
        ("[tokens]\naccess_seconds = 0", vec!["`tokens.access_seconds`"]),
        ("[tokens]\nrotation_seconds = 10", vec!["`tokens.rotation_seconds`"]),
        ("[passwords]\nmemory_kib = 1", vec!["`passwords.memory_kib`"]),
        ("[mail]\nper_sender_a_day = 0", vec!["`mail.per_sender_a_day`", "must be 1 to 1000000, but is 0"]),
        ("[mail]\nper_recipient_a_day = 2000000", vec!["`mail.per_recipient_a_day`", "2000000"]),
        ("[passwords]\nfailures = 0", vec!["`passwords.failures`", "at least 1, but is 0"]),
        ("[passwords]\naccount_failures = 9", vec!["`passwords.account_failures`", "(10)", "is 9"]),
        ("[passwords]\nwindow_seconds = 86401", vec!["`passwords.window_seconds`", "86401"]),
        ("[passwords]\nknown_seconds = 0", vec!["`passwords.known_seconds`", "is 0"]),
        ("[passwords]\nminimum_score = 5", vec!["`passwords.minimum_score`", "0 to 4, but is 5"]),
        ("[uploads]\nmegapixels = 101", vec!["`uploads.megapixels`", "101"]),
        ("[uploads]\nmemory_mib = 300", vec!["`uploads.memory_mib`", "`uploads.megapixels` (40)", "is 300"]),
        ("[uploads]\nparallel = 0", vec!["`uploads.parallel`"]),
        ("[uploads]\nwaiting = 1001", vec!["`uploads.waiting`", "1001"]),
        ("[uploads]\nwait_seconds = 26", vec!["`uploads.wait_seconds`", "26"]),
        ("[database]\nanswer_seconds = 0", vec!["`database.answer_seconds`", "at least 1, but is 0"]),
        ("[health]\nprobe_seconds = 0", vec!["`health.probe_seconds`", "but is 0"]),
        ("[health]\nretry_seconds = 4000", vec!["`health.retry_seconds`", "but is 4000"]),
        ("[health]\nanswer_milliseconds = 0", vec!["`health.answer_milliseconds`", "but is 0"]),
        ("[log]\nfilter = \"info,,=\"", vec!["`log.filter`"]),
        ("[connections]\nper_address = 0", vec!["`connections.per_address` must be at least 1, but is 0"]),
        ("[connections]\nreserve = 0", vec!["`connections.reserve` must be at least 1, but is 0"]),
        ("[connections]\ntotal = -1", vec!["`connections.total`"]),
        ("[http]\nhead_bytes = 100", vec!["`http.head_bytes` must be at least 8192, but is 100"]),
        ("[http]\nhandler_seconds = 100", vec!["`http.handler_seconds` must be at most 90, but is 100"]),
        ("[http]\nstall_seconds = 0", vec!["`http.stall_seconds` must be at least 1, but is 0"]),
        (
            "[http]\nidle_seconds = 20",
            vec!["`http.idle_seconds` must be at least twice `http.heartbeat_seconds`", "15"],
        ),
        ("[http]\nstreams = 0", vec!["`http.streams`"]),
        ("[providers.google]\nclient_id = \"a\"\nclient_secret = \"b\"", vec!["`providers.redirect_uris`"]),
        ("[uploads.s3]\nbucket = \"a\"", vec!["uploads.s3", "region"]),
        ("[graphql]\nfields = 0", vec!["`graphql.fields` must be at least 1, but is 0"]),
        ("[graphql]\nnesting = 129", vec!["`graphql.nesting` must be 1 to 128, but is 129"]),
        ("listen = ", vec!["TOML"]),
    ] {
        let file = file(text);
        let (is_taken, printed) = config(&["--config", file.path().to_str().expect("its name is plain")], &[]);
        assert!(!is_taken, "{text} is taken");
        assert!(words.iter().all(|word| printed.contains(word)), "{text}: {printed}");
    }
    let (is_taken, printed) = config(&["--config", "nowhere.toml"], &[]);
    assert!(!is_taken && printed.contains("nowhere.toml: there is no such file"), "{printed}");
    let (is_taken, printed) = config(&[], &[("HEAL7_DATABASE__CONNECTIONS", "many")]);
    assert!(!is_taken && printed.contains("database.connections") && printed.contains("environment"), "{printed}");
}

#[test]
fn links_lead_to_the_address_that_is_listened_on() {
    for (printed, listen, link) in [
        (":9090", "127.0.0.1:9090", "http://127.0.0.1:9090"),
        ("0.0.0.0:9090", "0.0.0.0:9090", "http://127.0.0.1:9090"),
        ("[::]:9090", "[::]:9090", "http://localhost:9090"),
    ] {
        for (arguments, environment) in [(vec!["--listen", printed], vec![]), (vec![], vec![("HEAL7_LISTEN", printed)])]
        {
            let (is_taken, shown) = config(&arguments, &environment);
            assert!(is_taken && shown.contains(&format!("listen = \"{listen}\"")), "{shown}");
            assert!(shown.contains(&format!("public_url = \"{link}\"")), "{shown}");
        }
    }
    let environment = [("HEAL7_PUBLIC_URL", "https://api.heal7.com")];
    let (_, shown) = config(&["--listen", ":9090"], &environment);
    assert!(shown.contains("public_url = \"https://api.heal7.com\""), "{shown}");
    let (_, shown) = config(&["--listen", ":0"], &[]);
    assert!(!shown.contains("public_url"), "a free port is not known yet: {shown}");
}

#[test]
fn secrets_are_not_shown() {
    let file = file(
        "database_url = \"postgres://heal7:topsecret@db/heal7\"\n\
         [providers]\nredirect_uris = [\"https://heal7.com/auth/callback\"]\n\
         [providers.kakao]\nclient_id = \"id\"\nclient_secret = \"topsecret\"\n\
         [uploads.s3]\nbucket = \"b\"\nregion = \"r\"\naccess_key_id = \"id\"\nsecret_access_key = \"topsecret\"\n",
    );
    let (is_taken, shown) = config(&["--config", file.path().to_str().expect("its name is plain")], &[]);
    assert!(is_taken && !shown.contains("topsecret") && shown.matches("hidden").count() == 3, "{shown}");
}

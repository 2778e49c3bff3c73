//! The claims of the project. Each file is one claim, and its name says which.

#![allow(missing_docs, reason = "the names of the tests say what they hold")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "a test prints what it measured")]

mod a_server_keeps_the_contract;
mod channels_keep_the_contract;
mod connections_are_bounded;
mod cookies_keep_tokens_from_scripts;
mod credentials_are_read_alike;
mod documents_are_validated;
mod every_command_shares_one_build;
mod graphql_equals_schemas;
mod graphql_is_served_as_specified;
mod graphql_speaks_over_sockets;
mod hostile_input_is_refused;
mod libraries_agree;
mod mail_is_not_abused;
mod messages_reach_people;
mod mistakes_do_not_generate;
mod no_document_stops_the_server;
mod nobody_gets_what_is_anothers;
mod nobody_guesses_passwords;
mod output_is_stable;
mod outside_judges_accept;
mod package_keeps_its_promises;
mod pages_work_in_a_browser;
mod pictures_are_bounded;
mod providers_vouch_for_people;
mod readme_tells_the_truth;
mod recommendations_suit_the_chart;
mod rooms_and_feeds_are_live;
mod schemathesis_finds_nothing;
mod seed_operations_validate;
mod sessions_are_kept_safe;
mod several_servers_are_one;
mod slow_clients_are_cut_off;
mod the_package_talks_to_the_server;
mod the_server_answers_what_it_declares;
mod the_server_speaks_graphql;
mod toolkit_knows_no_contract;
mod types_equal_schemas;
mod unused_schemas_are_dropped;
mod uploads_go_to_a_folder_or_a_bucket;
mod validators_agree;
mod work_is_counted_at_every_door;
mod zod_agrees_with_ajv;
mod zod_passes_the_official_suite;

//! `list`: the items of the contract, and the items that reach a type.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::bail;
use contract_model::{
    registry::{Auth, Body, PartContent, Registry},
    schema::{Schema, Shape},
};

use crate::{Colour, Project, SUCCESS, Terminal};

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  {program} list\n  {program} list operations\n  {program} list --type Order\n  \
                  {program} list --registry orders.json types")]
pub struct Arguments {
    /// The kind of items to list [default: everything].
    #[arg(value_enum)]
    what: Option<What>,
    /// List the operations, channels and GraphQL fields that reach this type instead.
    #[arg(long = "type", value_name = "NAME", conflicts_with = "what")]
    name: Option<String>,
    /// List the items of this `registry.json`, without the Rust types of the contract.
    #[arg(long, value_name = "FILE")]
    registry: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Operations,
    Channels,
    Fields,
    Types,
    Problems,
}

/// Runs the command.
pub(super) fn run(project: &Project, arguments: &Arguments, terminal: &mut Terminal<'_>) -> anyhow::Result<u8> {
    let registry = project.registry(arguments.registry.as_deref())?;
    if let Some(name) = &arguments.name {
        let rows = reaching(&registry, name, &project.options.program)?;
        section(&format!("ways reach {name}"), &rows, terminal);
        return Ok(SUCCESS);
    }
    let sections: [(What, &str, Vec<[String; 3]>); 5] = [
        (What::Operations, "operations", operations(&registry)),
        (What::Channels, "channels", channels(&registry)),
        (What::Fields, "GraphQL fields", fields(&registry)),
        (What::Types, "types", types(&registry)),
        (What::Problems, "problems", problems(&registry)),
    ];
    for (what, title, rows) in sections {
        if arguments.what.is_none_or(|wanted| wanted == what) {
            section(title, &rows, terminal);
        }
    }
    Ok(SUCCESS)
}

/// Prints a title with the number of rows, and the rows in columns.
fn section(title: &str, rows: &[[String; 3]], terminal: &mut Terminal<'_>) {
    terminal.line(terminal.coloured(&format!("{} {title}", rows.len()), Colour::Bold));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let (first, second) = (width(0), width(1));
    for [a, b, c] in rows {
        terminal.line(format!("  {a:<first$}  {b:<second$}  {c}").trim_end());
    }
}

fn operations(registry: &Registry) -> Vec<[String; 3]> {
    let row = |o: &contract_model::registry::Operation| {
        [
            format!("{:<6} {}", o.method, o.path),
            o.id.clone(),
            line(o.auth, &o.summary, o.lifecycle.deprecated.is_some()),
        ]
    };
    registry.operations.iter().map(row).collect()
}

fn channels(registry: &Registry) -> Vec<[String; 3]> {
    let row = |c: &contract_model::registry::Channel| {
        [
            format!("{:<9} {}", format!("{:?}", c.transport).to_lowercase(), c.path),
            c.id.clone(),
            line(c.auth, &c.summary, c.lifecycle.deprecated.is_some()),
        ]
    };
    registry.channels.iter().map(row).collect()
}

fn fields(registry: &Registry) -> Vec<[String; 3]> {
    let summary = |text: &str| text.lines().next().unwrap_or_default().trim_end_matches('.').to_owned();
    let fields = registry.fields();
    fields
        .map(|f| {
            [
                f.root.operation().into(),
                f.name.clone(),
                line(f.auth, &summary(&f.description), f.lifecycle.deprecated.is_some()),
            ]
        })
        .collect()
}

fn types(registry: &Registry) -> Vec<[String; 3]> {
    registry
        .types
        .iter()
        .map(|(name, definition)| {
            let description = definition.schema.description.as_deref().unwrap_or_default();
            let first = description.lines().next().unwrap_or_default().to_owned();
            [name.clone(), format!("{:?}", definition.direction).to_lowercase(), first]
        })
        .collect()
}

fn problems(registry: &Registry) -> Vec<[String; 3]> {
    registry.problems.iter().map(|p| [p.status.to_string(), p.code.clone(), p.title.clone()]).collect()
}

fn line(auth: Auth, summary: &str, deprecated: bool) -> String {
    let public = if auth == Auth::Public { " (public)" } else { "" };
    let deprecated = if deprecated { " (deprecated)" } else { "" };
    format!("{summary}{public}{deprecated}")
}

/// Returns the items that reach a type, each with the path to it.
fn reaching(registry: &Registry, name: &str, program: &str) -> anyhow::Result<Vec<[String; 3]>> {
    if !registry.types.contains_key(name) {
        let names: Vec<&str> = registry.types.keys().map(String::as_str).collect();
        let close = similar::get_close_matches(name, &names, 3, 0.5);
        let hint = if close.is_empty() {
            format!("`{program} list types` lists them")
        } else {
            format!("did you mean {}?", close.join(", "))
        };
        bail!("the contract has no type `{name}`: {hint}");
    }
    let users = users(registry, name);
    let mut rows = Vec::new();
    let mut row = |kind: &str, id: &str, way: &str, schema: &Schema| {
        schema.references(&mut |reference| {
            if users.contains(reference) {
                let through = if reference == name { way.to_owned() } else { format!("{way}, through {reference}") };
                rows.push([kind.to_owned(), id.to_owned(), through]);
            }
        });
    };
    let reference = |name: &str| Schema::plain(Shape::Reference { name: name.to_owned() });
    for operation in &registry.operations {
        operation
            .parameters
            .iter()
            .for_each(|p| row("operation", &operation.id, &format!("parameter {}", p.name), &p.schema));
        match &operation.body {
            Body::Json { schema, .. } => row("operation", &operation.id, "body", schema),
            Body::Multipart { parts } => {
                for part in parts {
                    if let PartContent::Value { schema } = &part.content {
                        row("operation", &operation.id, &format!("part {}", part.name), schema);
                    }
                }
            }
            Body::None | Body::Bytes { .. } => {}
        }
        for answer in &operation.answers {
            if let Some(body) = &answer.body {
                row("operation", &operation.id, &format!("answer {}", answer.status), &body.schema);
            }
        }
        row("operation", &operation.id, "failures", &reference(&registry.problem_type));
    }
    for field in registry.fields() {
        let id = field.path();
        field.arguments.iter().for_each(|a| row("field", &id, &format!("argument {}", a.name), &a.schema));
        row("field", &id, "output", &field.output.schema);
    }
    for channel in &registry.channels {
        let parameters = channel.parameters.iter();
        parameters.for_each(|p| row("channel", &channel.id, &format!("parameter {}", p.name), &p.schema));
        channel.client.iter().for_each(|client| row("channel", &channel.id, "from clients", &reference(client)));
        row("channel", &channel.id, "from the server", &reference(&channel.server));
    }
    rows.dedup();
    Ok(rows)
}

/// Returns the type itself and all types that refer to it, directly or indirectly.
fn users<'a>(registry: &'a Registry, name: &'a str) -> BTreeSet<&'a str> {
    let mut users = BTreeSet::from([name]);
    loop {
        let before = users.len();
        for (candidate, definition) in &registry.types {
            let mut is_user = false;
            definition.schema.references(&mut |reference| is_user |= users.contains(reference));
            if is_user {
                users.insert(candidate);
            }
        }
        if users.len() == before {
            return users;
        }
    }
}

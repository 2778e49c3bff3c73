//! An initial hints file: everything that the suite cannot find out by itself, as lines to complete.

use contract_data::{facts::success, identity::SessionRole};
use contract_model::registry::{Auth, Body, Operation, Role};

use crate::contract::Contract;

/// The initial hints file. It is valid as it is, and changes nothing.
pub fn starter(contract: &Contract) -> String {
    let mut text = String::from(
        "# Hints for `conformance`: everything that it cannot derive from the contract. Remove the `#` of the lines you need.\n",
    );
    people(contract, &mut text);
    values(contract, &mut text);
    problems(contract, &mut text);
    text.push_str(
        "\n# Outcomes that no request can lead to, each with the reason. `*` stands for any text.\n\
         # [[exceptions]]\n# item = \"*\"\n# outcome = \"CODE\"\n# reason = \"\"\n",
    );
    text
}

fn people(contract: &Contract, text: &mut String) {
    let registry = contract.registry();
    if registry.operations.iter().all(|operation| operation.auth == Auth::Public) {
        return;
    }
    let role = |operation: &Operation| contract.identity.role(&contract.facts, operation);
    let registers = registry.operations.iter().find(|operation| role(operation) == Some(SessionRole::Register));
    let signs_in = registry
        .operations
        .iter()
        .find(|operation| matches!(role(operation), Some(SessionRole::SignIn | SessionRole::SignInElsewhere)));
    text.push_str(
        "\n# Two persons: calls are made as the first one; the second must not see what belongs to the first.\n",
    );
    match (registers, signs_in) {
        (Some(operation), _) => {
            text.push_str(&format!("# Without these lines, two persons are registered with `{}`.\n", operation.id));
        }
        (None, Some(operation)) => {
            text.push_str(&format!(
                "# Without these lines, `{}` is called with the contract's example.\n",
                operation.id
            ));
        }
        (None, None) => text.push_str("# The contract does not say how to sign in, so a token is needed.\n"),
    }
    match signs_in.or(registers) {
        Some(operation) => {
            let example = match &operation.body {
                Body::Json { example, .. } => toml::Value::try_from(example).map(|value| value.to_string()).ok(),
                Body::None | Body::Multipart { .. } | Body::Bytes { .. } => None,
            };
            let body = example.unwrap_or_else(|| "{}".into());
            text.push_str(&format!("# [[people]]\n# operation = \"{}\"\n# body = {body}\n", operation.id));
        }
        None => text.push_str("# [[people]]\n# token = \"\"\n"),
    }
}

/// The ids that no operation returns.
fn values(contract: &Contract, text: &mut String) {
    let (facts, registry) = (&contract.facts, contract.registry());
    let needed = |pool: &str| {
        let mut operations = registry.operations.iter();
        operations.any(|operation| {
            operation.parameters.iter().any(|known| known.required && facts.pool(&known.schema) == Some(pool))
        })
    };
    let shown = |pool: &str| {
        registry.operations.iter().any(|operation| {
            let names_it = operation.parameters.iter().any(|known| facts.pool(&known.schema) == Some(pool));
            let body = success(operation).and_then(|answer| answer.body.as_ref());
            !names_it && body.is_some_and(|body| mentions(contract, &body.schema, pool))
        })
    };
    let types = registry.types.iter().filter(|(_, definition)| definition.role == Role::Id);
    let missing: Vec<&String> = types.map(|(name, _)| name).filter(|pool| needed(pool) && !shown(pool)).collect();
    if missing.is_empty() {
        return;
    }
    text.push_str("\n# Ids that exist on the target, and that no operation shows.\n# [values]\n");
    for pool in missing {
        text.push_str(&format!("# {pool} = [\"\"]\n"));
    }
}

/// Whether a schema refers to a type, directly or indirectly.
fn mentions(contract: &Contract, schema: &contract_model::schema::Schema, name: &str) -> bool {
    let mut roots = std::collections::BTreeSet::new();
    schema.references(&mut |found| _ = roots.insert(found.to_owned()));
    contract_model::registry::reachable(&contract.registry().types, roots).contains(name)
}

/// The problems that an operation itself declares, and that no rule of the suite leads to.
fn problems(contract: &Contract, text: &mut String) {
    let registry = contract.registry();
    let mut begun = false;
    for operation in &registry.operations {
        let open = operation.errors.iter().filter_map(|code| registry.problem(code));
        for problem in open.filter(|problem| !matches!(problem.status, 404 | 412)) {
            if !begun {
                text.push_str(
                    "\n# Requests that lead to a problem: members of `body` are laid over the contract's example, operations in\n\
                     # `before` run first, and with `repeat = true` the second of two equal requests counts.\n",
                );
                begun = true;
            }
            let body =
                if matches!(operation.body, Body::Json { .. }) { "# body = {}\n" } else { "# parameters = {}\n" };
            text.push_str(&format!(
                "# [[problems]]\n# item = \"{}\"\n# code = \"{}\"\n{body}",
                operation.id, problem.code
            ));
        }
    }
}

//! Finds the item of the contract to which a difference belongs.
//!
//! Every format names an item on the line that declares it: a key in JSON and YAML, a name after `type` or `const` in
//! TypeScript and GraphQL. The search goes up from the first differing line to the nearest such line.

use contract_model::registry::Registry;

/// Returns the item that a whole file describes.
pub(super) fn item_of_file(registry: &Registry, path: &str) -> Option<String> {
    let name = path.strip_prefix("json-schema/")?.strip_suffix(".json")?;
    registry.types.contains_key(name).then(|| format!("type {name}"))
}

/// Returns the item at the first difference between two texts, and the line in `found`, from 1.
pub(super) fn first_difference(
    registry: &Registry,
    path: &str,
    expected: &str,
    found: &str,
) -> (Option<String>, usize) {
    let expected: Vec<&str> = expected.lines().collect();
    let found: Vec<&str> = found.lines().collect();
    let same = expected.iter().zip(&found).take_while(|(a, b)| a == b).count();
    let item = item_of_file(registry, path)
        .or_else(|| item_at(registry, &expected, same))
        .or_else(|| item_at(registry, &found, same));
    (item, same + 1)
}

fn item_at(registry: &Registry, lines: &[&str], line: usize) -> Option<String> {
    let mut start = line.min(lines.len().checked_sub(1)?);
    // A comment is above the item that it describes.
    while lines.get(start).is_some_and(|line| is_comment(line)) {
        start += 1;
    }
    let start = start.min(lines.len() - 1);
    let mut indent = usize::MAX;
    let mut method = None;
    for line in lines[..=start].iter().rev() {
        let depth = line.len() - line.trim_start().len();
        if depth > indent || line.trim().is_empty() {
            continue;
        }
        indent = depth;
        let Some(name) = declared_name(line) else { continue };
        if ["Query", "Mutation", "Subscription"].contains(&name) {
            return Some(format!("GraphQL type {name}"));
        }
        if registry.types.contains_key(name) {
            return Some(format!("type {name}"));
        }
        if ["get", "post", "put", "patch", "delete"].contains(&name) {
            method = Some(name);
        }
        if let Some(operation) = registry.operations.iter().find(|operation| {
            operation.path == name && method.is_none_or(|method| operation.method.eq_ignore_ascii_case(method))
        }) {
            return Some(format!("operation {}", operation.id));
        }
        if let Some(channel) = registry.channels.iter().find(|channel| channel.id == name) {
            return Some(format!("channel {}", channel.id));
        }
    }
    None
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("/**")
        || line.starts_with("* ")
        || line.starts_with("*/")
        || (line.starts_with('"') && line.ends_with('"') && !line.contains(": "))
}

/// Returns the name that a line declares, in any format.
fn declared_name(line: &str) -> Option<&str> {
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix('"') {
        let (key, rest) = rest.split_once('"')?;
        return rest.starts_with(':').then_some(key);
    }
    let line = line.strip_prefix("export ").unwrap_or(line);
    for keyword in ["type ", "const ", "input ", "enum ", "union ", "scalar "] {
        if let Some(rest) = line.strip_prefix(keyword) {
            let name = rest.trim_start_matches('$').split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
            return Some(name.strip_suffix("Schema").unwrap_or(name));
        }
    }
    let key = line.strip_suffix(':')?;
    Some(key.trim_matches(['\'', '"']))
}

//! The TypeScript type that Zod infers for an expression.

use super::{
    expression::{Base, Expression, Others, Property},
    javascript::{text, type_key, value},
};

/// Returns the type; a definition has the name `{prefix}Name`.
pub(super) fn type_of(expression: &Expression, prefix: &str) -> String {
    let of = |expression: &Expression| type_of(expression, prefix);
    match expression {
        Expression::Reference(name) => format!("{prefix}{name}"),
        Expression::Unknown => "unknown".into(),
        Expression::Never => "never".into(),
        Expression::Boolean => "boolean".into(),
        Expression::Null => "null".into(),
        Expression::Literal(values) => values.iter().map(value).collect::<Vec<_>>().join(" | "),
        Expression::Enumeration(words) => alternatives(words),
        Expression::OpenEnumeration(words) => format!("{} | (string & {{}})", alternatives(words)),
        Expression::Integer(_) | Expression::Number(_) => "number".into(),
        Expression::Text { .. } => "string".into(),
        Expression::Array { items, .. } => format!("Array<{}>", of(items)),
        Expression::Tuple { items, rest } => {
            let rest = rest.as_ref().map(|rest| format!("...Array<{}>", of(rest)));
            format!("[{}]", items.iter().map(of).chain(rest).collect::<Vec<_>>().join(", "))
        }
        Expression::Record(values) => format!("{{ [key: string]: {} }}", of(values)),
        Expression::Object { properties, others } => {
            let members = members(properties, *others, prefix);
            if members.is_empty() { "{}".into() } else { format!("{{ {} }}", members.join("; ")) }
        }
        Expression::Nullable(value) => format!("{} | null", of(value)),
        Expression::Discriminated { members, .. } | Expression::Union(members) | Expression::ExactlyOne(members) => {
            let mut types: Vec<_> = members.iter().map(of).collect();
            types.dedup();
            types.join(" | ")
        }
        Expression::Intersection(members) => {
            let members = members.iter().map(|member| match of(member) {
                member if member.contains(" | ") => format!("({member})"),
                member => member,
            });
            members.collect::<Vec<_>>().join(" & ")
        }
        Expression::Checked(checked) => match &checked.base {
            Base::Judge(base) | Base::TypeOnly(base) => of(base),
        },
    }
}

/// Writes the members of an object type.
pub(super) fn members(properties: &[Property], others: Others, prefix: &str) -> Vec<String> {
    let declared = properties.iter().map(|Property { name, optional, value }| {
        format!("{}{}: {}", type_key(name), if *optional { "?" } else { "" }, type_of(value, prefix))
    });
    declared.chain((others == Others::Keep).then(|| "[key: string]: unknown".to_owned())).collect()
}

fn alternatives(words: &[String]) -> String {
    words.iter().map(|word| text(word)).collect::<Vec<_>>().join(" | ")
}

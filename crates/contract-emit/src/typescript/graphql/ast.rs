//! Writes a document as the syntax tree of graphql-js, which every client accepts.

use apollo_compiler::{
    Name, Node,
    ast::{Argument, Directive, Type, Value},
    executable::{Fragment, Operation, Selection, SelectionSet, VariableDefinition},
};
use serde_json::{Map, Value as Json, json};

/// Returns `OperationDefinition`.
pub(super) fn operation(operation: &Operation) -> Json {
    let mut node = kind("OperationDefinition");
    node.insert("operation".into(), operation.operation_type.name().into());
    if let Some(operation_name) = &operation.name {
        node.insert("name".into(), name(operation_name));
    }
    insert_all(&mut node, "variableDefinitions", operation.variables.iter().map(definition));
    insert_all(&mut node, "directives", operation.directives.iter().map(|directive| directive_node(directive)));
    node.insert("selectionSet".into(), selection_set(&operation.selection_set));
    node.into()
}

/// Returns `FragmentDefinition`.
pub(super) fn fragment(fragment: &Fragment) -> Json {
    let mut node = kind("FragmentDefinition");
    node.insert("name".into(), name(&fragment.name));
    node.insert("typeCondition".into(), named_type(&fragment.selection_set.ty));
    insert_all(&mut node, "directives", fragment.directives.iter().map(|directive| directive_node(directive)));
    node.insert("selectionSet".into(), selection_set(&fragment.selection_set));
    node.into()
}

fn selection_set(set: &SelectionSet) -> Json {
    json!({ "kind": "SelectionSet", "selections": set.selections.iter().map(selection).collect::<Vec<_>>() })
}

fn selection(selection: &Selection) -> Json {
    let node = match selection {
        Selection::Field(field) => {
            let mut node = kind("Field");
            if let Some(alias) = &field.alias {
                node.insert("alias".into(), name(alias));
            }
            node.insert("name".into(), name(&field.name));
            insert_all(&mut node, "arguments", field.arguments.iter().map(|argument| argument_node(argument)));
            insert_all(&mut node, "directives", field.directives.iter().map(|directive| directive_node(directive)));
            if !field.selection_set.selections.is_empty() {
                node.insert("selectionSet".into(), selection_set(&field.selection_set));
            }
            node
        }
        Selection::FragmentSpread(spread) => {
            let mut node = kind("FragmentSpread");
            node.insert("name".into(), name(&spread.fragment_name));
            insert_all(&mut node, "directives", spread.directives.iter().map(|directive| directive_node(directive)));
            node
        }
        Selection::InlineFragment(inline) => {
            let mut node = kind("InlineFragment");
            if let Some(condition) = &inline.type_condition {
                node.insert("typeCondition".into(), named_type(condition));
            }
            insert_all(&mut node, "directives", inline.directives.iter().map(|directive| directive_node(directive)));
            node.insert("selectionSet".into(), selection_set(&inline.selection_set));
            node
        }
    };
    node.into()
}

fn definition(variable: &Node<VariableDefinition>) -> Json {
    let mut node = kind("VariableDefinition");
    node.insert("variable".into(), variable_node(&variable.name));
    node.insert("type".into(), type_node(&variable.ty));
    if let Some(default) = &variable.default_value {
        node.insert("defaultValue".into(), value(default));
    }
    insert_all(&mut node, "directives", variable.directives.iter().map(|directive| directive_node(directive)));
    node.into()
}

fn type_node(ty: &Type) -> Json {
    match ty {
        Type::Named(name) => named_type(name),
        Type::NonNullNamed(name) => json!({ "kind": "NonNullType", "type": named_type(name) }),
        Type::List(item) => json!({ "kind": "ListType", "type": type_node(item) }),
        Type::NonNullList(item) => {
            json!({ "kind": "NonNullType", "type": { "kind": "ListType", "type": type_node(item) } })
        }
    }
}

fn value(value_node: &Value) -> Json {
    match value_node {
        Value::Null => kind("NullValue").into(),
        Value::Enum(word) => json!({ "kind": "EnumValue", "value": word.as_str() }),
        Value::Variable(name) => variable_node(name),
        Value::String(text) => json!({ "kind": "StringValue", "value": text, "block": false }),
        Value::Float(number) => json!({ "kind": "FloatValue", "value": number.as_str() }),
        Value::Int(number) => json!({ "kind": "IntValue", "value": number.as_str() }),
        Value::Boolean(boolean) => json!({ "kind": "BooleanValue", "value": boolean }),
        Value::List(values) => {
            json!({ "kind": "ListValue", "values": values.iter().map(|item| value(item)).collect::<Vec<_>>() })
        }
        Value::Object(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .map(|(field, content)| json!({ "kind": "ObjectField", "name": name(field), "value": value(content) }))
                .collect();
            json!({ "kind": "ObjectValue", "fields": fields })
        }
    }
}

fn argument_node(argument: &Argument) -> Json {
    json!({ "kind": "Argument", "name": name(&argument.name), "value": value(&argument.value) })
}

fn directive_node(directive: &Directive) -> Json {
    let mut node = kind("Directive");
    node.insert("name".into(), name(&directive.name));
    insert_all(&mut node, "arguments", directive.arguments.iter().map(|argument| argument_node(argument)));
    node.into()
}

fn variable_node(variable: &Name) -> Json {
    json!({ "kind": "Variable", "name": name(variable) })
}

fn named_type(ty: &Name) -> Json {
    json!({ "kind": "NamedType", "name": name(ty) })
}

fn name(text: &Name) -> Json {
    json!({ "kind": "Name", "value": text.as_str() })
}

fn kind(kind: &str) -> Map<String, Json> {
    Map::from_iter([("kind".to_owned(), kind.into())])
}

/// Inserts lists that are not empty; graphql-js treats an absent list as empty.
fn insert_all(node: &mut Map<String, Json>, key: &str, items: impl Iterator<Item = Json>) {
    let items: Vec<_> = items.collect();
    if !items.is_empty() {
        node.insert(key.to_owned(), items.into());
    }
}

//! Near misses: one place of a value is changed so that it is just inside or just outside a constraint.

use contract_kit::{
    registry::Registry,
    schema::{Schema, Shape},
};

use super::{Json, json::Members, resolve, spellings};

/// The number of properties of a nested object that one round changes; the object's type has its own corpus.
const NESTED: usize = 2;

/// Calls `give` with near misses of `value`: all of its own and of its properties, and some of deeper ones.
pub(super) fn mutations(
    registry: &Registry,
    schema: &Schema,
    value: &Json,
    random: &mut fastrand::Rng,
    give: &mut dyn FnMut(Json),
) {
    inside(registry, schema, value, random, usize::MAX, give);
}

fn inside(
    registry: &Registry,
    schema: &Schema,
    value: &Json,
    random: &mut fastrand::Rng,
    most: usize,
    give: &mut dyn FnMut(Json),
) {
    let schema = resolve(registry, schema);
    for replacement in replacements(schema, value) {
        give(replacement);
    }
    match (&schema.shape, value) {
        (Shape::Object { properties, .. }, Json::Object(members)) => {
            let mut places: Vec<_> = properties
                .iter()
                .filter_map(|property| Some((property, members.iter().position(|(name, _)| *name == property.name)?)))
                .collect();
            random.shuffle(&mut places);
            for (property, index) in places.into_iter().take(most) {
                inside(registry, &property.schema, &members[index].1, random, NESTED, &mut |changed| {
                    let mut members = members.clone();
                    members[index].1 = changed;
                    give(Json::Object(members));
                });
            }
        }
        (Shape::Union { tag, variants }, Json::Object(members)) => {
            let word = members.iter().find(|(name, _)| name == tag).map(|(_, word)| word);
            if let Some(variant) = variants.iter().find(|variant| word == Some(&Json::Text(variant.value.clone()))) {
                inside(registry, &registry.types[&variant.name].schema, value, random, most, give);
            }
        }
        (Shape::Array { items, .. }, Json::Array(list)) if !list.is_empty() => {
            let index = random.usize(..list.len());
            inside(registry, items, &list[index], random, NESTED, &mut |changed| {
                let mut list = list.clone();
                list[index] = changed;
                give(Json::Array(list));
            });
        }
        (Shape::Map { values }, Json::Object(members)) if !members.is_empty() => {
            let index = random.usize(..members.len());
            inside(registry, values, &members[index].1, random, NESTED, &mut |changed| {
                let mut members = members.clone();
                members[index].1 = changed;
                give(Json::Object(members));
            });
        }
        (Shape::Nullable { value: inner }, value) if *value != Json::raw("null") => {
            inside(registry, inner, value, random, most, give);
        }
        _ => {}
    }
}

/// A value with a random change, for types that have few near misses.
pub(super) fn noise(value: &Json, random: &mut fastrand::Rng) -> Json {
    let letters = ['a', 'Z', '0', '_', ' ', '-', '홍', '\u{301}', '😀', '\0'];
    match value {
        Json::Text(text) => {
            let mut characters: Vec<char> = text.chars().collect();
            let place = random.usize(..=characters.len());
            match random.u8(..4) {
                0 => characters.insert(place, *random.choice(&letters).expect("not empty")),
                1 if place < characters.len() => _ = characters.remove(place),
                2 if place > 1 => characters.swap(place - 1, place - 2),
                _ => {
                    for character in &mut characters {
                        if random.bool() {
                            *character = character.to_ascii_uppercase();
                        }
                    }
                    characters.truncate(place.max(1));
                }
            }
            Json::Text(characters.into_iter().collect())
        }
        Json::Raw(_) => match random.u8(..4) {
            0 => Json::raw(random.i64(-1000..1000)),
            1 => Json::raw(f64::from(random.i32(..)) / 1024.0),
            2 => Json::Raw(format!("{}e{}", random.i32(-99..99), random.i32(-3..3))),
            _ => Json::Text(random.i64(..).to_string()),
        },
        Json::Array(items) => {
            let mut items = items.clone();
            items.push(Json::raw(random.u16(..)));
            Json::Array(items)
        }
        Json::Object(members) => {
            let mut members = members.clone();
            let name: String = (0..random.usize(1..4)).map(|_| *random.choice(&letters).expect("not empty")).collect();
            match random.usize(..=members.len()) {
                place if place < members.len() => members[place].1 = noise(&members[place].1, random),
                _ => members.push((name, Json::raw(random.u8(..)))),
            }
            Json::Object(members)
        }
    }
}

/// The values that may replace a value.
fn replacements(schema: &Schema, value: &Json) -> Vec<Json> {
    let mut list: Vec<_> =
        ["null", "true", "false", "0", "1", "-1", "1.5", "1e400", "[]", "{}", "\"\"", "\"0\"", "\"null\"", "\"true\""]
            .into_iter()
            .map(Json::raw)
            .collect();
    match &schema.shape {
        Shape::Integer { minimum, maximum } => integers(*minimum, *maximum, &mut list),
        Shape::Number { minimum, maximum } => {
            for bound in [minimum, maximum].into_iter().flatten() {
                list.extend([*bound, bound - 0.001, bound + 0.001].map(Json::raw));
                list.push(Json::raw(format!("{bound:e}")));
            }
            list.extend(
                ["-0", "-0.0", "1.0", "1e2", "1E+2", "0.1e1", "1e-7", "9007199254740993", "1e300"].map(Json::raw),
            );
        }
        Shape::String { format, min_length, max_length, pattern } => {
            if let Some(format) = format {
                list.extend(spellings::for_format(*format).iter().map(|text| Json::Text((*text).to_owned())));
            }
            if pattern.is_some() {
                near_texts(value, &mut list);
            }
            let lengths = min_length
                .iter()
                .flat_map(|n| [n.saturating_sub(1), *n])
                .chain(max_length.iter().flat_map(|n| [*n, n + 1]));
            for length in lengths {
                for character in ["a", "7", "홍", "😀", "e\u{301}"] {
                    list.push(Json::Text(character.repeat(length as usize)));
                }
            }
        }
        Shape::Enumeration { values, .. } => {
            for word in values {
                let word = &word.value;
                list.extend(
                    [
                        word.clone(),
                        word.to_uppercase(),
                        word.to_lowercase(),
                        format!(" {word}"),
                        format!("{word}\n"),
                        word.replace('_', "-"),
                    ]
                    .map(Json::Text),
                );
            }
            list.push(Json::Text("toString".into()));
        }
        Shape::Array { min_items, max_items, .. } => {
            if let Json::Array(items) = value {
                list.extend(items.first().cloned());
                let fill = |count: usize| items.first().map(|item| Json::Array(vec![item.clone(); count]));
                let counts = min_items
                    .iter()
                    .flat_map(|n| [n.saturating_sub(1), *n])
                    .chain(max_items.iter().flat_map(|n| [*n, n + 1]));
                list.extend(counts.filter_map(|count| fill(count as usize)));
            }
        }
        Shape::Object { .. } | Shape::Union { .. } | Shape::Map { .. } => objects(schema, value, &mut list),
        Shape::Reference { .. } | Shape::Nullable { .. } | Shape::Boolean { .. } => {}
    }
    list
}

fn integers(minimum: i64, maximum: i64, list: &mut Vec<Json>) {
    for bound in [minimum, maximum] {
        list.extend([bound - 1, bound, bound + 1].map(Json::raw));
        list.extend(
            [format!("{bound}.0"), format!("{bound}e0"), format!("{bound}.5"), format!("{bound}0e-1")].map(Json::Raw),
        );
    }
    list.extend(
        [
            "-0",
            "-0.0",
            "1.0",
            "1e2",
            "1E2",
            "1.5e1",
            "0.5",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "9007199254740993",
            "1e20",
        ]
        .map(Json::raw),
    );
}

/// Texts that differ by one step from a text that matches a pattern.
fn near_texts(value: &Json, list: &mut Vec<Json>) {
    let Json::Text(text) = value else { return };
    let mut characters: Vec<char> = text.chars().collect();
    list.extend(
        [
            format!("{text}\n"),
            format!("\n{text}"),
            format!(" {text}"),
            format!("{text} "),
            text.to_uppercase(),
            format!("{text}{text}"),
            format!("{text}😀"),
            text.replace('0', "٠"),
            text.replace('1', "１"),
        ]
        .map(Json::Text),
    );
    let (before, after) = characters.split_at(characters.len() / 2);
    let [before, after]: [String; 2] = [before, after].map(|part| part.iter().collect());
    for unseen in spellings::UNSEEN {
        list.push(Json::Text(format!("{before}{unseen}{after}")));
        if unseen.trim().is_empty() || unseen.chars().count() > 2 {
            list.push(Json::Text((*unseen).to_owned()));
        }
    }
    for index in 0..characters.len().min(24) {
        let mut shorter = characters.clone();
        shorter.remove(index);
        list.push(Json::Text(shorter.into_iter().collect()));
    }
    for index in 0..characters.len().min(24) {
        let kept = std::mem::replace(&mut characters[index], '9');
        list.push(Json::Text(characters.iter().collect()));
        characters[index] = kept;
    }
}

fn objects(schema: &Schema, value: &Json, list: &mut Vec<Json>) {
    let Json::Object(members) = value else { return };
    // Missing, null, duplicate, and renamed properties.
    for index in 0..members.len() {
        let change = |edit: &dyn Fn(&mut Members)| {
            let mut members = members.clone();
            edit(&mut members);
            Json::Object(members)
        };
        let (name, kept) = members[index].clone();
        list.push(change(&|members| _ = members.remove(index)));
        list.push(change(&|members| members[index].1 = Json::raw("null")));
        list.push(change(&|members| members.push((name.clone(), Json::raw("null")))));
        list.push(change(&|members| members.insert(0, (name.clone(), Json::raw("[]")))));
        list.push(change(&|members| members[index].0 = name.to_uppercase()));
        list.push(change(&|members| members.push((name.clone(), kept.clone()))));
    }
    // Undeclared properties, including names with a meaning in JavaScript.
    for name in ["extra", "constructor", "toString", "__proto__", "hasOwnProperty", ""] {
        for value in ["1", "null", "{}"] {
            let mut members = members.clone();
            members.push((name.to_owned(), Json::raw(value)));
            list.push(Json::Object(members));
        }
    }
    if let Shape::Object { properties, .. } = &schema.shape {
        for property in properties.iter().filter(|property| members.iter().all(|(name, _)| *name != property.name)) {
            let mut members = members.clone();
            members.push((property.name.clone(), Json::raw("null")));
            list.push(Json::Object(members));
        }
    }
    if let Shape::Union { tag, variants } = &schema.shape {
        let words = variants.iter().map(|variant| variant.value.clone()).chain([
            String::new(),
            "unknown".into(),
            "TYPE".into(),
        ]);
        for word in words {
            let members = members.iter().map(|(name, value)| {
                (name.clone(), if name == tag { Json::Text(word.clone()) } else { value.clone() })
            });
            list.push(Json::Object(members.collect()));
        }
    }
}

//! Checks a scenario against its contract.

use contract_data::{
    facts::{Facts, refer, success},
    fits::fits,
    value::Given,
};
use contract_model::schema::Schema;
use serde_json::{Map, Value};

use super::file::{Account, Document, Entity, File};
use crate::control::rule::{self, Rule, suggestion};

/// A scenario that fits its contract.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    pub seed: Option<String>,
    /// The pools without seeded entities.
    pub empty: Vec<String>,
    /// The pools that all persons see.
    pub shared: Vec<String>,
    /// The number of entities of a pool that were created earlier.
    pub created: Vec<(String, u64)>,
    pub entities: Vec<Placed>,
    pub documents: Vec<(Document, Given)>,
    pub accounts: Vec<(Account, Given)>,
    pub rules: Vec<Rule>,
}

/// An entity in its pool.
#[derive(Debug)]
pub(crate) struct Placed {
    pub pool: String,
    pub entity: Entity,
    pub given: Given,
}

/// The maximum number of mistakes that are reported.
const MOST_MISTAKES: usize = 100;

/// The offset of a mistake in the file, and its reason.
type Mistake = (usize, String);

impl Checked {
    pub(super) fn new(facts: &Facts, person_pool: Option<&str>, file: File) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Mistakes(Vec::new());
        let mut checked = Self { seed: file.seed, ..Self::default() };
        for (names, pools) in [(file.empty, &mut checked.empty), (file.shared, &mut checked.shared)] {
            for name in names {
                let pool = entity_pool(facts, name.get_ref()).map_err(|reason| vec![reason]);
                pools.extend(mistakes.noted(name.span().start, pool)?);
            }
        }
        for (name, count) in file.created {
            let pool = entity_pool(facts, name.get_ref()).map_err(|reason| vec![reason]);
            checked.created.extend(mistakes.noted(name.span().start, pool)?.map(|pool| (pool, count)));
        }
        for entity in file.entities {
            let place = entity.span().start;
            checked.entities.extend(mistakes.noted(place, placed(facts, entity.into_inner()))?);
        }
        for document in file.documents {
            let place = document.span().start;
            let document = document.into_inner();
            let given = mistakes.noted(place, document_given(facts, &document))?;
            checked.documents.extend(given.map(|given| (document, given)));
        }
        for account in file.accounts {
            let place = account.span().start;
            let account = account.into_inner();
            let given = mistakes.noted(place, account_given(facts, person_pool, &account))?;
            checked.accounts.extend(given.map(|given| (account, given)));
        }
        if file.rules.len() > rule::MOST {
            let place = file.rules[rule::MOST].span().start;
            let too_many = format!("rule: {}", rule::too_many(file.rules.len()));
            mistakes.noted(place, Err::<(), _>(vec![too_many]))?;
        }
        for rule in file.rules.into_iter().take(rule::MOST) {
            let place = rule.span().start;
            let wrong = |wrong: Vec<_>| wrong.into_iter().map(|wrong| format!("rule: {wrong}")).collect();
            let fits = rule.get_ref().check(facts).map_err(wrong);
            checked.rules.extend(mistakes.noted(place, fits)?.map(|()| rule.into_inner()));
        }
        if mistakes.0.is_empty() { Ok(checked) } else { Err(mistakes.0) }
    }
}

/// The mistakes that were found.
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Records the mistakes at a place; fails when there are too many.
    fn noted<T>(&mut self, place: usize, checked: Result<T, Vec<String>>) -> Result<Option<T>, Vec<Mistake>> {
        let reasons = match checked {
            Ok(checked) => return Ok(Some(checked)),
            Err(reasons) => reasons,
        };
        self.0.extend(reasons.into_iter().map(|reason| (place, reason)));
        if self.0.len() < MOST_MISTAKES {
            return Ok(None);
        }
        self.0.truncate(MOST_MISTAKES);
        Err(std::mem::take(&mut self.0))
    }
}

fn entity_pool(facts: &Facts, name: &str) -> Result<String, String> {
    facts.entity_pool(name).map(str::to_owned).ok_or_else(|| {
        let known: Vec<&str> = facts.entities().map(|(name, _)| name).collect();
        let reason = if facts.registry.types.contains_key(name) {
            format!("the type `{name}` is no entity: it has no required `id` of an id type")
        } else {
            format!("the contract has no type `{name}`")
        };
        reason + &suggestion(name, &known)
    })
}

fn placed(facts: &Facts, entity: Entity) -> Result<Placed, Vec<String>> {
    let pool = entity_pool(facts, &entity.name).map_err(|reason| vec![reason])?;
    let mut reasons = Vec::new();
    if let Some(id) = entity.id.as_deref().filter(|id| !fits(facts, &refer(&pool), &Value::from(*id))) {
        reasons.push(format!("`{id}` is no id of the type `{pool}`"));
    }
    if entity.removed && entity.id.is_none() {
        reasons.push("an entity that was removed needs its `id`".into());
    }
    match given(facts, &refer(&entity.name), &entity.name, &entity.properties, &entity.absent) {
        Ok(given) if reasons.is_empty() => Ok(Placed { pool, entity, given }),
        Ok(_) => Err(reasons),
        Err(others) => {
            reasons.extend(others);
            Err(reasons)
        }
    }
}

fn document_given(facts: &Facts, document: &Document) -> Result<Given, Vec<String>> {
    let matching = facts.registry.operation_at("GET", &document.path);
    let Some(body) = matching.and_then(success).and_then(|answer| answer.body.as_ref()) else {
        let reads = facts.registry.operations.iter().filter(|operation| operation.method == "GET");
        let known: Vec<&str> = reads.map(|operation| operation.path.as_str()).collect();
        let path = &document.path;
        return Err(vec![format!("no GET operation reads `{path}`{}", suggestion(path, &known))]);
    };
    let schema = facts.content(&body.schema).schema;
    given(facts, schema, &document.path, &document.properties, &document.absent)
}

fn account_given(facts: &Facts, person_pool: Option<&str>, account: &Account) -> Result<Given, Vec<String>> {
    let Some(pool) = person_pool else {
        return Err(vec!["the contract has no persons who sign in: no operation begins a session".into()]);
    };
    let mut reasons = Vec::new();
    if let Some(id) = account.id.as_deref().filter(|id| !fits(facts, &refer(pool), &Value::from(*id))) {
        reasons.push(format!("`{id}` is no id of the type `{pool}`"));
    }
    let views: Vec<&str> = facts.entities().filter(|(_, other)| *other == pool).map(|(name, _)| name).collect();
    let mut given = Given::new();
    for (name, value) in &account.properties {
        let view = views.iter().find(|view| facts.property(&facts.definition(view).schema, name).is_some());
        let Some(view) = view else {
            reasons.push(format!("no type of persons ({}) has a property `{name}`", views.join(", ")));
            continue;
        };
        match property(facts, &refer(view), view, name, value) {
            Ok(()) => _ = given.insert(name.clone(), Some(value.clone())),
            Err(reason) => reasons.push(reason),
        }
    }
    if reasons.is_empty() { Ok(given) } else { Err(reasons) }
}

fn given(
    facts: &Facts,
    schema: &Schema,
    owner: &str,
    properties: &Map<String, Value>,
    absent: &[String],
) -> Result<Given, Vec<String>> {
    let mut reasons = Vec::new();
    let mut given = Given::new();
    for (name, value) in properties {
        match property(facts, schema, owner, name, value) {
            Ok(()) => _ = given.insert(name.clone(), Some(value.clone())),
            Err(reason) => reasons.push(reason),
        }
    }
    for name in absent {
        match facts.property(schema, name) {
            Some(property) if !property.required => _ = given.insert(name.clone(), None),
            Some(_) => reasons.push(format!("`{owner}` needs its property `{name}`, so it cannot be absent")),
            None => reasons.push(no_property(facts, schema, owner, name)),
        }
    }
    if reasons.is_empty() { Ok(given) } else { Err(reasons) }
}

fn property(facts: &Facts, schema: &Schema, owner: &str, name: &str, value: &Value) -> Result<(), String> {
    let Some(property) = facts.property(schema, name) else { return Err(no_property(facts, schema, owner, name)) };
    if name == "id" {
        return Err(format!("the id of `{owner}` is no property to set: write it as `id` beside `properties`"));
    }
    if fits(facts, &property.schema, value) {
        return Ok(());
    }
    Err(format!("the property `{name}` of `{owner}` cannot be {value}: it does not fit the contract"))
}

fn no_property(facts: &Facts, schema: &Schema, owner: &str, name: &str) -> String {
    let known: Vec<&str> = facts.properties(schema).iter().map(|property| property.name.as_str()).collect();
    format!("`{owner}` has no property `{name}`{}", suggestion(name, &known))
}

//! A registry is read from the text of its JSON, or refused with the place and the reason.

use contract_model::registry::{ReadError, Registry};
use serde_json::{Value, json};

use super::{BOOKSHOP, changed};

/// Returns the codes and subjects of the mistakes that a change causes.
fn mistakes(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let Err(ReadError::Mistakes(found)) = changed(change) else { panic!("no mistakes were found") };
    found.0.into_iter().map(|mistake| (mistake.code.clone(), mistake.subject)).collect()
}

#[test]
fn registry_round_trips_through_json() {
    let registry = Registry::from_json(BOOKSHOP).unwrap();
    let written = serde_json::to_value(&registry).unwrap();
    assert_eq!(written, serde_json::from_str::<Value>(BOOKSHOP).unwrap());
    assert_eq!(Registry::from_json(&written.to_string()).unwrap(), registry);
}

#[test]
fn another_version_is_refused_by_its_number() {
    // The first version of the format had no number.
    let error = changed(|registry| _ = registry.as_object_mut().unwrap().remove("formatVersion")).unwrap_err();
    assert!(matches!(error, ReadError::Version { found: 1 }), "{error}");
    assert!(error.to_string().contains("format version 1, but this program reads version 2"), "{error}");

    let error = changed(|registry| registry["formatVersion"] = json!(3)).unwrap_err();
    assert!(matches!(error, ReadError::Version { found: 3 }), "{error}");
    // Even where nothing else in it can be read.
    let error = Registry::from_json(r#"{ "formatVersion": 9, "modules": "elsewhere" }"#).unwrap_err();
    assert!(matches!(error, ReadError::Version { found: 9 }), "{error}");
}

#[test]
fn a_text_that_is_not_json_is_refused_with_its_place() {
    let error = Registry::from_json("{\n  \"formatVersion\": 2,\n  info\n}").unwrap_err();
    assert!(matches!(error, ReadError::NotJson(_)), "{error}");
    assert!(error.to_string().contains("line 3 column 3"), "{error}");
}

#[test]
fn a_missing_member_is_named_with_its_place() {
    let text = BOOKSHOP.replacen("\"summary\": ", "\"resume\": ", 1);
    let line = BOOKSHOP.lines().position(|line| line.contains("\"summary\": ")).unwrap() + 1;
    let error = Registry::from_json(&text).unwrap_err();
    assert!(matches!(error, ReadError::Shape(_)), "{error}");
    let message = error.to_string();
    assert!(
        message.contains("missing field `summary`") && message.contains(&format!("line {line} column")),
        "{message}"
    );
}

#[test]
fn a_reference_to_an_unknown_type_is_a_mistake() {
    let remove = |registry: &mut Value| _ = registry["types"].as_object_mut().unwrap().remove("Isbn");
    let found = mistakes(remove);
    assert!(found.contains(&("unknown-type".into(), "Book".into())), "{found:?}");
}

#[test]
fn an_instance_needs_its_generic_type_and_its_arguments() {
    let found = mistakes(|registry| _ = registry["generics"].as_object_mut().unwrap().remove("Page"));
    assert_eq!(found, [("unknown-generic".into(), "PageOfBook".into())]);
    let found = mistakes(|registry| registry["types"]["PageOfBook"]["role"]["arguments"] = json!([]));
    assert_eq!(found, [("generic-arguments".into(), "PageOfBook".into())]);
    let unknown = json!([{ "shape": "reference", "name": "Novel" }]);
    let found = mistakes(|registry| registry["types"]["PageOfBook"]["role"]["arguments"] = unknown);
    assert_eq!(found, [("unknown-type".into(), "PageOfBook".into())]);
}

#[test]
fn cyclic_alias_is_a_mistake() {
    let alias = |name: &str| json!({ "shape": "reference", "name": name, "description": "Another name." });
    // The check follows the response that begins a session to its token.
    let found = mistakes(|registry| registry["types"]["Session"]["schema"] = alias("Session"));
    assert!(found.contains(&("endless-type".into(), "Session".into())), "{found:?}");

    let found = mistakes(|registry| {
        registry["types"]["Isbn"]["schema"] = alias("Year");
        registry["types"]["Year"]["schema"] = alias("Isbn");
        registry["types"]["Script"]["schema"] = alias("Isbn");
    });
    let endless: Vec<_> = found.iter().filter(|(code, _)| code == "endless-type").map(|(_, name)| name).collect();
    assert_eq!(endless, ["Isbn", "Year"], "a type that leads into a circle is not on it");
}

#[test]
fn an_instance_of_itself_is_a_mistake() {
    let itself = json!([{ "shape": "reference", "name": "PageOfBook" }]);
    let found = mistakes(|registry| registry["types"]["PageOfBook"]["role"]["arguments"] = itself);
    assert_eq!(found, [("endless-type".into(), "PageOfBook".into())]);
}

#[test]
fn an_example_that_does_not_fit_is_a_mistake() {
    let found = mistakes(|registry| {
        registry["types"]["Dimensions"]["schema"]["properties"][0]["schema"]["examples"] = json!([0]);
    });
    assert_eq!(found, [("wrong-example".into(), "Dimensions.width".into())]);
}

#[test]
fn a_wrong_example_of_a_type_is_one_mistake_and_not_one_for_each_holder() {
    let text = BOOKSHOP.replace("9788937460449", "978");
    let Err(ReadError::Mistakes(found)) = Registry::from_json(&text) else { panic!("no mistakes were found") };
    let [mistake] = &found.0[..] else { panic!("{found}") };
    assert_eq!((mistake.subject.as_str(), mistake.code.as_ref()), ("Isbn", "wrong-example"));
    let help = mistake.help.as_deref().unwrap();
    assert!(help.starts_with("change it, or its `pattern`; "), "{help}");
    assert!(help.ends_with(" other examples hold it"), "{help}");
}

#[test]
fn examples_of_parts_and_of_parameters_of_channels_are_checked() {
    let found = mistakes(|registry| {
        let operations = registry["operations"].as_array_mut().unwrap();
        let operation = operations.iter_mut().find(|operation| operation["id"] == "attachSample").unwrap();
        operation["body"]["parts"][1]["content"]["schema"]["examples"] = json!([7]);
        registry["channels"][1]["parameters"][0]["schema"]["examples"] = json!([8]);
    });
    let expected = ["attachSample(caption)", "orderEvents(id)"];
    assert_eq!(found, expected.map(|place| ("wrong-example".to_owned(), place.to_owned())));
}

#[test]
fn an_owner_is_a_parameter_of_a_call_that_needs_a_token() {
    let of = |owner: &str, auth: &str, change: fn(&mut Value)| {
        changed(|registry| {
            registry["channels"][1]["owner"] = json!(owner);
            registry["channels"][1]["auth"] = json!(auth);
            change(registry);
        })
    };
    let found = |read: Result<Registry, ReadError>| {
        let Err(ReadError::Mistakes(found)) = read else { panic!("no mistakes were found") };
        found.0.into_iter().map(|mistake| (mistake.code.clone(), mistake.subject)).collect::<Vec<_>>()
    };
    let forbids = |registry: &mut Value| registry["problems"][14]["implied"] = json!("owner");
    let mistake = |code: &str| (code.to_owned(), "orderEvents".to_owned());
    assert_eq!(found(of("reader", "bearer", forbids)), [mistake("owner")]);
    assert_eq!(found(of("id", "public", forbids)), [mistake("owner")]);
    assert_eq!(found(of("id", "bearer", |_| ())), [mistake("implied")]);
    let sound = of("id", "bearer", forbids);
    assert!(sound.is_ok(), "{sound:?}");
}

#[test]
fn a_condition_on_callers_needs_its_problem() {
    let first = |condition: &str| {
        let found = mistakes(|registry| {
            for problem in registry["problems"].as_array_mut().unwrap() {
                if problem["implied"] == condition {
                    problem.as_object_mut().unwrap().remove("implied");
                }
            }
        });
        assert!(found.iter().all(|(code, _)| code == "implied"), "{found:?}");
        found.into_iter().map(|(_, subject)| subject).collect::<Vec<_>>()
    };
    assert_eq!(first("bearer"), ["addBook"]);
}

#[test]
fn parameter_schema_must_be_serialisable() {
    let reference = |name: &str| json!({ "shape": "reference", "name": name });
    let list = |items: Value| json!({ "shape": "array", "items": items });
    let wrong = [
        ("query", reference("Dimensions")),
        ("query", list(reference("Dimensions"))),
        ("query", list(list(json!({ "shape": "boolean" })))),
        ("query", json!({ "shape": "map", "values": { "shape": "boolean" } })),
        ("query", json!({ "shape": "nullable", "value": { "shape": "boolean" } })),
        ("header", list(json!({ "shape": "boolean" }))),
        ("path", list(reference("Isbn"))),
    ];
    let right = [("query", list(reference("Isbn"))), ("query", reference("Isbn")), ("header", reference("Isbn"))];
    let ask = |(location, schema): &(&str, Value)| {
        changed(|registry| {
            let operations = registry["operations"].as_array_mut().unwrap();
            let operation = operations.iter_mut().find(|operation| operation["id"] == "getBook").unwrap();
            let mut schema = schema.clone();
            schema["description"] = json!("A value.");
            let parameter = json!({ "name": "value", "in": location, "required": false, "schema": schema });
            operation["parameters"].as_array_mut().unwrap().push(parameter);
        })
    };
    for parameter in &wrong {
        let Err(ReadError::Mistakes(found)) = ask(parameter) else { panic!("{parameter:?} is taken") };
        let found: Vec<_> = found.0.iter().map(|mistake| (mistake.code.as_str(), mistake.subject.as_str())).collect();
        assert!(found.contains(&("parameter", "getBook(value)")), "{parameter:?}: {found:?}");
    }
    for parameter in &right {
        assert!(ask(parameter).is_ok(), "{parameter:?}: {:?}", ask(parameter));
    }
}

#[test]
fn a_get_has_no_body() {
    let found = mistakes(|registry| {
        let operations = registry["operations"].as_array_mut().unwrap();
        let body = operations.iter().find(|operation| operation["id"] == "addBook").unwrap()["body"].clone();
        operations.iter_mut().find(|operation| operation["id"] == "getBook").unwrap()["body"] = body;
    });
    assert_eq!(found, [("get-body".into(), "getBook".into())]);
}

//! Properties that requests laid over an entity or a document, stored compactly: a mock keeps thousands of them and
//! reads only a few.

use contract_data::value::Given;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// The properties by name, each as JSON text; `None` for a property that was removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Overlay(Box<[Property]>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Property {
    name: Box<str>,
    json: Option<Box<str>>,
}

/// An overlay in the format of a snapshot.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    properties: serde_json::Map<String, Value>,
    absent: Vec<String>,
}

impl Overlay {
    /// Lays further properties over the existing ones.
    pub(crate) fn lay(&mut self, given: Given) {
        if given.is_empty() {
            return;
        }
        let kept = self.0.iter().filter(|property| !given.contains_key(&*property.name)).cloned();
        let kept: Vec<Property> = kept.collect();
        let laid =
            given.into_iter().map(|(name, value)| Property { name: name.into(), json: value.as_ref().map(json) });
        self.0 = kept.into_iter().chain(laid).collect();
    }

    /// The properties as values.
    pub(crate) fn given(&self) -> Given {
        self.0.iter().map(|property| (property.name.to_string(), property.value())).collect()
    }

    /// The value of a property; `None` if it was not laid over, or was removed.
    pub(crate) fn value(&self, name: &str) -> Option<Value> {
        self.0.iter().find(|property| &*property.name == name)?.value()
    }

    /// The size of the texts in bytes.
    pub(crate) fn size(&self) -> usize {
        self.0.iter().map(|property| property.name.len() + property.json.as_ref().map_or(0, |json| json.len())).sum()
    }
}

impl Property {
    fn value(&self) -> Option<Value> {
        Some(serde_json::from_str(self.json.as_ref()?).expect("the text was written from a JSON value"))
    }
}

fn json(value: &Value) -> Box<str> {
    value.to_string().into()
}

impl Serialize for Overlay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut written = Written::default();
        for (name, value) in self.given() {
            match value {
                Some(value) => _ = written.properties.insert(name, value),
                None => written.absent.push(name),
            }
        }
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Overlay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { properties, absent } = Written::deserialize(deserializer)?;
        let absent = absent.into_iter().map(|name| (name, None));
        let given: Given = properties.into_iter().map(|(name, value)| (name, Some(value))).chain(absent).collect();
        let mut overlay = Self::default();
        overlay.lay(given);
        Ok(overlay)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn later_properties_replace_earlier_ones_and_a_snapshot_keeps_them() {
        let mut overlay = Overlay::default();
        overlay.lay([("a".to_owned(), Some(json!(0.1))), ("b".to_owned(), Some(json!({ "z": 1, "a": null })))].into());
        overlay.lay([("a".to_owned(), None), ("c".to_owned(), Some(Value::Null))].into());
        let expected: Given = [
            ("a".to_owned(), None),
            ("b".to_owned(), Some(json!({ "z": 1, "a": null }))),
            ("c".to_owned(), Some(Value::Null)),
        ]
        .into();
        assert_eq!(overlay.given(), expected);
        assert_eq!((overlay.value("a"), overlay.value("c")), (None, Some(Value::Null)));
        assert_eq!(overlay.size(), "abc".len() + r#"{"z":1,"a":null}null"#.len());
        let text = serde_json::to_string(&overlay).expect("an overlay can be written");
        let read: Overlay = serde_json::from_str(&text).expect("an overlay can be read");
        assert_eq!(read.given(), expected);
    }
}

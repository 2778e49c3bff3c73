//! The outcomes of root fields, and the response that is written from them.

use async_graphql::Value as GraphqlValue;

use super::{
    Answer, Cause, FieldError, GraphqlError,
    plan::{Answered, RootField},
    writing::{Resolved, Stop, Writer},
};

/// The outcome of a root field, before it is written.
pub(super) enum Outcome {
    Typename(&'static str),
    Introspected(Result<GraphqlValue, Vec<GraphqlError>>),
    Resolved(Result<Resolved, FieldError>),
    /// The field failed without an error of the resolver.
    Failed(GraphqlError),
}

/// The response is larger than the limit.
pub(super) struct TooLarge;

/// The text of a response, as far as it has been written.
pub(super) struct AnswerText<'p> {
    writer: Writer<'p>,
    /// Whether a non-null root field failed: then the data is null.
    pub is_null: bool,
}

impl<'p> AnswerText<'p> {
    pub(super) fn new(answer_fields: usize) -> Self {
        let mut writer = Writer::new(answer_fields);
        writer.text.push(b'{');
        Self { writer, is_null: false }
    }

    /// Writes a root field.
    pub(super) fn field(&mut self, field: &'p RootField, outcome: &Outcome) -> Result<(), TooLarge> {
        let writer = &mut self.writer;
        writer.count().map_err(|_| TooLarge)?;
        if writer.text.len() > 1 {
            writer.text.push(b',');
        }
        writer.text.extend_from_slice(format!("\"{}\":", field.key).as_bytes());
        let node = match &field.answered {
            Answered::Field(asked) => Some(&asked.node),
            Answered::Typename(_) | Answered::Introspection(_) => None,
        };
        let mut failed = |errors: &[GraphqlError], is_nullable: bool| {
            self.is_null |= !is_nullable;
            writer.errors.extend_from_slice(errors);
            writer.text.extend_from_slice(b"null");
        };
        match outcome {
            Outcome::Typename(name) => writer.text.extend_from_slice(format!("\"{name}\"").as_bytes()),
            Outcome::Introspected(Ok(value)) => {
                serde_json::to_writer(&mut writer.text, value).expect("introspection answers with JSON");
            }
            Outcome::Introspected(Err(errors)) => {
                if errors.iter().any(|error| error.cause == Cause::Limit) {
                    return Err(TooLarge);
                }
                failed(errors, field.is_nullable());
            }
            Outcome::Failed(error) => failed(std::slice::from_ref(error), field.is_nullable()),
            Outcome::Resolved(resolved) => {
                let Some(node) = node else { return Ok(()) };
                match writer.root(field, node, resolved) {
                    Ok(()) => {}
                    Err(Stop::TooLarge) => return Err(TooLarge),
                    Err(Stop::Null | Stop::Unlike(_)) => self.is_null = true,
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Answer {
        let Writer { mut text, errors, .. } = self.writer;
        if self.is_null {
            return Answer { data: Some(bytes::Bytes::from_static(b"null")), errors };
        }
        text.push(b'}');
        Answer { data: Some(text.into()), errors }
    }
}

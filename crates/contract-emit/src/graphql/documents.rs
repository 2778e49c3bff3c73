//! GraphQL documents of a contract's users, read and validated against its schema.

use apollo_compiler::{
    ExecutableDocument, Schema,
    diagnostic::ToCliReport,
    parser::{SourceMap, SourceSpan},
    validation::{DiagnosticList, Valid},
};
use contract_model::{
    diagnostic::{Diagnostic, Diagnostics, Place},
    graphql::TypeSystem,
    registry::Registry,
};
use serde_json::Value;

use super::{introspection, sdl};

/// A file of GraphQL operations and fragments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// The file's name in messages.
    pub path: String,
    /// The file's text.
    pub text: String,
}

/// The schema and all documents, validated together: an operation may use a fragment of another file.
pub(crate) struct Documents {
    /// The schema in the schema definition language.
    pub(crate) sdl: String,
    pub(crate) schema: Valid<Schema>,
    /// The schema's response to the introspection query.
    pub(crate) introspection: Value,
    pub(crate) executable: Valid<ExecutableDocument>,
}

impl Documents {
    /// Reads and validates the documents; `None` where the contract has no GraphQL.
    pub(crate) fn read(registry: &Registry, documents: &[Document]) -> Result<Option<Self>, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let Some(system) = TypeSystem::from_registry(registry) else {
            for document in documents {
                diagnostics.push(mistake("the contract has no GraphQL", Some(start(document))));
            }
            return diagnostics.into_result(None);
        };
        let sdl = sdl::print(&system);
        let schema = Schema::parse_and_validate(&sdl, "schema.graphql")
            .map_err(|invalid| collected(&invalid.errors, &mut diagnostics))
            .ok();
        let Some(schema) = schema else { return Err(diagnostics) };

        // Their order must not depend on the order in which a file system lists them.
        let mut documents: Vec<_> = documents.iter().collect();
        documents.sort();
        let mut errors = DiagnosticList::new(std::sync::Arc::default());
        let mut builder = ExecutableDocument::builder(Some(&schema), &mut errors);
        for document in &documents {
            builder = builder.parse(document.text.as_str(), &document.path);
        }
        let executable = builder.build();
        collected(&errors, &mut diagnostics);
        if let Some(anonymous) = &executable.operations.anonymous {
            let place = place(anonymous.location(), &executable.sources);
            diagnostics.push(mistake("an operation needs a name, by which its types are called", place));
        }
        // Further errors after a syntax error would only repeat it.
        diagnostics.into_result(())?;
        match executable.validate(&schema) {
            Ok(executable) => {
                Ok(Some(Self { introspection: introspection::from_schema(&schema), sdl, schema, executable }))
            }
            Err(invalid) => {
                let mut diagnostics = Diagnostics::default();
                collected(&invalid.errors, &mut diagnostics);
                Err(diagnostics)
            }
        }
    }
}

fn start(document: &Document) -> Place {
    Place { file: document.path.clone(), line: 1, column: 1 }
}

fn mistake(message: &str, place: Option<Place>) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("graphql-document", "GraphQL documents", message);
    if let Some(place) = place {
        diagnostic.subject.clone_from(&place.file);
        diagnostic.place = Some(place);
    }
    diagnostic
}

fn collected(errors: &DiagnosticList, diagnostics: &mut Diagnostics) {
    for error in errors.iter() {
        diagnostics.push(mistake(&error.error.to_string(), place(error.error.location(), error.sources)));
    }
}

fn place(span: Option<SourceSpan>, sources: &SourceMap) -> Option<Place> {
    let span = span?;
    let range = span.line_column_range(sources)?;
    let file = sources.get(&span.file_id())?.path().display().to_string();
    Some(Place { file, line: range.start.line, column: range.start.column })
}

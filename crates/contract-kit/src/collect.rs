//! Converts the descriptions of modules into data of the model.

use crate::{
    describe::{
        About, BodyDescription, CausedDescription, ChannelDescription, FieldDescription, GraphqlFieldDescription, Item,
        ModuleDescription, OperationDescription, ParameterDescription, PartContentDescription, PartDescription,
        PolicyDescription, ReceivedDescription, SessionDescription, StreamDescription, TokensDescription,
    },
    registry::{
        Argument, Body, Caused, Channel, GraphqlField, ModuleDeclaration, ModuleInfo, Operation, Output, Parameter,
        Part, PartContent, Policy, Reauthentication, Received, SessionEffect, Stream, Tokens,
    },
    schema::Schema,
    types::{ContractType, TypeSet, reference},
};

/// Collects the types of a contract while its modules are read.
#[derive(Default)]
pub struct Collector {
    types: TypeSet,
}

impl Collector {
    /// Returns the name of the type `T`.
    ///
    /// # Panics
    /// When the type has no name, such as a list.
    pub fn name<T: ContractType>(&mut self) -> String {
        reference(T::schema(&mut self.types))
    }

    /// Returns the collected types.
    pub fn into_types(self) -> TypeSet {
        self.types
    }

    /// Reads a module.
    pub fn module(&mut self, description: &ModuleDescription) -> ModuleDeclaration {
        let ModuleDescription { name, doc, items } = description;
        let mut module = ModuleDeclaration {
            info: ModuleInfo { name: (*name).to_owned(), description: doc.trim().to_owned() },
            operations: Vec::new(),
            channels: Vec::new(),
            fields: Vec::new(),
            receives: Vec::new(),
        };
        for item in *items {
            match item {
                Item::Operation(operation) => module.operations.push(self.operation(name, operation)),
                Item::Channel(channel) => module.channels.push(self.channel(name, channel)),
                Item::Field(field) => module.fields.push(self.field(name, field)),
                Item::Received(received) => module.receives.push(self.received(received)),
            }
        }
        module
    }

    fn operation(&mut self, module: &str, description: &OperationDescription) -> Operation {
        let OperationDescription { id, method, path, about, auth, parameters, body, answers, errors, policy } =
            description;
        let (summary, text) = summary_of(about);
        Operation {
            id: (*id).to_owned(),
            module: module.to_owned(),
            method: (*method).to_owned(),
            path: (*path).to_owned(),
            summary,
            description: text,
            lifecycle: about.lifecycle(),
            auth: *auth,
            parameters: self.parameters(id, parameters),
            body: self.body(id, body),
            answers: answers(&mut self.types),
            errors: owned(errors),
            policy: policy_of(policy),
        }
    }

    fn channel(&mut self, module: &str, description: &ChannelDescription) -> Channel {
        let (summary, text) = summary_of(&description.about);
        let reauthentication = description.reauthentication;
        Channel {
            id: description.id.to_owned(),
            module: module.to_owned(),
            transport: description.transport,
            path: description.path.to_owned(),
            summary,
            description: text,
            lifecycle: description.about.lifecycle(),
            auth: description.auth,
            owner: description.owner.map(str::to_owned),
            parameters: self.parameters(description.id, description.parameters),
            client: description.client.map(|client| reference(client(&mut self.types))),
            server: reference((description.server)(&mut self.types)),
            receivers: std::collections::BTreeMap::new(),
            subprotocol: description.subprotocol.map(str::to_owned),
            reauthentication: reauthentication
                .map(|(asks, brings)| Reauthentication { asks: asks.to_owned(), brings: brings.to_owned() }),
            ends: owned(description.ends),
            errors: owned(description.errors),
        }
    }

    fn field(&mut self, module: &str, description: &GraphqlFieldDescription) -> GraphqlField {
        let subject = format!("{}.{}", description.root.type_name(), description.name);
        let arguments = description.arguments.iter().map(|argument| Argument {
            name: argument.name.to_owned(),
            required: argument.required,
            schema: self.types.place(&format!("{subject}({})", argument.name), argument),
        });
        let arguments = arguments.collect();
        let output = &description.output;
        GraphqlField {
            name: description.name.to_owned(),
            module: module.to_owned(),
            root: description.root,
            description: description.about.doc.trim().to_owned(),
            lifecycle: description.about.lifecycle(),
            auth: description.auth,
            owner: description.owner.map(str::to_owned),
            rate: description.rate.map(str::to_owned),
            causes: caused(description.causes),
            refetch_seconds: description.refetch_seconds,
            arguments,
            output: Output {
                nullable: output.nullable,
                connection: output.connection,
                schema: (output.schema)(&mut self.types),
            },
            errors: owned(description.errors),
        }
    }

    fn received(&mut self, description: &ReceivedDescription) -> Received {
        Received {
            union: reference((description.union)(&mut self.types)),
            tag: description.tag.to_owned(),
            errors: owned(description.errors),
            answers: owned(description.answers),
            rate: description.rate.map(str::to_owned),
            causes: caused(description.causes),
        }
    }

    fn parameters(&mut self, id: &str, descriptions: &[ParameterDescription]) -> Vec<Parameter> {
        let parameters = descriptions.iter().map(|ParameterDescription { location, field }| Parameter {
            name: field.name.to_owned(),
            location: *location,
            required: field.required,
            schema: self.place(id, field),
        });
        parameters.collect()
    }

    fn body(&mut self, id: &str, description: &BodyDescription) -> Body {
        match description {
            BodyDescription::None => Body::None,
            BodyDescription::Json { schema, example } => {
                Body::Json { schema: Box::new(schema(&mut self.types)), example: example.value() }
            }
            BodyDescription::Multipart(parts) => {
                Body::Multipart { parts: parts.iter().map(|part| self.part(id, part)).collect() }
            }
            BodyDescription::Bytes { description, media_types, max_bytes } => Body::Bytes {
                description: (*description).to_owned(),
                media_types: owned(media_types),
                max_bytes: *max_bytes,
            },
        }
    }

    fn part(&mut self, id: &str, description: &PartDescription) -> Part {
        let content = match &description.content {
            PartContentDescription::File { description, media_types, max_bytes } => PartContent::File {
                description: (*description).to_owned(),
                media_types: owned(media_types),
                max_bytes: *max_bytes,
            },
            PartContentDescription::Value(field) => PartContent::Value { schema: self.place(id, field) },
        };
        Part { name: description.name.to_owned(), required: description.required, content }
    }

    /// Returns the schema of a parameter or a part of `item`.
    fn place(&mut self, item: &str, field: &FieldDescription) -> Schema {
        self.types.place(&format!("{item}({})", field.name), field)
    }
}

fn policy_of(description: &PolicyDescription) -> Policy {
    Policy {
        idempotency_key: description.idempotency_key,
        cache: description.cache.map(Into::into),
        invalidates: owned(description.invalidates),
        owner: description.owner.map(str::to_owned),
        rate: description.rate.map(str::to_owned),
        session: description.session.map(session_of),
        causes: caused(description.causes),
        refetch_seconds: description.refetch_seconds,
    }
}

fn session_of(description: SessionDescription) -> SessionEffect {
    let tokens_of = |tokens: TokensDescription| Tokens {
        access: tokens.access.to_owned(),
        refresh: tokens.refresh.map(str::to_owned),
        expires_in: tokens.expires_in.map(str::to_owned),
    };
    match description {
        SessionDescription::Begins(tokens) => SessionEffect::Begins { tokens: tokens_of(tokens) },
        SessionDescription::Renews { tokens, with } => {
            SessionEffect::Renews { tokens: tokens_of(tokens), with: with.to_owned() }
        }
        SessionDescription::Ends => SessionEffect::Ends,
    }
}

fn caused(descriptions: &[CausedDescription]) -> Vec<Caused> {
    let caused = descriptions.iter().map(|CausedDescription { stream, messages }| Caused {
        stream: match stream {
            StreamDescription::Channel(id) => Stream::Channel((*id).to_owned()),
            StreamDescription::Subscription(name) => Stream::Subscription((*name).to_owned()),
        },
        messages: owned(messages),
    });
    caused.collect()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Returns the first paragraph of a doc comment without its full stop, and the rest.
fn summary_of(about: &About) -> (String, String) {
    let doc = about.doc.trim();
    let (summary, rest) = doc.split_once("\n\n").unwrap_or((doc, ""));
    (summary.replace('\n', " ").trim_end_matches('.').to_owned(), rest.trim().to_owned())
}

//! One parsed function of a module: its kind, its arguments, its parameters.

use syn::{Error, Expr, FnArg, Ident, LitInt, LitStr, Pat, Path, Result, TraitItemFn, Type, meta::ParseNestedMeta};

use super::effects::{Caused, Session};
use crate::{
    attributes::{Attributes, list, value},
    contract::Field,
    types::{inside, last_name},
};

/// The kind of item that a function declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rest(&'static str),
    Websocket,
    Sse,
    Query,
    Mutation,
    Subscription,
    Receive,
}

impl Kind {
    /// Returns the arguments that the attribute allows, besides the path.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Rest(_) => &[
                "auth",
                "errors",
                "idempotency_key",
                "cache",
                "invalidates",
                "owner",
                "rate",
                "name",
                "since",
                "sunset",
                "bytes",
                "session",
                "causes",
                "refetch",
            ],
            Self::Websocket => &["auth", "errors", "owner", "name", "since", "sunset", "subprotocol", "reauthenticate"],
            Self::Sse => &["auth", "errors", "owner", "name", "since", "sunset", "ends"],
            Self::Query | Self::Mutation | Self::Subscription => {
                &["auth", "errors", "owner", "rate", "name", "since", "sunset", "causes", "refetch"]
            }
            Self::Receive => &["errors", "answers", "rate", "causes"],
        }
    }
}

const KINDS: &[(&str, Kind)] = &[
    ("get", Kind::Rest("GET")),
    ("post", Kind::Rest("POST")),
    ("put", Kind::Rest("PUT")),
    ("patch", Kind::Rest("PATCH")),
    ("delete", Kind::Rest("DELETE")),
    ("websocket", Kind::Websocket),
    ("sse", Kind::Sse),
    ("query", Kind::Query),
    ("mutation", Kind::Mutation),
    ("subscription", Kind::Subscription),
    ("receive", Kind::Receive),
];

/// A parsed function.
pub(super) struct Declaration<'a> {
    /// The name of its trait.
    pub module: &'a Ident,
    pub function: &'a TraitItemFn,
    pub kind: Kind,
    pub attrs: Attributes,
    pub path: Option<LitStr>,
    pub auth: Path,
    pub errors: Vec<Path>,
    pub idempotency_key: Option<Ident>,
    pub cache: Option<Expr>,
    pub invalidates: Vec<Path>,
    pub owner: Option<Ident>,
    pub rate: Option<LitStr>,
    pub name: Option<LitStr>,
    /// The media types and the maximum number of bytes, where the body is a file.
    pub bytes: Option<(Vec<LitStr>, LitInt)>,
    /// The WebSocket subprotocol that a client offers.
    pub subprotocol: Option<LitStr>,
    /// The message that asks for a new token, and the one that brings it.
    pub reauthenticate: Option<(LitStr, LitStr)>,
    /// The messages that end a feed.
    pub ends: Vec<LitStr>,
    /// The messages that answer a received one.
    pub answers: Vec<LitStr>,
    /// The effect on the session of the caller.
    pub session: Option<Session>,
    /// The events that it causes.
    pub causes: Vec<Caused>,
    /// The number of seconds after which a client fetches it again.
    pub refetch: Option<LitInt>,
    pub arguments: Vec<Argument>,
    /// The arguments read so far.
    seen: Vec<String>,
}

/// One parsed parameter of a function.
pub(super) struct Argument {
    pub ident: Ident,
    /// The type, as written.
    pub ty: Type,
    /// The parameter as a field, with its type checked. `None` for a body, which is checked where it is used.
    pub field: Option<Field>,
    /// The name of the header, where the parameter is sent in one.
    pub header: Option<LitStr>,
    /// The part of a multipart body, where the parameter is one.
    pub part: Option<Part>,
}

/// The arguments of `#[part(…)]`.
#[derive(Default)]
pub(super) struct Part {
    pub media_types: Vec<LitStr>,
    pub max_bytes: Option<LitInt>,
    pub doc: String,
}

impl<'a> Declaration<'a> {
    pub(super) fn read(module: &'a Ident, function: &'a TraitItemFn, auth: &Path) -> Result<Self> {
        let mut attributes = function.attrs.clone();
        let position =
            attributes.iter().position(|attribute| KINDS.iter().any(|(name, _)| attribute.path().is_ident(name)));
        let Some(position) = position else {
            let names = KINDS.iter().map(|(name, _)| format!("#[{name}]")).collect::<Vec<_>>().join(", ");
            return Err(Error::new_spanned(
                &function.sig.ident,
                format!("this function has no kind: add one of {names}"),
            ));
        };
        let attribute = attributes.remove(position);
        let kind = KINDS.iter().find(|(name, _)| attribute.path().is_ident(name)).expect("just found").1;
        let mut declaration = Declaration {
            module,
            function,
            kind,
            attrs: Attributes::default(),
            path: None,
            auth: auth.clone(),
            errors: Vec::new(),
            idempotency_key: None,
            cache: None,
            invalidates: Vec::new(),
            owner: None,
            rate: None,
            name: None,
            bytes: None,
            subprotocol: None,
            reauthenticate: None,
            ends: Vec::new(),
            answers: Vec::new(),
            session: None,
            causes: Vec::new(),
            refetch: None,
            arguments: Vec::new(),
            seen: Vec::new(),
        };
        declaration.attrs.read(&mut attributes, &[])?;
        if let Some(other) = attributes.iter().find(|attribute| !attribute.path().is_ident("doc")) {
            return Err(Error::new_spanned(
                other,
                "this function has two kinds: keep one attribute, and put all words in it",
            ));
        }
        if let syn::Meta::List(meta) = &attribute.meta {
            let tokens = meta.tokens.clone();
            syn::parse::Parser::parse2(|input: syn::parse::ParseStream<'_>| declaration.words(input), tokens)?;
        }
        let needs_path = matches!(kind, Kind::Rest(_) | Kind::Websocket | Kind::Sse);
        if needs_path != declaration.path.is_some() {
            return Err(Error::new_spanned(
                &attribute,
                if needs_path {
                    "this function has no path: write #[get(\"/books/{id}\")]"
                } else {
                    "only operations and channels have a path: remove it"
                },
            ));
        }
        declaration.attrs.check()?;
        for input in &function.sig.inputs {
            declaration.arguments.push(Argument::read(input, kind)?);
        }
        if let Some((_, max)) = &declaration.bytes
            && declaration.arguments.iter().all(|argument| argument.ident != "body")
        {
            return Err(Error::new_spanned(
                max,
                "bytes(…) describes the body, but there is none: add a parameter `body: File`",
            ));
        }
        Ok(declaration)
    }

    /// Parses `"/path", word = value, …`.
    fn words(&mut self, input: syn::parse::ParseStream<'_>) -> Result<()> {
        if input.peek(LitStr) {
            let path: LitStr = input.parse()?;
            if !path.value().starts_with('/') {
                return Err(Error::new_spanned(
                    &path,
                    format!("a path must start with `/`: write `/{}`", path.value()),
                ));
            }
            self.path = Some(path);
            if input.is_empty() {
                return Ok(());
            }
            input.parse::<syn::Token![,]>()?;
        }
        syn::meta::parser(|meta| self.word(&meta)).parse2_stream(input)
    }

    fn word(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        let allowed = self.kind.words();
        if !allowed.contains(&word.as_str()) {
            return Err(meta.error(format!("unknown word: this attribute accepts {}", allowed.join(", "))));
        }
        if self.seen.contains(&word) {
            return Err(meta.error("this word is given twice: remove one"));
        }
        self.seen.push(word.clone());
        match word.as_str() {
            "auth" => self.auth = value(meta)?,
            "errors" => self.errors = list(meta)?,
            "idempotency_key" => self.idempotency_key = Some(value(meta)?),
            "cache" => self.cache = Some(value(meta)?),
            "invalidates" => self.invalidates = list(meta)?,
            "owner" => self.owner = Some(value(meta)?),
            "rate" => self.rate = Some(value(meta)?),
            "name" => self.name = Some(value(meta)?),
            "since" => self.attrs.since = Some(value(meta)?),
            "sunset" => self.attrs.sunset = Some(value(meta)?),
            "subprotocol" => self.subprotocol = Some(value(meta)?),
            "reauthenticate" => {
                let words: Vec<LitStr> = list(meta)?;
                let [asks, brings] = words.as_slice() else {
                    return Err(
                        meta.error("`reauthenticate` needs two messages: write reauthenticate(\"the message that asks\", \"the message that brings the token\")")
                    );
                };
                self.reauthenticate = Some((asks.clone(), brings.clone()));
            }
            "ends" => self.ends = list(meta)?,
            "answers" => self.answers = list(meta)?,
            "session" => self.session = Some(Session::read(meta)?),
            "causes" => self.causes = list(meta)?,
            "refetch" => self.refetch = Some(value(meta)?),
            "bytes" => {
                let mut words: Vec<syn::Lit> = list(meta)?;
                let Some(syn::Lit::Int(max)) = words.pop() else {
                    return Err(meta.error("`bytes` needs the largest number of bytes at its end: write bytes(\"image/png\", …, MOST_BYTES)"));
                };
                let media_types = words
                    .into_iter()
                    .map(|word| match word {
                        syn::Lit::Str(media_type) => Ok(media_type),
                        other => Err(Error::new_spanned(other, "a media type must be a text, such as \"image/png\"")),
                    })
                    .collect::<Result<_>>()?;
                self.bytes = Some((media_types, max));
            }
            _ => unreachable!("every allowed word is read"),
        }
        Ok(())
    }
}

/// Applies `syn::meta::parser` to a stream that is already open.
trait ParseStreamRest {
    fn parse2_stream(self, input: syn::parse::ParseStream<'_>) -> Result<()>;
}

impl<P: syn::parse::Parser<Output = ()>> ParseStreamRest for P {
    fn parse2_stream(self, input: syn::parse::ParseStream<'_>) -> Result<()> {
        let rest: proc_macro2::TokenStream = input.parse()?;
        self.parse2(rest)
    }
}

impl Argument {
    fn read(input: &FnArg, kind: Kind) -> Result<Self> {
        let FnArg::Typed(argument) = input else {
            return Err(Error::new_spanned(
                input,
                "a declaration cannot have `self`: its parameters are those of the request",
            ));
        };
        let Pat::Ident(pattern) = &*argument.pat else {
            return Err(Error::new_spanned(&argument.pat, "a parameter must have a plain name"));
        };
        let ident = pattern.ident.clone();
        let mut attributes = argument.attrs.clone();
        let mut header = None;
        let mut part = None;
        let mut mistake = None;
        attributes.retain(|attribute| {
            let read = if attribute.path().is_ident("header") {
                attribute.parse_args().map(|name| header = Some(name))
            } else if attribute.path().is_ident("part") {
                read_part(attribute).map(|read| part = Some(read))
            } else {
                return true;
            };
            mistake = mistake.take().or(read.err());
            false
        });
        if let Some(mistake) = mistake {
            return Err(mistake);
        }
        let ty = (*argument.ty).clone();
        if let (Kind::Rest(_), Some(items)) = (kind, inside(inside(&ty, "Option").unwrap_or(&ty), "Vec"))
            && is_file(items)
        {
            return Err(Error::new_spanned(
                &ty,
                "a part of a form is exactly one file: declare a part for each file, or an operation that takes one file",
            ));
        }
        // These are not sent as parameters. With another name, or in another kind of item, they are parameters.
        let is_special = part.as_ref().is_some_and(|_| is_file(&ty))
            || match kind {
                Kind::Rest(_) => ident == "body",
                Kind::Websocket | Kind::Sse => ident == "client",
                Kind::Receive => ident == "message",
                Kind::Query | Kind::Mutation | Kind::Subscription => false,
            };
        if let Some(part) = &mut part {
            let mut attrs = Attributes::default();
            attrs.read(&mut attributes.clone(), crate::attributes::FIELD)?;
            part.doc = attrs.doc;
        }
        let mut field =
            if is_special { None } else { Some(Field::read(ident.clone(), syn::parse_quote!(pub), attributes, &ty)?) };
        if let (Some(field), Some(header)) = (&mut field, &header) {
            let header: &LitStr = header;
            field.name = header.value();
        }
        Ok(Self { ident, ty, field, header, part })
    }
}

/// Whether a type is `File` or `Option<File>`.
fn is_file(ty: &Type) -> bool {
    last_name(inside(ty, "Option").unwrap_or(ty)).as_deref() == Some("File")
}

fn read_part(attribute: &syn::Attribute) -> Result<Part> {
    let mut part = Part::default();
    if matches!(attribute.meta, syn::Meta::Path(_)) {
        return Ok(part);
    }
    attribute.parse_nested_meta(|meta| {
        if meta.path.is_ident("media") {
            part.media_types = list(&meta)?;
        } else if meta.path.is_ident("max_bytes") {
            part.max_bytes = Some(value(&meta)?);
        } else {
            return Err(meta.error("unknown word: a file accepts media and max_bytes"));
        }
        Ok(())
    })?;
    Ok(part)
}

//! `#[api]`: turns a trait whose supertraits are modules into a contract.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Expr, ItemTrait, LitStr, Path, Result, TypeParamBound, meta::ParseNestedMeta};

use crate::attributes::{Attributes, last, list, value};

/// The arguments of `#[api(…)]`.
#[derive(Default)]
struct ApiArguments {
    title: Option<LitStr>,
    version: Option<LitStr>,
    base_uri: Option<LitStr>,
    license: Option<LitStr>,
    package: Option<LitStr>,
    contact: Vec<LitStr>,
    version_header: Vec<LitStr>,
    servers: Option<Expr>,
    problems: Option<Path>,
}

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let mut words = ApiArguments::default();
    syn::parse::Parser::parse2(syn::meta::parser(|meta| words.word(&meta)), arguments)?;
    let mut item: ItemTrait = syn::parse2(item)?;
    let mut attrs = Attributes::default();
    attrs.read(&mut item.attrs, &[])?;
    let mut modules = Vec::new();
    for bound in &item.supertraits {
        match bound {
            TypeParamBound::Trait(bound) => modules.push(bound.path.clone()),
            other => return Err(Error::new_spanned(other, "the supertraits of a contract must be its modules")),
        }
    }
    // The order in which an author lists the modules must not affect any output.
    modules.sort_by_key(|module| last(module).to_string());
    words.expand(&attrs, &item, &modules)
}

impl ApiArguments {
    fn word(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let word = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match word.as_str() {
            "title" => self.title = Some(value(meta)?),
            "version" => self.version = Some(value(meta)?),
            "base_uri" => self.base_uri = Some(value(meta)?),
            "license" => self.license = Some(value(meta)?),
            "package" => self.package = Some(value(meta)?),
            "problems" => self.problems = Some(value(meta)?),
            "servers" => self.servers = Some(value(meta)?),
            "contact" => self.contact = list(meta)?,
            "version_header" => self.version_header = list(meta)?,
            _ => {
                return Err(meta.error(
                    "unknown word: #[api] accepts title, version, base_uri, license, package, contact, servers, version_header and problems",
                ));
            }
        }
        Ok(())
    }

    fn expand(&self, attrs: &Attributes, item: &ItemTrait, modules: &[Path]) -> Result<TokenStream> {
        let missing = |word: &str| Error::new_spanned(&item.ident, format!("#[api] needs `{word} = …`"));
        let text = |word: &str, value: &Option<LitStr>| value.clone().ok_or_else(|| missing(word));
        let title = text("title", &self.title)?;
        let version = text("version", &self.version)?;
        let base_uri = text("base_uri", &self.base_uri)?;
        let license = text("license", &self.license)?;
        let package = text("package", &self.package)?;
        let problems = self.problems.as_ref().ok_or_else(|| missing("problems"))?;
        let servers = self.servers.as_ref().ok_or_else(|| missing("servers"))?;
        let [contact_name, contact_url, contact_email] = self.contact.as_slice() else {
            return Err(Error::new_spanned(&item.ident, "#[api] needs `contact(\"name\", \"url\", \"email\")`"));
        };
        let version_header = match self.version_header.as_slice() {
            [] => quote!(::core::option::Option::None),
            [name, value] => {
                quote!(::core::option::Option::Some(::contract_kit::registry::VersionHeader { name: #name.into(), value: #value.into() }))
            }
            [first, ..] => {
                return Err(Error::new_spanned(
                    first,
                    "`version_header` needs a name and a value: write `version_header(\"X-API-Version\", \"v1\")`",
                ));
            }
        };

        let (name, vis, attributes) = (&item.ident, &item.vis, &item.attrs);
        let contract = format_ident!("{name}Contract");
        let doc = attrs.doc.trim();
        let descriptors: Vec<Path> = modules
            .iter()
            .map(|module| {
                let mut module = module.clone();
                let segment = module.segments.last_mut().expect("a path has a segment");
                segment.ident = format_ident!("{}Module", segment.ident);
                module
            })
            .collect();
        let contract_doc = format!("The contract [`{name}`] as data.");
        Ok(quote! {
            #(#attributes)*
            #vis trait #name: #(#modules +)* ::core::clone::Clone {}
            impl<S: #(#modules +)* ::core::clone::Clone> #name for S {}

            #[doc = #contract_doc]
            #[derive(Debug, Clone, Copy)]
            #vis struct #contract;

            impl ::contract_kit::build::Contract for #contract {
                type Problems = #problems;

                fn info() -> ::contract_kit::registry::Info {
                    ::contract_kit::registry::Info {
                        title: #title.into(),
                        version: #version.into(),
                        description: #doc.into(),
                        base_uri: #base_uri.into(),
                        servers: (#servers).iter().map(|(url, description)| ::contract_kit::registry::Server {
                            url: (*url).into(), description: (*description).into(),
                        }).collect(),
                        contact: ::contract_kit::registry::Contact {
                            name: #contact_name.into(), url: #contact_url.into(), email: #contact_email.into(),
                        },
                        license: #license.into(),
                        package: #package.into(),
                        version_header: #version_header,
                    }
                }

                fn modules() -> ::std::vec::Vec<&'static ::contract_kit::describe::ModuleDescription> {
                    ::std::vec![#(<#descriptors as ::contract_kit::module::Module>::DESCRIPTION),*]
                }

                fn visit_types<V: ::contract_kit::types::TypeVisitor>(visitor: &mut V) {
                    #(<#descriptors as ::contract_kit::module::Module>::visit_types(visitor);)*
                    <<#problems as ::contract_kit::problem::Problems>::Body as ::contract_kit::types::ContractType>::visit(visitor);
                }
            }
        })
    }
}

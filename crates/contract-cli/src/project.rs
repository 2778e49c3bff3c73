//! A project, and its contract: compiled in, or read from a `registry.json`.

use std::{
    fs,
    marker::PhantomData,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use contract_emit::{Emission, Sources};
use contract_kit::build::Contract;
use contract_model::{
    diagnostic::Diagnostics,
    registry::{ReadError, Registry},
};

use crate::{Options, sources};

/// A project whose commands can be run.
pub struct Project {
    /// The places of its files.
    pub(crate) options: Options,
    compiled: Option<Box<dyn Compiled>>,
}

/// The contract and everything that is generated from it, or every mistake in it.
pub(crate) type Emitted = Result<(Registry, Emission), Diagnostics>;

/// A contract of Rust types.
trait Compiled {
    fn registry(&self) -> Result<Registry, Diagnostics>;
    fn emission(&self, sources: &Sources) -> Emitted;
}

impl<C: Contract> Compiled for PhantomData<C> {
    fn registry(&self) -> Result<Registry, Diagnostics> {
        C::registry()
    }

    fn emission(&self, sources: &Sources) -> Emitted {
        let (registry, emission) = C::registry_with(|registry| contract_emit::emit(registry, sources))?;
        Ok((registry, emission?))
    }
}

/// The contract and the folder of a command.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Place {
    /// The folder of generated files [default: the project's own].
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Use this `registry.json`, without the Rust types of the contract.
    #[arg(long, value_name = "FILE", requires = "output")]
    pub registry: Option<PathBuf>,
    /// The folder of GraphQL operations and fragments, for typed documents.
    #[arg(long, value_name = "FOLDER", requires = "registry")]
    pub documents: Option<PathBuf>,
    /// The changelog of the contract, for the npm package.
    #[arg(long, value_name = "FILE", requires = "registry")]
    pub changelog: Option<PathBuf>,
    /// The licence of the contract, for the npm package.
    #[arg(long, value_name = "FILE", requires = "registry")]
    pub license: Option<PathBuf>,
}

impl Place {
    /// Returns the arguments that name this place again.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let flags = [
            ("--registry", &self.registry),
            ("--output", &self.output),
            ("--documents", &self.documents),
            ("--changelog", &self.changelog),
            ("--license", &self.license),
        ];
        let named = flags.into_iter().filter_map(|(flag, path)| Some((flag, path.as_ref()?)));
        named.flat_map(|(flag, path)| [flag.to_owned(), path.display().to_string()]).collect()
    }
}

impl Project {
    /// Creates a project whose contract is compiled in.
    pub fn new<C: Contract + 'static>(mut options: Options) -> Self {
        // For messages: a program often names its root as `…/xtask/..`.
        if let Ok(root) = options.root.canonicalize() {
            options.root = root;
        }
        Self { options, compiled: Some(Box::new(PhantomData::<C>)) }
    }

    /// Creates a project in the current folder, whose contract is read from a file.
    pub fn without_contract(program: &str) -> Self {
        let options = Options { program: program.to_owned(), sources: Vec::new(), ..Options::new("") };
        Self { options, compiled: None }
    }

    /// Returns the folder of generated files.
    pub(crate) fn output(&self, place: &Place) -> PathBuf {
        place.output.clone().unwrap_or_else(|| self.options.root.join(&self.options.output))
    }

    /// Returns the command that writes the files of this place.
    pub(crate) fn repair(&self, place: &Place) -> String {
        [format!("{} generate", self.options.program)]
            .into_iter()
            .chain(place.arguments())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Returns the contract.
    ///
    /// # Errors
    /// When a file cannot be read, or the contract has mistakes.
    pub(crate) fn registry(&self, file: Option<&Path>) -> anyhow::Result<Registry> {
        let read = match file {
            Some(file) => self.read(file)?,
            None => self.compiled()?.registry(),
        };
        read.map_err(|found| mistakes(&found))
    }

    /// Returns the contract and everything that is generated from it, or every mistake in it.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn emission(&self, place: &Place) -> anyhow::Result<Emitted> {
        let Some(file) = &place.registry else {
            let Options { root, documents, changelog, license, .. } = &self.options;
            let sources = sources::read(root, documents.as_deref(), changelog.as_deref(), license.as_deref())?;
            return Ok(self.compiled()?.emission(&sources));
        };
        let Place { documents, changelog, license, .. } = place;
        let sources = sources::read(Path::new(""), documents.as_deref(), changelog.as_deref(), license.as_deref())?;
        Ok(self.read(file)?.and_then(|registry| {
            let emission = contract_emit::emit(&registry, &sources)?;
            Ok((registry, emission))
        }))
    }

    fn compiled(&self) -> anyhow::Result<&dyn Compiled> {
        self.compiled.as_deref().context("no contract is named: name its registry.json with --registry")
    }

    fn read(&self, file: &Path) -> anyhow::Result<Result<Registry, Diagnostics>> {
        let shown = file.display();
        let generates = format!("as `{} generate` writes it", self.options.program);
        let text = fs::read_to_string(file)
            .with_context(|| format!("cannot read {shown}: name a registry.json, {generates}"))?;
        match Registry::from_json(&text) {
            Ok(registry) => Ok(Ok(registry)),
            Err(ReadError::Mistakes(found)) => Ok(Err(found)),
            Err(error @ ReadError::Version { .. }) => Err(anyhow!("cannot use {shown}: {error}")),
            Err(error @ (ReadError::NotJson(_) | ReadError::Shape(_))) => {
                Err(anyhow!("cannot use {shown}: {error}; name a registry.json, {generates}"))
            }
        }
    }
}

/// Returns mistakes as the error that ends a command.
pub(crate) fn mistakes(mistakes: &Diagnostics) -> anyhow::Error {
    anyhow!("the contract cannot be used as it is\n{mistakes}")
}

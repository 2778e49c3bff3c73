//! A match on an enum of the model lists its variants, so that a new variant breaks the build of every such match.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::{
    ExprMatch, File, Item, ItemImpl, Pat, PatGuard, Type, UseTree, Visibility,
    visit::{self, Visit},
};

#[test]
fn no_match_on_an_enum_of_the_model_has_a_wildcard() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let model = sources(&crates.join("contract-model/src"));
    let enums: BTreeSet<_> = model.values().flat_map(public_enums).collect();
    assert!(enums.contains("Shape") && enums.len() > 10, "only {enums:?} were found");

    let emitters = sources(&crates.join("contract-emit/src"));
    let found: Vec<_> = model
        .iter()
        .flat_map(|(path, file)| wildcards(file, &enums, "crate").into_iter().map(move |found| (path, found)))
        .chain(emitters.iter().flat_map(|(path, file)| {
            wildcards(file, &enums, "contract_model").into_iter().map(move |found| (path, found))
        }))
        .map(|(path, (line, name))| format!("{}:{line}: a match on `{name}` has a wildcard", path.display()))
        .collect();
    assert!(found.is_empty(), "list the variants instead, or use `if let`:\n{}", found.join("\n"));
}

#[test]
fn a_wildcard_is_found() {
    let enums = BTreeSet::from(["Shape".to_owned(), "Role".to_owned()]);
    let lines_of = |home: &str, text: &str| -> Vec<usize> {
        wildcards(&syn::parse_file(text).unwrap(), &enums, home).into_iter().map(|(line, _)| line).collect()
    };
    let imports = "use contract_model::{registry::Role, schema::Shape};\n";
    let in_emitter = |body: &str| lines_of("contract_model", &format!("{imports}fn f() {{ {body} }}"));
    assert_eq!(in_emitter("match s { Shape::Map { .. } => 1, _ => 2 }"), [2]);
    assert_eq!(in_emitter("match s { Shape::Map { .. } => 1, other => 2 }"), [2]);
    assert_eq!(in_emitter("match s { Some(Shape::Map { .. }) => 1, _ => 2 }"), [2]);
    assert_eq!(in_emitter("match (r, s) { (Role::Id, 1) | (Role::Plain, 2) => 1, (_, _) => 2 }"), [2]);
    assert_eq!(in_emitter("a(|| match s { Shape::Map { .. } => 1, ref rest @ _ => 2 })"), [2]);
    assert_eq!(in_emitter("match x { contract_model::Shape::Map { .. } => 1, _ => 2 }"), [2]);

    assert!(in_emitter("match s { Shape::Map { .. } => 1, Shape::Array { .. } => 2 }").is_empty());
    assert!(in_emitter("match s { Shape::Map { .. } => 1, _ if late => 2, Shape::Array { .. } => 3 }").is_empty());
    assert!(in_emitter("if let Shape::Map { .. } = s { 1 } else { 2 }").is_empty());
    assert!(in_emitter("match n { 1 => 1, _ => 2 }").is_empty());
    let other = "use super::shapes::Shape;\nfn f() { match s { Shape::Round => 1, _ => 2 } }";
    assert!(lines_of("contract_model", other).is_empty());

    let in_model = "impl Role { fn f(&self) { match self { Self::Id => 1, _ => 2 } } }";
    assert_eq!(lines_of("crate", in_model), [1]);
    assert!(lines_of("crate", &in_model.replace("Role", "Other")).is_empty());
}

/// Returns every source file below a folder.
fn sources(folder: &Path) -> BTreeMap<PathBuf, File> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            files.insert(path, file);
        }
    }
    files
}

fn public_enums(file: &File) -> Vec<String> {
    let names = file.items.iter().filter_map(|item| match item {
        Item::Enum(item) if matches!(item.vis, Visibility::Public(_)) => Some(item.ident.to_string()),
        _ => None,
    });
    names.collect()
}

/// Returns the lines of the matches with a wildcard, each with the enum that is matched.
///
/// `home` is the first path segment with which the file names the model. A name that the file imports from elsewhere is
/// not the model's.
fn wildcards(file: &File, enums: &BTreeSet<String>, home: &str) -> Vec<(usize, String)> {
    let mut imports = BTreeMap::new();
    for item in &file.items {
        if let Item::Use(item) = item {
            imported(&item.tree, None, &mut imports);
        }
    }
    // The modules of the model import names from each other in several ways, the emitters in one.
    let is_model = |name: &String| home == "crate" || imports.get(name).is_some_and(|root| root == home);
    let known = enums.iter().filter(|name| is_model(name)).cloned().collect();
    let mut search = Search { known, all: enums, home, within: None, found: Vec::new() };
    search.visit_file(file);
    search.found
}

/// Notes the first segment of the path by which each name is imported.
fn imported(tree: &UseTree, root: Option<&str>, imports: &mut BTreeMap<String, String>) {
    let mut note = |name: String| imports.insert(name.clone(), root.map_or(name, str::to_owned));
    match tree {
        UseTree::Path(path) => imported(&path.tree, Some(root.unwrap_or(&path.ident.to_string())), imports),
        UseTree::Name(name) => _ = note(name.ident.to_string()),
        UseTree::Rename(rename) => _ = note(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, root, imports)),
        UseTree::Glob(_) => {}
    }
}

struct Search<'a> {
    /// The enums of the model that the file names without a path.
    known: BTreeSet<String>,
    all: &'a BTreeSet<String>,
    home: &'a str,
    /// The type that `Self` refers to.
    within: Option<String>,
    found: Vec<(usize, String)>,
}

impl<'ast> Visit<'ast> for Search<'_> {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        let name = match &*item.self_ty {
            Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.within, name);
        visit::visit_item_impl(self, item);
        self.within = outer;
    }

    fn visit_expr_match(&mut self, expression: &'ast ExprMatch) {
        if expression.arms.iter().any(|arm| takes_all(&arm.pat))
            && let Some(name) = expression.arms.iter().find_map(|arm| self.enum_of(&arm.pat))
        {
            self.found.push((expression.match_token.span.start().line, name));
        }
        visit::visit_expr_match(self, expression);
    }
}

impl Search<'_> {
    /// Returns the enum of the model of which a pattern names a variant.
    fn enum_of(&self, pattern: &Pat) -> Option<String> {
        let mut paths = Paths(Vec::new());
        paths.visit_pat(pattern);
        paths.0.into_iter().find_map(|path| {
            let [.., name, _variant] = path.as_slice() else { return None };
            let name = if name == "Self" { self.within.as_ref()? } else { name };
            let is_qualified = path.len() > 2 && path[0] == self.home;
            (self.known.contains(name) || is_qualified && self.all.contains(name)).then(|| name.clone())
        })
    }
}

/// The paths in a pattern, without those in its guard.
struct Paths(Vec<Vec<String>>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_pat_guard(&mut self, guarded: &'ast PatGuard) {
        self.visit_pat(&guarded.pat);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
    }
}

/// Whether a pattern matches everything that is left; a pattern with a guard does not.
fn takes_all(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(binding) => {
            let is_constant = binding.ident.to_string().starts_with(char::is_uppercase);
            !is_constant && binding.subpat.as_ref().is_none_or(|(_, inner)| takes_all(inner))
        }
        Pat::Tuple(tuple) => tuple.elems.iter().all(takes_all),
        Pat::Or(or) => or.cases.iter().any(takes_all),
        Pat::Paren(inner) => takes_all(&inner.pat),
        _ => false,
    }
}

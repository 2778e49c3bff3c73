//! A module for tests only, which tsc accepts only if each Zod schema infers the type that `types.ts` declares.
//!
//! Its schemas have no annotations: an annotated constant has the type it claims, and would prove nothing.

use contract_model::registry::Registry;

use super::schemas::{bundle, casts};
use crate::{
    Artifact,
    zod::{self, Unrepresentable},
};

/// Returns the proof module, next to the package's modules. `types` is the path from which it imports the types.
///
/// # Errors
/// When a schema cannot be expressed exactly in Zod.
pub fn emit(registry: &Registry, types: &str) -> Result<Artifact, Unrepresentable> {
    let schemas = zod::unannotated(
        &bundle(registry).to_string(),
        &zod::Options { types: Some(types.into()), casts: casts(registry) },
    )?;
    let mut text = schemas.text;
    text.push_str(
        // With only the identity check, TypeScript 5 would accept `a?: X` for `a?: X | undefined`; with only
        // assignability, it would accept `any`.
        "\ntype Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;\n\
         type Assignable<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;\n\
         type Equal<A, B> = Identical<A, B> extends true ? Assignable<A, B> : false;\n\
         type Proven<T extends true> = T;\n\n",
    );
    for name in registry.types.keys() {
        text.push_str(&format!("export type {name}IsEqual = Proven<Equal<z.infer<typeof {name}Schema>, T.{name}>>;\n"));
    }
    Ok(Artifact::new("proof.ts", text))
}

//! `validation/`: validates responses against the contract's schemas, in development or always.

use contract_model::{registry::Registry, schema::Shape};

use super::{header, type_expression::literal};
use crate::{Artifact, text::Writer};

/// Emits the modules.
pub(super) fn emit(registry: &Registry) -> [Artifact; 3] {
    [
        Artifact::new("typescript/src/validation/always.ts", header() + &always(registry)),
        Artifact::new("typescript/src/validation/index.ts", header() + DEVELOPMENT),
        Artifact::new("typescript/src/validation/production.ts", header() + PRODUCTION),
    ]
}

fn always(registry: &Registry) -> String {
    let mut writer = Writer::default();
    writer.lines(
        "import type * as z from \"zod\";\n\
         import type { Validation } from \"../runtime/client/index.js\";\n\
         import * as schemas from \"../schemas.js\";\n\n\
         /** The schema of each answer, by operation and status. */\n\
         const answers: Record<string, Record<number, z.ZodType>> = {",
    );
    writer.indented(|writer| {
        for operation in &registry.operations {
            let answers: Vec<_> = operation
                .answers
                .iter()
                .filter_map(|answer| {
                    let Shape::Reference { name } = &answer.body.as_ref()?.schema.shape else { return None };
                    Some(format!("{}: schemas.{name}Schema", answer.status))
                })
                .collect();
            let members = if answers.is_empty() { "{}".into() } else { format!("{{ {} }}", answers.join(", ")) };
            writer.line(format!("{}: {members},", literal(&operation.id)));
        }
    });
    writer.line("};");
    writer.lines(&format!(
        "\n/** Holds every answer to the contract, also in production: `createClient({{ validation }})`. Needs `zod`. */\n\
         export const validation: Validation = (operation, status, body) => {{\n  \
           const schema = status < 400 ? answers[operation]?.[status] : schemas.{}Schema;\n  \
           const result = schema?.safeParse(body);\n  \
           return result === undefined || result.success ? [] : result.error.issues;\n\
         }};",
        registry.problem_type
    ));
    writer.finish()
}

const DEVELOPMENT: &str = r#"import type { Validation } from "../runtime/client/index.js";
import { validation as always } from "./always.js";

declare const process: { env: { NODE_ENV?: string } };

/** Bundlers put the word in; where neither they nor a process know it, it is development. */
const isProduction = (): boolean => {
  try {
    return process.env.NODE_ENV === "production";
  } catch {
    return false;
  }
};

/**
 * Holds every answer to the contract in development: `createClient({ validation })`. In production it is nothing, and a
 * bundler that knows the export condition `production` leaves the schemas out. Needs `zod`.
 */
export const validation: Validation | undefined = /*#__PURE__*/ isProduction() ? undefined : always;
"#;

const PRODUCTION: &str = r#"import type { Validation } from "../runtime/client/index.js";

/** Nothing: this is what stands in the place of the validation in production. */
export const validation: Validation | undefined = undefined;
"#;

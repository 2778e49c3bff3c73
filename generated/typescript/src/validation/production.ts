// Generated from the contract by `cargo xtask generate`. Do not edit.

import type { Validation } from "../runtime/client/index.js";

/** Nothing: this is what stands in the place of the validation in production. */
export const validation: Validation | undefined = undefined;

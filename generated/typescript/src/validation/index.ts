// Generated from the contract by `cargo xtask generate`. Do not edit.

import type { Validation } from "../runtime/client/index.js";
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

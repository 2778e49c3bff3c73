// Zod tries once, at the first object schema, whether it may make functions of texts. The policy of this page forbids
// that and would report it: this is imported before every schema. The page at `?jit` lets it try.
import { z } from "zod";

z.config({ jitless: location.search !== "?jit" });

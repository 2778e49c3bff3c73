// At the first object schema, Zod tests once whether it may create functions from texts. The policy of this page
// forbids that and would report the attempt, so this module is imported before every schema. The page at `?jit` allows
// the test.
import { z } from "zod";

z.config({ jitless: location.search !== "?jit" });

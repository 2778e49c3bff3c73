/** The schemas in forms: whole objects whose parts are picked and extended, with the types of the contract. */

import type { SajuCalculationInput, UserProfile } from "@heal7/contracts";
import * as schemas from "@heal7/contracts/schemas";
import * as objects from "@heal7/contracts/schemas/objects";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";

const input = { birthDate: "1976-05-21", isLunar: false, gender: "male", name: "홍길동" };

describe("every schema of an object", () => {
  const all = Object.entries(objects) as [string, z.ZodObject][];

  it.each(all)("%s is a whole ZodObject, and the schema itself", (name, schema) => {
    expect(schema).toBeInstanceOf(z.ZodObject);
    expect(schema).toBe((schemas as Record<string, unknown>)[name]);
    expect(Object.keys(schema.partial().shape)).toEqual(Object.keys(schema.shape));
  });

  it("is there", () => {
    const whole = Object.entries(schemas).filter(([, schema]) => (schema as unknown) instanceof z.ZodObject);
    expect(all.map(([name]) => name).sort()).toEqual(whole.map(([name]) => name).sort());
  });
});

describe("a form", () => {
  const { SajuCalculationInputSchema } = objects;

  it("has the types of the contract", () => {
    expectTypeOf<z.infer<typeof SajuCalculationInputSchema>>().toEqualTypeOf<SajuCalculationInput>();
    expectTypeOf<z.infer<typeof objects.UserProfileSchema>>().toEqualTypeOf<UserProfile>();
    expectTypeOf(objects.RegistrationInputSchema.shape.password).toEqualTypeOf<z.ZodString>();
  });

  it("picks and extends", () => {
    const form = SajuCalculationInputSchema.pick({ name: true, gender: true }).extend({ agreed: z.literal(true) });
    expectTypeOf<z.infer<typeof form>>().toEqualTypeOf<{ name: string; gender: SajuCalculationInput["gender"]; agreed: true }>();
    expect(form.safeParse({ name: "홍길동", gender: "male", agreed: true }).success).toBe(true);
    expect(form.safeParse({ name: "", gender: "male", agreed: true }).error?.issues[0]?.path).toEqual(["name"]);
    expect(objects.RegistrationInputSchema.shape.password.max(9).safeParse("별이빛나는밤에1976").success).toBe(false);
  });

  it("is closed where it is sent and open where it is answered", () => {
    expect(SajuCalculationInputSchema.safeParse({ ...input, birthtime: "17:50" }).error?.issues[0]?.code).toBe("unrecognized_keys");
    expect(objects.SajuCalculationSchema.parse({ ...input, birthtime: "17:50" })).toEqual(input);
  });
});

/**
 * The servers for these tests, reference servers or mocks, and people who register there in the same way as through a
 * frontend. Every answer is validated by the package's Zod schemas.
 */

import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { type AuthSession, type Client, type ClientOptions, createClient, login, refreshToken, register, unwrap } from "@heal7/contracts";
import { validation } from "@heal7/contracts/validation/always";
import { expect } from "vitest";

const where = (variable: string): string => {
  const url = process.env[variable];
  if (url === undefined) throw new Error(`${variable} does not say where a server is: run \`cargo xtask test -- npm_package_with\``);
  return url;
};

/** A server with default settings, whose refresh tokens can be exchanged once. */
export const ordinary = where("HEAL7_ORDINARY");
/** A server whose access tokens expire after three seconds. */
export const brief = where("HEAL7_BRIEF");
/** A server that keeps refresh tokens in cookies. */
export const cookies = where("HEAL7_COOKIES");

/** A password that is hard to guess. */
export const password = "별이빛나는밤에1976";

/** A registered person, with the client that uses their token. */
export type Person = {
  readonly client: Client;
  /** The current tokens: new ones after each refresh. */
  session: AuthSession;
  /** The number of times that the tokens were refreshed. */
  refreshes: number;
};

/** A client without a token. */
export const anybody = (baseUrl: string, options: Partial<ClientOptions> = {}): Client =>
  createClient({ baseUrl, validation, retry: false, ...options });

/** Registers a person. */
export const meet = async (baseUrl: string, name: string, options: Partial<ClientOptions> = {}): Promise<Person> => {
  const open = anybody(baseUrl, options);
  const email = `${name}-${randomUUID()}@example.com`;
  const session = await unwrap(register(open, { body: { email, password, name } }));
  const token = (): string => person.session.token;
  const refresh = async (): Promise<string> => {
    person.refreshes += 1;
    person.session = await unwrap(refreshToken(open, { body: { refreshToken: person.session.refreshToken } }));
    return person.session.token;
  };
  const person: Person = { client: anybody(baseUrl, { ...options, token, refresh }), session, refreshes: 0 };
  return person;
};

/** Causes a warning to a person by a refresh token that is used twice; their own session continues. */
export const warn = async ({ session }: Person): Promise<void> => {
  const open = anybody(ordinary);
  const other = await unwrap(login(open, { body: { email: session.user.email, password } }));
  const again = () => refreshToken(open, { body: { refreshToken: other.refreshToken } });
  await unwrap(again());
  await pause(20);
  expect(await again()).toMatchObject({ ok: false, status: 401, error: { code: "REFRESH_TOKEN_REUSED" } });
};

/** The input of a calculation. */
export const birth = { birthDate: "1976-05-21", birthTime: "17:50", isLunar: false, gender: "male", name: "홍길동" } as const;

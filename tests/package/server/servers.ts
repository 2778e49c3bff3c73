/**
 * The servers that are running for these tests, reference servers or mocks, and people who register there as a frontend
 * lets them. Every answer is held to the package's Zod schemas.
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

/** A server as it comes, whose refresh tokens may be exchanged once. */
export const ordinary = where("HEAL7_ORDINARY");
/** One whose access tokens end after three seconds. */
export const brief = where("HEAL7_BRIEF");
/** One that keeps refresh tokens in cookies. */
export const cookies = where("HEAL7_COOKIES");

/** A password that nobody would guess. */
export const password = "별이빛나는밤에1976";

/** Somebody who has registered, with the client that speaks for them. */
export type Person = {
  readonly client: Client;
  /** What they have now: new tokens after each refresh. */
  session: AuthSession;
  /** How often the tokens were refreshed. */
  refreshes: number;
};

/** A client that speaks for nobody. */
export const anybody = (baseUrl: string, options: Partial<ClientOptions> = {}): Client =>
  createClient({ baseUrl, validation, retry: false, ...options });

/** Registers somebody. */
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

/** Has the platform warn somebody, by a refresh token that comes again; their own session goes on. */
export const warn = async ({ session }: Person): Promise<void> => {
  const open = anybody(ordinary);
  const other = await unwrap(login(open, { body: { email: session.user.email, password } }));
  const again = () => refreshToken(open, { body: { refreshToken: other.refreshToken } });
  await unwrap(again());
  await pause(20);
  expect(await again()).toMatchObject({ ok: false, status: 401, error: { code: "REFRESH_TOKEN_REUSED" } });
};

/** What can be computed. */
export const birth = { birthDate: "1976-05-21", birthTime: "17:50", isLunar: false, gender: "male", name: "홍길동" } as const;

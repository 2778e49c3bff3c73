/// <reference lib="esnext.disposable" />

/** How to start a mock. */
export interface MockOptions {
  /** The `registry.json` of the contract: a path, from the working folder, or a `file:` URL. */
  registry: string | URL;
  /** The seed of the data: the same seed gives the same data, here and in the generated msw handlers. Default: `"mock"`. */
  seed?: string | undefined;
  /** Whether calls that need a token are refused without a valid one; `"off"` takes any token, and none. Default: `"on"`. */
  auth?: "on" | "off" | undefined;
  /** The fate of requests that do not fit the contract: refused, answered with a warning, or answered. Default: `"on"`. */
  validate?: "on" | "warn" | "off" | undefined;
  /** A scenario file: begin with its entities, accounts and rules. A path, from the working folder, or a `file:` URL. */
  scenario?: string | URL | undefined;
  /** The port on 127.0.0.1. Default: any free one, so that tests may run at the same time. */
  port?: number | undefined;
  /** Variables to add to the environment of the mock, such as `RUST_LOG`. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
  /** How long the mock may take until it listens, in milliseconds. Default: 30 000. */
  timeout?: number | undefined;
  /** Receives each line that the mock logs. Default: the line is written to standard error. */
  onLog?: ((line: string) => void) | undefined;
}

/** A mock that listens. */
export interface Mock extends AsyncDisposable {
  /** The address, without a slash at the end: `http://127.0.0.1:49152`. */
  readonly url: string;
  /** A bearer token of the first account. */
  readonly token: string;
  /** The id of the first account's person, where the contract has persons. */
  readonly person?: string;
  /** The credentials of the first account by the name of their property, where the contract has an operation to sign in. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** The id of the operation that takes the credentials. */
  readonly signInOperation?: string;
  /** The id of the process. */
  readonly pid: number;
  /** Stops the mock, and resolves when its process has ended. A second call is harmless. */
  stop(): Promise<void>;
  /** The same as `stop`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a mock of a contract and waits until it listens. The mock ends with the process that called this, also when
 * that process is killed.
 *
 * Rejects when there is no program for this platform, when a file is not found, and when the mock does not listen: the
 * message says why, with the lines that the mock logged.
 */
export declare function startMock(options: MockOptions): Promise<Mock>;

/** The API on the server: a client for each request, with the token of the person who sent it. */

import "server-only";
import { type Client, createClient } from "@heal7/contracts";
import { validation } from "@heal7/contracts/validation";
import { cookies } from "next/headers";

/** The caller of a request: the token, and a client that uses it. */
export const callerOf = async (): Promise<{ token: string | undefined; client: Client }> => {
  const token = (await cookies()).get("token")?.value;
  const client = createClient({ baseUrl: process.env["API_URL"] ?? "", token: () => token, validation });
  return { token, client };
};

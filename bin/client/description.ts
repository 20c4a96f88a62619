import { join } from "node:path";
import { ROOT } from "../paths.ts";
import type { Description } from "./client-text.ts";

/** Where the generated part of the client is. */
export const GENERATED = join(ROOT, "clients/queenbee-client/src/generated.ts");

/** What of it no client is generated of: the kinds of callbacks. */
interface Callbacks {
  webhooks: {
    productEvent: {
      post: {
        requestBody: { content: { "application/json": { schema: { properties: { type: { enum: string[] } } } } } };
      };
    };
  };
}

/** The description of `/billing/v1` as this source tree has it. */
export async function readDescription(): Promise<Description & Callbacks> {
  // Not by name: the Worker's sources have globals that scripts do not have.
  const { openApi } = await import(join(ROOT, "workers/billing/api/openapi.ts"));
  return JSON.parse(JSON.stringify(openApi()));
}

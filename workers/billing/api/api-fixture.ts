import { exports } from "cloudflare:workers";
import { expect } from "vitest";
import * as z from "zod";
import { OPERATIONS } from "./operation.ts";
import type { ResourceName } from "./resource.ts";
import { ANSWERS } from "./shape/answer.ts";
import { COMPONENTS } from "./shape/component.ts";
import { COMPONENT_OF } from "./shape/component-of.ts";

/** Calls /billing/v1 as its owner, and holds what it answers against the description. */
export async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const request = new Request(`http://apiary.test/billing/v1${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json", ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await exports.default.fetch(request);
  if (answer.status === 200 && !path.includes("preview=true")) await expectAsDescribed(method, path, answer.clone());
  return answer;
}

/** Whatever is answered has the fields that the description says, and no others. */
async function expectAsDescribed(method: string, path: string, answer: Response) {
  const [, list, one] = /^\/(?:accounts\/[^/]+\/)?(\w+)(\/[^/]+)?(?:\?.*)?$/.exec(path) ?? [];
  const named = list !== undefined && Object.hasOwn(COMPONENT_OF, list) ? COMPONENT_OF[list as ResourceName] : null; // one of its keys
  const run = OPERATIONS.find(
    (operation) => operation.method === method.toLowerCase() && matches(operation.path, path.replace(/\?.*/, "")),
  );
  const shape = run ? ANSWERS[run.command] : method === "GET" && named ? COMPONENTS[named] : null;
  if (!shape) return;
  const body = await answer.json<{ data?: object[] }>();
  for (const row of run || one ? [body] : (body.data ?? []))
    expect(z.safeParse(shape, row)).toEqual({ success: true, data: row });
}
const matches = (pattern: string, path: string) => new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+")}$`).test(path);

/** What a GET answers. */
export const read = async (path: string) => (await call("GET", path)).json<Record<string, unknown>>();
export const owner = { name: "Ada Owner", mail: "ada@customer.test" };

import { exports } from "cloudflare:workers";
import { expect } from "vitest";
import * as z from "zod";
import { openApi } from "./openapi.ts";

interface Described {
  operationId: string;
  description: string;
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
const DESCRIPTION: { paths: Record<string, Record<string, Described>>; components: { schemas: object } } = JSON.parse(
  JSON.stringify(openApi()),
);
/** Every operation that is described. */
export const OPERATIONS = Object.entries(DESCRIPTION.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

/** A schema of the description with all that it refers to; what it does not name may not be there. */
function whole(schema: object): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify({ ...schema, $defs: DESCRIPTION.components.schemas });
  return JSON.parse(text.replaceAll("#/components/schemas/", "#/$defs/"), (_, part) =>
    part?.type === "object" && part.properties ? { additionalProperties: false, ...part } : part,
  );
}

/** Posts whose repeats are told by ids of their own, and answered as things are by then. */
const TOLD_OTHERWISE = new Set(["createAccount", "reportUsage", "exportAccount", "uploadImport"]);

const CHECKS = new Map<object, z.ZodType>();

/** Why a value is not what a schema of the description says; null when it is. */
function unlike(schema: object, value: unknown): string | null {
  const check = CHECKS.get(schema) ?? z.fromJSONSchema(whole(schema));
  CHECKS.set(schema, check);
  const read = check.safeParse(value);
  return read.success ? null : z.prettifyError(read.error);
}

/** Takes requests to the Worker and holds them and their answers against the description. */
export class Judge {
  /** Operations that were answered with what they are for. */
  readonly done = new Set<string>();

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const matches = (path: string) =>
      new RegExp(`^/billing/v1${path.replace(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`).test(pathname);
    const found = OPERATIONS.filter(({ method, path }) => method === request.method && matches(path));
    // `/imports/template.csv` is no `/imports/{id}`.
    const operation = found.find(({ path }) => !path.includes("{")) ?? found[0];
    if (!operation) throw new Error(`${request.method} ${pathname} is not described`);
    const { operationId, requestBody, responses } = operation;
    const sent = requestBody?.content["application/json"];
    if (sent) expect(unlike(sent.schema, await request.clone().json()), `what ${operationId} takes`).toBeNull();
    const answer = await exports.default.fetch(request);
    const described = responses[answer.status];
    const type = answer.headers.get("content-type")?.split(";")[0] ?? "";
    const told = described?.content?.[type];
    if (answer.ok) {
      expect(Object.keys(responses), operationId).toContain(String(answer.status));
      expect(Object.keys(described?.content ?? {}), operationId).toEqual(answer.status === 204 ? [] : [type]);
      this.done.add(operationId);
      if (request.method === "POST" && searchParams.get("preview") !== "true" && !TOLD_OTHERWISE.has(operationId))
        expect(answer.headers.get("idempotent-replayed"), `whether ${operationId} is a repeat`).not.toBeNull();
    }
    if (told && type === "application/json") {
      expect(unlike(told.schema, await answer.clone().json()), `what ${operationId} answers`).toBeNull();
    }
    return answer;
  };
}

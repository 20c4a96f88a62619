import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { ACTOR_POLICY } from "../../front/rate-limit.ts";
import { STAFF_COMMANDS } from "../account/command/staff-command.ts";
import { openApi } from "./openapi.ts";
import { OPERATIONS } from "./operation.ts";

interface Operation {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, object>;
}
interface Described {
  paths: Record<string, Record<string, Operation>>;
  components: Record<string, Record<string, object>>;
}

const description: Described = JSON.parse(JSON.stringify(openApi()));

describe("the description", () => {
  it("is valid OpenAPI by a validator that is not ours, which finds what is not", async () => {
    expect(await new Validator().validate({ ...structuredClone(description) })).toEqual({ valid: true });
    const wrong = {
      ...structuredClone(description),
      paths: { "/accounts": { post: { parameters: [{ in: "nowhere" }] } } },
    };
    expect((await new Validator().validate(wrong)).valid).toBe(false);
  });

  it("refers to nothing that is not in it, and names each operation once", () => {
    const refs = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref ?? "");
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) {
      const [, kind = "", name = ""] = /^#\/components\/(\w+)\/(\w+)$/.exec(ref) ?? [];
      expect(description.components[kind], ref).toHaveProperty(name);
    }
    const ids = Object.values(description.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("says in each answer the limit that the server is set to", () => {
    const limits = readFileSync("wrangler.toml", "utf8");
    const [, requests, seconds] = /name = "API_LIMIT"[^[]*limit = (\d+), period = (\d+)/.exec(limits) ?? [];
    expect(ACTOR_POLICY).toBe(`"actor";q=${requests};w=${seconds}`);
  });

  it("has a parameter for each part of a path", () => {
    for (const [path, operations] of Object.entries(description.paths)) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(operations)) {
        expect(
          parameters.filter((one) => one.in === "path").map(({ name }) => name),
          path,
        ).toEqual(parts);
      }
    }
  });

  it("says of each operation how it may be refused, and takes a key wherever something is posted", () => {
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const [method, { operationId, parameters, responses }] of Object.entries(operations)) {
        const refusals = [
          "401",
          "403",
          "429",
          ...(path.includes("{") ? ["404"] : []),
          ...(method === "post" ? ["400", "409"] : []),
        ];
        for (const status of refusals) expect(responses, operationId).toHaveProperty(status);
        if (method === "delete") continue;
        const isKeyed = parameters.some(({ name }) => name === "Idempotency-Key");
        // A file has an id of its own.
        expect(isKeyed, operationId).toBe(method === "post" && path !== "/imports/csv");
      }
    }
  });

  it("asks programs for the scope that it asks staff for", () => {
    for (const { command, scope } of OPERATIONS) expect(STAFF_COMMANDS[command] ?? scope, command).toBe(scope);
  });
});

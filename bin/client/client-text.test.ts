import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readEvent } from "../../clients/queenbee-client/src/callback/event.ts";
import { clientText } from "./client-text.ts";
import { GENERATED, readDescription } from "./description.ts";
import { type Schema, typeText } from "./type-text.ts";

describe("the generated client", () => {
  it("is the one of this tree's description (npm run client writes it)", async () => {
    expect(readFileSync(GENERATED, "utf8")).toBe(clientText(await readDescription()));
  });

  it("knows every callback that is described", async () => {
    const types = (await readDescription()).webhooks.productEvent.post.requestBody.content["application/json"].schema
      .properties.type.enum;
    expect(types.length).toBeGreaterThan(5);
    for (const type of types) {
      const event = { id: "e", type, account: "a", sequence: 1, timestamp: "2027-01-01T00:00:00Z", data: {} };
      expect(readEvent(JSON.stringify(event)), type).toEqual(event);
    }
  });

  it("has a type per component, and per operation what it takes and answers", () => {
    const answer = { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } };
    const text = clientText({
      components: { schemas: { Thing: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } } },
      paths: {
        "/things/{id}": {
          post: {
            summary: "Change a thing",
            operationId: "changeThing",
            parameters: [
              { name: "id", in: "path", required: true, schema: { type: "string" } },
              { name: "preview", in: "query", required: false, schema: { type: "boolean" } },
              { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } },
            ],
            requestBody: {
              required: false,
              content: { "application/json": { schema: { type: "object", properties: { name: { type: "string" } } } } },
            },
            responses: { default: {}, 200: answer },
          },
        },
      },
    });
    expect(text).toContain(`export type Thing = {\n  id: string;\n};`);
    expect(text.replace(/\s+/g, " ")).toContain(
      "changeThing: { request: { params: { id: string; }; query?: { preview?: boolean; }; body?: { name?: string; }; }; answer: Thing; };",
    );
    expect(text).toContain(`changeThing: { method: "POST", path: "/things/{id}" },`);
  });
});

describe("a schema as a type", () => {
  const cases: [string, Schema][] = [
    ["string | null", { anyOf: [{ type: "string" }, { type: "null" }] }],
    ["string | null", { type: ["string", "null"] }],
    ["number", { oneOf: [{ type: "integer" }, { type: "number" }] }],
    [`"a" | 1 | null`, { type: "string", enum: ["a", 1, null] }],
    [`"list"`, { const: "list" }],
    ["Array<boolean | string>", { type: "array", items: { anyOf: [{ type: "boolean" }, { type: "string" }] } }],
    ["Record<string, number>", { type: "object", additionalProperties: { type: "integer" } }],
    ["Record<string, never>", { type: "object", properties: {} }],
    [`{\n  "a-b"?: unknown;\n}`, { type: "object", properties: { "a-b": {} } }],
  ];
  it.each(cases)("is %s", (text, schema) => expect(typeText(schema)).toBe(text));

  it("is none for what the description does not use", () => {
    expect(() => typeText({ type: "tuple" })).toThrow("no type");
  });
});

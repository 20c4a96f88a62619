import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { openApi } from "./openapi.ts";

interface Described {
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
  components: { schemas: Record<string, object> };
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
      const [, name = ""] = /^#\/components\/schemas\/(\w+)$/.exec(ref) ?? [];
      expect(description.components.schemas, ref).toHaveProperty(name);
    }
    const ids = Object.values(description.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
    expect(new Set(ids).size).toBe(ids.length);
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
});

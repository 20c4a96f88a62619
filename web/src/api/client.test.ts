import { afterEach, expect, test, vi } from "vitest";
import { routesAt } from "./client.ts";

interface Client {
  things: {
    ":id": {
      $get(input: { param: { id: string }; query: Record<string, string | number | undefined> }): Promise<Response>;
      $patch(input: { param: { id: string }; json: object }, options: { init: RequestInit }): Promise<Response>;
    };
  };
}

afterEach(() => vi.unstubAllGlobals());

test("a call of a route becomes its request", async () => {
  const asked: [unknown, RequestInit][] = [];
  vi.stubGlobal("fetch", async (url: unknown, init: RequestInit) => {
    asked.push([url, init]);
    return Response.json({});
  });
  const { things } = routesAt<Client>("/base");
  const { signal } = new AbortController();
  await things[":id"].$get({ param: { id: "a%2Fb" }, query: { text: "x y", limit: 5, cursor: undefined } });
  await things[":id"].$patch({ param: { id: "7" }, json: { name: "new" } }, { init: { signal } });
  expect(asked.map(([url, { method }]) => [method, url])).toEqual([
    ["GET", "/base/things/a%2Fb?text=x+y&limit=5"],
    ["PATCH", "/base/things/7"],
  ]);
  const headers = new Headers(asked[1]?.[1].headers);
  expect([asked[1]?.[1].body, headers.get("content-type")]).toEqual(['{"name":"new"}', "application/json"]);
  expect(asked[1]?.[1].signal).toBe(signal);
});

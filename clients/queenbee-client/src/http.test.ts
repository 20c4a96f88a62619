import { describe, expect, it } from "vitest";
import { QueenbeeApi } from "./http.ts";

const problem = (status: number, title: string, headers: Record<string, string> = {}) =>
  Response.json({ title, detail: `It is ${title}.` }, { status, headers });

/** An API whose answers come one after the other, the last one again and again; with what was sent and how long was waited. */
function api(...answers: (() => Response)[]) {
  const requests: Request[] = [];
  const waits: number[] = [];
  const fetch = async (request: Request) => {
    requests.push(request);
    return (answers[requests.length - 1] ?? answers.at(-1) ?? Response.error)();
  };
  const sleep = async (ms: number) => void waits.push(ms);
  return { api: new QueenbeeApi({ url: "https://apiary.example/", token: "secret", fetch, sleep }), requests, waits };
}
const away = () => {
  throw new TypeError("fetch failed");
};
const done = () => Response.json({ id: "a b" });
const cancel = { params: { account: "a b" }, body: { reason: "Moved" } };

describe("a call", () => {
  it("is one request with the token, a key and the body", async () => {
    const { api: client, requests } = api(done);
    expect(await client.call("accountCancel", cancel)).toEqual({ ok: true, value: { id: "a b" } });
    const [request] = requests;
    expect(request?.url).toBe("https://apiary.example/billing/v1/accounts/a%20b/cancel");
    expect(request?.headers.get("authorization")).toBe("Bearer secret");
    expect(request?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/);
    expect(await request?.json()).toEqual({ reason: "Moved" });
  });

  it("reads without a key and a body, with what it asks for", async () => {
    const { api: client, requests } = api(done);
    await client.call("listInvoices", { params: { account: "a" }, query: { limit: 5 } });
    expect(requests[0]?.url).toBe("https://apiary.example/billing/v1/accounts/a/invoices?limit=5");
    expect([requests[0]?.method, requests[0]?.headers.has("idempotency-key")]).toEqual(["GET", false]);
  });

  it.each([
    ["no answer", away],
    ["a server that is overloaded", () => problem(503, "overloaded")],
    ["a server that failed", () => problem(500, "internal")],
    ["too many requests", () => problem(429, "limited")],
  ])("is made again after %s, with the same key and longer pauses", async (_, bad) => {
    const { api: client, requests, waits } = api(bad, bad, done);
    expect((await client.call("accountCancel", cancel)).ok).toBe(true);
    expect(new Set(requests.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
    expect(requests).toHaveLength(3);
    const [first = 0, second = 0] = waits;
    expect([first >= 100 && first <= 200, second >= 200 && second <= 400]).toEqual([true, true]);
  });

  it("is not made again after it was refused", async () => {
    const { api: client, requests } = api(() => problem(409, "account-incinerated"));
    expect(await client.call("accountCancel", cancel, { idempotencyKey: "mine" })).toEqual({
      ...{
        ok: false,
        outcome: "refused",
        reason: "account-incinerated",
        detail: "It is account-incinerated.",
        status: 409,
      },
    });
    expect(requests.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["mine"]);
  });

  it("says after four tries that nobody knows what happened", async () => {
    const { api: client, requests } = api(away);
    expect(await client.call("accountCancel", cancel)).toMatchObject({
      outcome: "unknown",
      reason: "unreachable",
      status: null,
    });
    expect(requests).toHaveLength(4);
    const words = api(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(await words.api.call("accountCancel", cancel)).toMatchObject({
      outcome: "unknown",
      reason: "unreadable-answer",
    });
  });

  it("waits as long as the server asks, up to five seconds", async () => {
    const { api: client, waits } = api(
      () => problem(429, "limited", { "retry-after": "2" }),
      () => problem(429, "limited", { "retry-after": "900" }),
      done,
    );
    await client.call("accountCancel", cancel);
    expect(waits).toEqual([2_000, 5_000]);
  });

  it("ends a try that takes too long", async () => {
    const fetch = (request: Request) =>
      new Promise<Response>((_, reject) =>
        request.signal.addEventListener("abort", () => reject(request.signal.reason)),
      );
    const client = new QueenbeeApi({
      url: "https://apiary.example",
      token: "",
      fetch,
      sleep: async () => {},
      timeoutMs: 5,
    });
    expect(await client.call("accountCancel", cancel)).toMatchObject({ reason: "unreachable" });
  });
});

describe("a list", () => {
  const page = (ids: string[], next_cursor: string | null) => () =>
    Response.json({ object: "list", data: ids.map((id) => ({ id })), has_more: next_cursor !== null, next_cursor });
  const read = async (client: QueenbeeApi) => {
    const seen: string[] = [];
    for await (const one of client.each("listInvoices", {
      params: { account: "a" },
      query: { limit: 2, status: "open" },
    }))
      seen.push(one.ok ? one.value.id : `${one.reason} ${one.status}`);
    return seen;
  };

  it("is read to its end, page after page, each as it is asked for", async () => {
    const { api: client, requests } = api(page(["c", "b"], "b:1"), page(["a"], null));
    expect(await read(client)).toEqual(["c", "b", "a"]);
    expect(requests.map(({ url }) => new URL(url).search)).toEqual([
      "?limit=2&status=open",
      "?limit=2&status=open&cursor=b%3A1",
    ]);
    const { api: lazy, requests: asked } = api(page(["c"], "c"));
    for await (const _ of lazy.each("listInvoices", { params: { account: "a" } })) break;
    expect(asked).toHaveLength(1);
  });

  it("ends with what failed", async () => {
    const { api: client } = api(page(["c"], "c"), () => problem(422, "invalid-cursor"));
    expect(await read(client)).toEqual(["c", "invalid-cursor 422"]);
    expect(await read(api(page([], null)).api)).toEqual([]);
  });
});

describe("a refusal", () => {
  it("names the fields that are wrong, and the request", async () => {
    const told = {
      title: "invalid-input",
      detail: "Some fields are not valid.",
      fields: { name: "A name is needed." },
    };
    const { api: client } = api(() => Response.json({ ...told, requestId: "r1" }, { status: 422 }));
    expect(await client.call("accountChange", { params: { account: "a" }, body: { name: "" } })).toMatchObject({
      ...{ outcome: "refused", reason: "invalid-input", fields: told.fields, requestId: "r1" },
    });
  });

  it("of a repeat whose first request still runs says nothing of what becomes of it: it is asked again", async () => {
    const running = () => problem(409, "key-in-use", { "retry-after": "1" });
    const { api: client, waits } = api(running, done);
    expect((await client.call("accountCancel", cancel)).ok).toBe(true);
    expect(waits).toEqual([1_000]);
    expect(await api(running).api.call("accountCancel", cancel)).toMatchObject({ ok: false, outcome: "unknown" });
  });
});

describe("a file", () => {
  it("is sent and answered as it is, once: the id in its query tells a repeat", async () => {
    const { api: client, requests } = api(() => problem(503, "overloaded"));
    await client.call("uploadImport", { query: { id: "i" }, body: "name\r\nAda\r\n" });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.get("content-type")).toBe("text/csv");
    expect(await requests[0]?.text()).toBe("name\r\nAda\r\n");
    const csv = new Response("a,b\r\n", { headers: { "content-type": "text/csv; charset=utf-8" } });
    expect(await api(() => csv).api.call("getImportTemplate", {})).toEqual({ ok: true, value: "a,b\r\n" });
    const lines = new Response("{}\n{}\n", { headers: { "content-type": "application/x-ndjson" } });
    const month = { query: { month: "2026-03" } };
    expect(await api(() => lines).api.call("exportAsJson", month)).toEqual({ ok: true, value: "{}\n{}\n" });
    const page = () => new Response("<p>Sign in first", { headers: { "content-type": "text/html" } });
    expect(await api(page).api.call("exportAsText", month)).toMatchObject({ ok: false, outcome: "unknown" });
  });
});

import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accountBooks } from "../account-client.ts";
import { ENDPOINTS_MAX } from "./endpoint.ts";
import { WebhookWorld } from "./webhook-world.ts";

let world: WebhookWorld;

beforeEach(() => {
  world = new WebhookWorld();
});

afterEach(() => vi.restoreAllMocks());

describe("an endpoint", () => {
  it("is told of nothing before it was made, while it is off, or after it is gone", async () => {
    const account = await world.account();
    const endpoint = await world.endpoint("/hook");
    const at = `/webhook_endpoints/${endpoint}`;
    await accountBooks(env, account).rebuild();
    await world.call("POST", at, { enabled: false });
    await world.rename(account, "Two");
    expect(await world.lanes(endpoint)).toEqual([]);
    await world.call("POST", at, { enabled: true });
    await world.rename(account, "Three");
    await world.untilSent(endpoint);
    expect(world.sequences("/hook")).toEqual([3]);
    expect((await world.call("DELETE", at)).status).toBe(204);
    expect((await world.call("GET", at)).status).toBe(404);
    await world.rename(account, "Four");
    expect(world.hooked).toHaveLength(1);
  });

  it("tells a product who owns the account now, and nobody else", async () => {
    const [product, all] = [
      await world.endpoint("/product", { kind: "product", productId: "shop" }),
      await world.endpoint("/all"),
    ];
    const account = await world.account();
    const deed = { nowMs: 1, actor: { kind: "system" as const, id: "s", name: "s" }, reason: "Test", requestId: "r" };
    const books = accountBooks(env, account);
    await books.identify([{ id: "next", personal: { name: "Bo Next", mail: "bo@customer.test" } }]);
    await books.run({ key: "add", command: "person.add", input: { personId: "next", role: "admin" }, deed }, true);
    await books.run({ key: "give", command: "account.transfer", input: { toPersonId: "next" }, deed }, true);
    await Promise.all([product, all].map((id) => world.untilSent(id)));
    const told = world.hooked.filter(({ event }) => event.type === "ownership.transferred");
    expect(told.map(({ path, event }) => [path, event.owner]).sort()).toEqual([
      ["/all", undefined],
      ["/product", { id: "next", name: "Bo Next", mail: "bo@customer.test" }],
    ]);
  });

  it("tells a product by which mail address somebody is known now, and nobody else", async () => {
    const [product, all] = [
      await world.endpoint("/product", { kind: "product", productId: "shop" }),
      await world.endpoint("/all"),
    ];
    const account = await world.account();
    const books = accountBooks(env, account);
    const personal = { name: "Bo Next", mail: "bo@customer.test" };
    await books.identify([{ id: "next", personal }]);
    const deed = { nowMs: 1, actor: { kind: "system" as const, id: "s", name: "s" }, reason: "Test", requestId: "r" };
    await books.run({ key: "add", command: "person.add", input: { personId: "next", role: "billing" }, deed }, true);
    const sent = { command: "person.change-mail", input: { personId: "next" }, deed };
    const change = { personId: "next", was: personal.mail, mail: "bo@elsewhere.test" };
    await books.readdress({ ...sent, key: "change" }, change);
    await books.readdress({ ...sent, key: "change" }, change);
    await Promise.all([product, all].map((id) => world.untilSent(id)));
    const told = world.hooked.filter(({ event }) => event.type === "person.mail_changed");
    expect(told.map(({ path, event }) => [path, event.person]).sort()).toEqual([
      ["/all", undefined],
      ["/product", { id: "next", role: "billing", name: "Bo Next", mail: "bo@elsewhere.test" }],
    ]);
    expect(told[0]?.event.data).toMatchObject({ resource: "people", object: { id: "next", object: "person" } });
    expect(JSON.stringify(told.find(({ path }) => path === "/all"))).not.toContain("elsewhere");
  });

  it("shows its secret once, signs with two while one is replaced, and tries itself out", async () => {
    const made = await world.call("POST", "/webhook_endpoints", {
      kind: "events",
      name: "A",
      url: "https://1.1.1.1/a",
    });
    const { endpoint, secret } = await made.json<{ endpoint: { id: string }; secret: string }>();
    expect(secret).toMatch(/^whsec_/);
    const at = `/webhook_endpoints/${endpoint.id}`;
    const rotated = await (await world.call("POST", `${at}/rotate_secret`)).json<{ secret: string }>();
    expect(rotated.secret).not.toBe(secret);
    const seen = await world.view(endpoint.id);
    expect(seen.secrets.map(({ hint }) => hint)).toEqual([rotated.secret.slice(-4), secret.slice(-4)]);
    expect(JSON.stringify([seen, await world.read("/webhook_endpoints")])).not.toContain(secret.slice(6, 40));
    expect(await (await world.call("POST", `${at}/test`)).json()).toEqual({
      object: "webhook_test",
      delivered: true,
      status: 200,
      error: null,
    });
    world.statuses.set("/a", 404);
    expect(await (await world.call("POST", `${at}/test`)).json()).toMatchObject({ delivered: false, status: 404 });
    expect(world.hooked.map(({ event }) => event.type)).toEqual(["webhook.test", "webhook.test"]);
  });

  it("is refused when it is none, and there are so many at most", async () => {
    const good = { kind: "events", name: "A", url: "https://1.1.1.1/a" };
    const wrong: object[] = [
      { ...good, url: "ftp://1.1.1.1" },
      { ...good, url: "https://a:b@1.1.1.1" },
      { ...good, name: "" },
      { ...good, name: "x".repeat(101) },
      { ...good, types: [] },
      { ...good, types: ["nothing"] },
      { ...good, kind: "product" },
      { ...good, kind: "product", productId: "shop", types: ["invoice.paid"] },
      { ...good, more: 1 },
    ];
    for (const body of wrong)
      expect((await world.call("POST", "/webhook_endpoints", body)).status, JSON.stringify(body)).toBe(422);
    const product = await world.endpoint("/p", { kind: "product", productId: "shop" });
    expect((await world.call("POST", `/webhook_endpoints/${product}`, { types: ["invoice.paid"] })).status).toBe(422);
    expect((await world.call("POST", `/webhook_endpoints/${product}`, {})).status).toBe(422);
    expect((await world.view(product)).types).toHaveLength(11);
    await env.DB.prepare(
      `insert into billing_webhook_endpoint (id, name, kind, sealed, enabled, created_ms)
       select value, value, 'events', '', 1, 0 from json_each(?)`,
    )
      .bind(JSON.stringify(Array.from({ length: ENDPOINTS_MAX - 2 }, (_, at) => `we_${at}`)))
      .run();
    expect((await world.call("POST", "/webhook_endpoints", good)).status).toBe(201);
    expect((await world.call("POST", "/webhook_endpoints", good)).status).toBe(409);
    expect((await world.call("GET", "/webhook_endpoints")).status).toBe(200);
  });
});

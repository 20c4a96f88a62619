import { beforeEach, describe, expect, it } from "vitest";
import { type CacheOptions, EntitlementCache } from "./entitlement-cache.ts";
import { QueenbeeApi } from "./http.ts";

const HOUR_MS = 3_600_000;
let nowMs = 0;
let projects = 0;
let away = false;
let turnedAway: number | null = null;
let asked: (string | null)[] = [];
let gate: Promise<void> | null = null;

beforeEach(() => {
  [nowMs, projects, away, turnedAway, asked, gate] = [1_000_000, 5, false, null, [], null];
});

async function answer(request: Request): Promise<Response> {
  const id = request.url.split("/").at(-2) ?? "";
  asked.push(request.headers.get("if-none-match"));
  const etag = `"${projects}"`;
  const headers = { etag, "cache-control": "private, max-age=60" };
  const told = { account: id, entitlements: { projects } };
  await gate;
  if (away) throw new TypeError("fetch failed");
  if (turnedAway !== null) return Response.json({ title: "turned-away", detail: "" }, { status: turnedAway });
  if (id === "nobody") return Response.json({ title: "not-found", detail: "" }, { status: 404 });
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return Response.json(told, { headers });
}

function cache(options: CacheOptions = {}) {
  const api = new QueenbeeApi({ url: "https://apiary.example", token: "", fetch: answer, sleep: async () => {} });
  const entitlements = new EntitlementCache(api, { nowMs: () => nowMs, ...options });
  const limit = async (id = "a") => {
    const told = await entitlements.get(id);
    return told.ok ? told.value.entitlements.projects : told.reason;
  };
  return { entitlements, limit };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("entitlements", () => {
  it("are asked for once while they are fresh, also by several at once", async () => {
    const { limit } = cache();
    expect(await Promise.all([limit(), limit(), limit()])).toEqual([5, 5, 5]);
    nowMs += 59_999;
    expect(await limit()).toBe(5);
    expect(asked).toEqual([null]);
  });

  it.each([401, 403, 429])("go on when the server turns the asker away with %i", async (status) => {
    const { entitlements, limit } = cache();
    await limit();
    turnedAway = status;
    nowMs += 60_000;
    expect(await limit()).toBe(5);
    await settled();
    expect(await limit()).toBe(5);
    entitlements.invalidate("a");
    expect(await limit()).toBe(5);
  });

  it("are served at once when they are stale, and asked for meanwhile by their tag", async () => {
    const work: Promise<unknown>[] = [];
    const { limit } = cache({ background: (one) => void work.push(one) });
    await limit();
    projects = 7;
    nowMs += 60_000;
    expect(await limit()).toBe(5);
    await Promise.all(work);
    expect([await limit(), asked]).toEqual([7, [null, `"5"`]]);
    nowMs += 60_000;
    await limit();
    await settled();
    nowMs += 30_000;
    expect([await limit(), asked.length]).toEqual([7, 3]);
  });

  it("are asked for first after a callback, and the answer to an older question does not count", async () => {
    const { entitlements, limit } = cache();
    await limit();
    projects = 7;
    entitlements.invalidate("a");
    expect(await limit()).toBe(7);
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    entitlements.invalidate("a");
    const before = limit();
    await settled();
    projects = 9;
    entitlements.invalidate("a");
    open();
    expect([await before, await limit()]).toEqual([7, 9]);
  });

  it("go on while Queenbee is away, up to the stated age, and are not asked for all the time", async () => {
    const { entitlements, limit } = cache({ servedStaleMs: HOUR_MS });
    await limit();
    away = true;
    nowMs += HOUR_MS;
    entitlements.invalidate("a");
    expect(await limit()).toBe(5);
    expect(asked).toHaveLength(3);
    expect(await limit()).toBe(5);
    expect(asked).toHaveLength(3);
    nowMs += 1;
    expect(await limit()).toBe("unreachable");
    away = false;
    expect(await limit()).toBe(5);
  });

  it("are forgotten of an account that is gone, and of who was not asked for longest", async () => {
    const { limit } = cache({ accountsMax: 2 });
    expect(await limit("nobody")).toBe("not-found");
    for (const id of ["a", "b", "a", "c", "a", "b"]) await limit(id);
    expect(asked).toHaveLength(5);
  });
});

import { expect, it } from "vitest";
import { firstOwner } from "../../identity/visitor.ts";
import { TestApp, Tool } from "../web-api/tool.ts";

const CONSOLE = "http://localhost:8787/console/api/errors";
const tool = new Tool();
const console = (method: string, path: string, body?: unknown) => tool.send(method, `${CONSOLE}${path}`, body);

/** What the audit log says since the project was made, the oldest first. */
async function audited() {
  const { entries } = (await (await firstOwner()).get("/audit")).body;
  return entries
    .filter(({ action }: { action: string }) => !["ownership.claimed", "project.created"].includes(action))
    .map(({ action, target, detail }: Record<string, unknown>) => ({ action, target, detail }))
    .reverse();
}

it("writes down a project's settings before and after, whoever changes them", async () => {
  await TestApp.create(tool, "web");
  await console("PATCH", "/projects/web", { name: "web", settings: { retentionDays: 30, scrubFields: ["iban"] } });
  await tool.put("/projects/apiary/web/", { name: "Shop", sensitiveFields: ["iban"], scrubIPAddresses: true });
  const target = "project:web";
  expect(await audited()).toEqual([
    {
      action: "project.changed",
      target,
      detail: { retentionDays: { before: 90, after: 30 }, scrubFields: { before: [], after: ["iban"] } },
    },
    {
      action: "project.changed",
      target,
      detail: { name: { before: "web", after: "Shop" }, storeIpAddresses: { before: true, after: false } },
    },
  ]);
});

it("writes down a key's label, state and limit before and after, whoever changes them", async () => {
  await TestApp.create(tool, "web");
  const made = await tool.post("/projects/apiary/web/keys/", { name: "app", rateLimit: { count: 9, window: 60 } });
  const { keys } = (await console("GET", "/projects/web")).body;
  const { id, publicKey } = keys.find(({ label }: { label: string }) => label === "app");
  await console("PATCH", `/projects/web/keys/${id}`, { label: "app", active: false });
  await tool.put(`/projects/apiary/web/keys/${made.body.id}/`, { rateLimit: null });
  await console("DELETE", `/projects/web/keys/${id}`);
  const limit = { count: 9, windowSeconds: 60 };
  const target = `project-key:${id}`;
  expect(await audited()).toEqual([
    { action: "project-key.created", target: "project:web", detail: { label: "app", rateLimit: limit } },
    { action: "project-key.changed", target, detail: { project: "web", active: { before: true, after: false } } },
    { action: "project-key.changed", target, detail: { project: "web", rateLimit: { before: limit, after: null } } },
    {
      action: "project-key.deleted",
      target,
      detail: { project: "web", publicKey, label: "app", active: false, rateLimit: null },
    },
  ]);
});

it("makes keys with limits of their own, up to what a limit may be", async () => {
  await TestApp.create(tool, "web");
  const make = (rateLimit: unknown) => console("POST", "/projects/web/keys", { label: "app", rateLimit });
  const most = { count: 1_000_000_000, windowSeconds: 86_400 };
  expect(await make(most)).toMatchObject({ status: 201, body: { rateLimit: most } });
  expect((await make(null)).body.rateLimit).toBeNull();
  expect((await make(undefined)).body.rateLimit).toBeNull();
  for (const wrong of [{ count: 1_000_000_001 }, { windowSeconds: 86_401 }, { count: 0 }, { windowSeconds: 0 }]) {
    expect((await make({ ...most, ...wrong })).status).toBe(422);
  }
});

it("refuses a change of nothing, and leaves no trace of one to what is so already", async () => {
  await TestApp.create(tool, "web");
  const { keys, settings } = (await console("GET", "/projects/web")).body;
  const key = `/projects/web/keys/${keys[0].id}`;
  for (const [path, body] of [
    ["/projects/web", {}],
    ["/projects/web", { settings: {} }],
    [key, {}],
  ] as const) {
    expect((await console("PATCH", path, body)).status).toBe(422);
  }
  expect((await console("PATCH", "/projects/web", { name: "web", settings })).status).toBe(200);
  expect((await console("PATCH", key, { label: "Default", active: true, rateLimit: null })).status).toBe(200);
  expect((await tool.put("/projects/apiary/web/", { isBookmarked: true })).status).toBe(200);
  expect((await console("PATCH", "/projects/web/keys/none", { active: false })).status).toBe(404);
  expect((await console("DELETE", "/projects/web/keys/none")).status).toBe(404);
  expect(await audited()).toEqual([]);
});

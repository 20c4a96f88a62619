import { expect, it } from "vitest";
import { MAX_RULES_LENGTH } from "../grouping/settings.ts";
import { TestApp, Tool, thrown } from "../web-api/tool.ts";

const CONSOLE = "http://localhost:8787/console/api/errors";
const tool = new Tool();
const send = (method: string, path: string, body?: unknown) => tool.send(method, `${CONSOLE}${path}`, body);
const attempt = (fingerprintRules: string) =>
  send("POST", "/projects/web/grouping/try", { stackTraceRules: "", fingerprintRules });

it("shows how the last event would be grouped, before and after", async () => {
  const web = await TestApp.create(tool, "web");
  await web.send({ message: "an older one" });
  const eventId = await web.send(thrown("DatabaseDown", "no route to db-7"));
  const { status, body } = await attempt('type:DatabaseDown -> database, {{ value }} title="Database"');
  expect(status).toBe(200);
  expect(body.faults).toEqual({ stackTraceRules: [], fingerprintRules: [] });
  expect(body.event).toMatchObject({
    eventId,
    before: { title: "DatabaseDown: no route to db-7", variants: [{ name: "app" }, { name: "system" }] },
    after: {
      title: "Database",
      variants: [{ name: "custom-fingerprint", values: ["database", "no route to db-<int>"] }],
    },
  });
});

it("says what is wrong, and where, and that there is no event", async () => {
  await TestApp.create(tool, "web");
  expect((await attempt("type:A -> a\n type:B -> {x")).body).toEqual({
    faults: { stackTraceRules: [], fingerprintRules: [{ line: 2, column: 12, detail: expect.any(String) }] },
    event: null,
  });
  expect(
    (await send("POST", "/projects/none/grouping/try", { stackTraceRules: "", fingerprintRules: "" })).status,
  ).toBe(404);
  expect((await attempt("#".repeat(MAX_RULES_LENGTH))).status).toBe(200);
  expect((await attempt("#".repeat(MAX_RULES_LENGTH + 1))).status).toBe(422);
});

it("saves rules that are all good, which then group what arrives", async () => {
  const web = await TestApp.create(tool, "web");
  const refused = await send("PATCH", "/projects/web", { settings: { fingerprintRules: "type:A -> a\nmessage" } });
  expect(refused).toMatchObject({
    status: 422,
    body: { fields: { "settings.fingerprintRules.2.1": expect.any(String) } },
  });
  const fingerprintRules = 'type:DatabaseDown -> database title="Database of {{ tags.site }}"';
  expect((await send("PATCH", "/projects/web", { settings: { fingerprintRules } })).status).toBe(200);
  await web.send({ ...thrown("DatabaseDown", "no route"), tags: { site: "Rome" } });
  await web.send({ ...thrown("DatabaseDown", "timeout"), tags: { site: "Oslo" } });
  expect((await send("GET", "/issues")).body.rows).toMatchObject([{ title: "Database of Oslo", events: 2 }]);
});

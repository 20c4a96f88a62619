import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { TestApp, Tool } from "../web-api/tool.ts";

const tool = new Tool();

it("says that a deleted project takes no check-ins", async () => {
  const web = await TestApp.create(tool, "web");
  const [key] = (await tool.get("/projects/apiary/web/keys/")).body;
  const checkIn = () =>
    exports.default.fetch(`http://localhost:8787/api/${web.id}/cron/nightly/${key.public}/?status=ok`);
  expect((await checkIn()).status).toBe(202);
  // Another isolate deleted it; this one still has the key in its cache.
  await env.PROJECT_SHARD.getByName(web.id).dismantle(Number(web.id), Date.now());
  const refused = await checkIn();
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining("ProjectId") });
});

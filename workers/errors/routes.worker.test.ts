import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { TestApp, Tool } from "./web-api/tool.ts";

const tool = new Tool();
const get = (path: string, headers: Record<string, string> = {}) =>
  exports.default.fetch(`http://localhost:8787/console/api/errors${path}`, {
    headers: { authorization: "Bearer test-owner-token", ...headers },
  });

it("gives what is read again an ETag, and downloads none, which are streamed", async () => {
  const web = await TestApp.create(tool, "web");
  const eventId = await web.send({ message: "paper jam" }, { "log.txt": "tray 2" });
  const issue = `/issues/${Number(web.id) * 100_000_000 + 1}`;
  const event = `${issue}/events/${eventId}`;
  for (const path of [
    "/projects",
    "/projects/web",
    "/issues",
    issue,
    `${issue}/events`,
    event,
    "/tags",
    "/tags/values?key=release",
  ]) {
    const first = await get(path);
    await first.text();
    const etag = first.headers.get("etag") ?? "";
    expect([path, first.status, etag]).toEqual([path, 200, expect.stringMatching(/^"/)]);
    expect((await get(path, { "if-none-match": etag })).status).toBe(304);
  }
  const { attachments } = await (await get(event)).json<{ attachments: { id: string }[] }>();
  for (const path of [`${event}/json`, `${event}/attachments/${attachments[0]?.id}`]) {
    const download = await get(path);
    expect((await download.text()).length).toBeGreaterThan(0);
    expect([path, download.status, download.headers.get("etag")]).toEqual([path, 200, null]);
  }
});

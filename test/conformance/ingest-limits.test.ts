import { once } from "node:events";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { TestProject } from "../project.ts";
import { error, filled, LIMITS, MIB, one } from "./ingest-limit.ts";

const server = inject("server");
let projects = 0;

test.each(LIMITS)(
  "$what: taken at the limit, refused one past it",
  async ({ path = "envelope/", gzip, at, accepted, past, status, refused }) => {
    const send = async (project: TestProject, body: string | Buffer<ArrayBuffer>) => {
      const headers = gzip ? { "content-encoding": "gzip" } : {};
      const answer = await project.post(
        path,
        gzip ? gzipSync(body, { level: 1 }) : body,
        headers as Record<string, string>,
      );
      return { status: answer.status, body: await answer.text() };
    };
    const [taken, turned] = [
      await TestProject.create(server, `at-${++projects}`),
      await TestProject.create(server, `past-${projects}`),
    ];
    expect(await send(taken, at())).toMatchObject({ status: 200 });
    expect(await taken.outcomes()).toEqual(accepted);
    expect(await send(turned, past())).toMatchObject({ status });
    expect(await turned.outcomes()).toEqual(refused);
  },
);

test("20 MiB over the wire are taken; one byte more is refused before it is sent", async () => {
  const project = await TestProject.create(server, "wire");
  await project.send(filled(one("event", error), 20 * MIB));
  const post = request(project.ingestUrl("envelope/"), { method: "POST", headers: { "content-length": 20 * MIB + 1 } });
  post.flushHeaders();
  const [answer] = await once(post, "response");
  expect(answer.statusCode).toBe(413);
  post.destroy();
  expect(await project.outcomes()).toEqual({ "accepted error": 1, "invalid default too-large": 1 });
});

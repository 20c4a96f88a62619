import { beforeEach, expect, it } from "vitest";
import { firstOwner, type Visitor } from "../../identity/visitor.ts";
import { TestApp, Tool, thrown } from "../web-api/tool.ts";

const tool = new Tool();
const API = "/console/api/errors";
let owner: Visitor;
let web: TestApp;
const id = (number: number, app = web) => String(Number(app.id) * 100_000_000 + number);

beforeEach(async () => {
  owner = await firstOwner();
  web = await TestApp.create(tool, "web");
  for (const type of ["TypeError", "RangeError", "SyntaxError"]) await web.send(thrown(type, "no"));
});

const entries = async () =>
  (await owner.get("/audit")).body.entries
    .filter(({ action }: { action: string }) => action.startsWith("issue."))
    .map(({ action, target, detail }: Record<string, unknown>) => ({ action, target, detail }));

it("merges issues and leads their ids and short ids to what came of it", async () => {
  const merged = await owner.post(`${API}/issues/merge`, { into: id(2), ids: [id(1), id(3)] });
  expect(merged.body).toEqual({ id: id(2) });
  await web.settle();
  for (const number of [1, 2, 3]) {
    expect((await owner.get(`${API}/issues/${id(number)}`)).body).toMatchObject({
      id: id(2),
      shortId: "WEB-2",
      events: 3,
    });
    expect((await owner.get(`${API}/issues?query=web-${number}`)).body.rows).toMatchObject([{ id: id(2), events: 3 }]);
  }
  const { activity } = (await owner.get(`${API}/issues/${id(2)}`)).body;
  expect(activity[0].issues).toEqual([
    { id: id(1), shortId: "WEB-1" },
    { id: id(3), shortId: "WEB-3" },
  ]);
  expect((await owner.get(`${API}/issues/${id(1)}/events`)).body.rows).toHaveLength(3);
  const resolved = await owner.patch(`${API}/issues`, { ids: [id(1), id(3)], status: "resolved" });
  expect(resolved.body).toEqual({ updated: 1 });
  expect((await entries())[1]).toEqual({
    action: "issue.merged",
    target: `issue:${id(2)}`,
    detail: { into: id(2), ids: [id(1), id(3)] },
  });
});

it("takes hashes out of an issue again", async () => {
  await owner.post(`${API}/issues/merge`, { into: id(1), ids: [id(2)] });
  await web.settle();
  const { hashes } = (await owner.get(`${API}/issues/${id(1)}/hashes`)).body;
  expect(hashes.map(({ latest }: { latest: { title: string } }) => latest.title)).toEqual([
    "RangeError: no",
    "TypeError: no",
  ]);
  const unmerge = (body: object) => owner.post(`${API}/issues/${id(1)}/unmerge`, body);
  const made = await unmerge({ hashes: [hashes[0].hash] });
  expect(made.body).toEqual({ id: id(4) });
  expect((await unmerge({ hashes: [hashes[0].hash] })).body).toEqual(made.body);
  expect(await unmerge({ hashes: [hashes[1].hash] })).toMatchObject({ status: 422, body: { title: "all-hashes" } });
  expect((await unmerge({ hashes: [] })).status).toBe(422);
  await web.settle();
  const list = (await owner.get(`${API}/issues?sort=first-seen`)).body.rows;
  expect(list.map(({ title, events }: { title: string; events: number }) => [title, events])).toEqual([
    ["SyntaxError: no", 1],
    ["RangeError: no", 1],
    ["TypeError: no", 1],
  ]);
});

it("merges within one project, and what there is", async () => {
  const shop = await TestApp.create(tool, "shop");
  await shop.send({ message: "disk full" });
  const merge = (into: string, ids: string[]) => owner.post(`${API}/issues/merge`, { into, ids });
  expect(await merge(id(1), [id(1, shop)])).toMatchObject({ status: 422, body: { title: "several-projects" } });
  expect(await merge(id(1), [id(1)])).toMatchObject({ status: 422, body: { title: "nothing-to-merge" } });
  expect(await merge(id(1), [id(77)])).toMatchObject({ status: 404, body: { title: "no-such-issue" } });
  expect(await merge("x", [id(1)])).toMatchObject({ status: 404, body: { title: "no-such-issue" } });
  expect((await owner.get(`${API}/issues/${id(99)}/hashes`)).status).toBe(404);
});

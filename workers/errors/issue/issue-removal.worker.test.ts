import { beforeEach, expect, it } from "vitest";
import { firstOwner, invited, type Visitor } from "../../identity/visitor.ts";
import { TestApp, Tool, thrown } from "../web-api/tool.ts";

const tool = new Tool();
const API = "/console/api/errors";
let owner: Visitor;
let web: TestApp;
const id = (number: number) => String(Number(web.id) * 100_000_000 + number);

beforeEach(async () => {
  owner = await firstOwner();
  web = await TestApp.create(tool, "web");
  await web.send(thrown("TypeError", "no"));
  await web.send(thrown("RangeError", "no"));
});

const titles = async () =>
  (await owner.get(`${API}/issues?sort=first-seen`)).body.rows.map(({ title }: { title: string }) => title);

it("deletes issues: they leave the lists, and the next event makes a new one", async () => {
  expect((await owner.post(`${API}/issues/delete`, { ids: [id(1)] })).body).toEqual({ removed: 1 });
  await web.settle();
  expect(await titles()).toEqual(["RangeError: no"]);
  expect((await owner.get(`${API}/issues/${id(1)}`)).status).toBe(404);
  await web.send(thrown("TypeError", "no"));
  expect((await owner.get(`${API}/issues/${id(3)}`)).body).toMatchObject({ title: "TypeError: no", events: 1 });
  expect((await owner.post(`${API}/issues/delete`, { ids: [id(1)] })).body).toEqual({ removed: 0 });
});

it("discards issues, lists what is discarded, and restores it", async () => {
  expect((await owner.post(`${API}/issues/discard`, { ids: [id(1)] })).body).toEqual({ removed: 1 });
  await web.send(thrown("TypeError", "no"));
  expect(await titles()).toEqual(["RangeError: no"]);
  const list = async () => (await owner.get(`${API}/projects/web/discarded`)).body.discarded;
  expect(await list()).toMatchObject([{ title: "TypeError: no", dropped: 1, actor: "ana@apiary.test" }]);
  const restore = `${API}/projects/web/discarded/${(await list())[0].id}`;
  expect((await owner.delete(restore)).status).toBe(204);
  expect((await owner.delete(restore)).status).toBe(404);
  await web.send(thrown("TypeError", "no"));
  expect(await titles()).toEqual(["TypeError: no", "RangeError: no"]);
  const { entries } = (await owner.get("/audit")).body;
  expect(entries.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(["issue.discarded", "issue.restored"]),
  );
});

it("lets only those delete and discard who may", async () => {
  const { visitor } = await invited(owner, "bo@apiary.test", ["ops"]);
  for (const action of ["delete", "discard"]) {
    expect((await visitor.post(`${API}/issues/${action}`, { ids: [id(1)] })).status).toBe(403);
  }
  expect((await visitor.delete(`${API}/projects/web/discarded/1`)).status).toBe(403);
  expect(await titles()).toHaveLength(2);
});

import { beforeEach, expect, it } from "vitest";
import { firstOwner, invited, type Visitor } from "../../identity/visitor.ts";
import { TestApp, Tool } from "../web-api/tool.ts";
import { COMMENT_CHARS_MAX } from "./issue-input.ts";

const ISSUES = "/console/api/errors/issues";
const tool = new Tool();
let owner: Visitor;
let issue: string;

beforeEach(async () => {
  owner = await firstOwner();
  const web = await TestApp.create(tool, "web");
  await web.send({ message: "paper jam" });
  issue = `${ISSUES}/${Number(web.id) * 100_000_000 + 1}`;
});

const id = "0193d2e8-7b3a-7c51-8a3e-000000000001";
const activity = async () => (await owner.get(issue)).body.activity;

it("adds, edits and deletes a person's own comments, each with an audit entry", async () => {
  const added = await owner.post(`${issue}/comments`, { id, text: " Seen on the third floor. " });
  expect(added.status).toBe(201);
  expect((await owner.post(`${issue}/comments`, { id, text: "Seen on the third floor." })).body).toEqual(added.body);
  const comment = `${issue}/comments/${added.body.id}`;
  expect((await activity())[0]).toMatchObject({
    id: added.body.id,
    kind: "comment",
    detail: "Seen on the third floor.",
    actor: "ana@apiary.test",
    editedMs: null,
  });
  const bo = await invited(owner, "bo@apiary.test", ["developer"]);
  expect((await bo.visitor.patch(comment, { text: "Fourth." })).status).toBe(403);
  expect((await bo.visitor.delete(comment)).status).toBe(403);
  expect((await owner.patch(comment, { text: "Fourth floor." })).status).toBe(204);
  expect((await activity())[0]).toMatchObject({ detail: "Fourth floor.", editedMs: expect.any(Number) });
  expect((await owner.delete(comment)).status).toBe(204);
  expect((await owner.delete(comment)).status).toBe(404);
  expect((await activity()).map(({ kind }: { kind: string }) => kind)).toEqual(["first-seen"]);
  const actions = (await owner.get("/audit")).body.entries.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(expect.arrayContaining(["comment.added", "comment.edited", "comment.deleted"]));
});

it("takes comments up to the limit, on issues that exist", async () => {
  const post = (text: string, at = issue) => owner.post(`${at}/comments`, { id: crypto.randomUUID(), text });
  expect((await post("x".repeat(COMMENT_CHARS_MAX))).status).toBe(201);
  expect((await post("x".repeat(COMMENT_CHARS_MAX + 1))).status).toBe(422);
  expect((await post("  ")).status).toBe(422);
  expect((await post("x", `${ISSUES}/999900000001`)).status).toBe(404);
});

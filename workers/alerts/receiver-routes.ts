import { type Context, Hono } from "hono";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { newReceiver, receiverChange } from "./receiver.ts";
import { findReceiver, listReceivers, receiverView } from "./receiver-book.ts";
import { addReceiver, changeReceiver, removeReceiver, rotateSecret } from "./receiver-change.ts";
import { testReceiver } from "./test-notification.ts";

/** Where notifications go. */
export const receiverRoutes = new Hono<App>()
  .get("/receivers", allow("project:read"), async (c) => {
    const records = await listReceivers(c.env.DB);
    const views = records.map((record) => receiverView(c.env, record, c.get("nowMs")));
    return c.json({ receivers: await Promise.all(views) });
  })
  .post("/receivers", allow("project:write"), jsonInput(newReceiver), async (c) => {
    const added = await addReceiver(c, c.req.valid("json"));
    return added.ok
      ? c.json(added.value, 201)
      : problem(c, { status: 409, reason: added.reason, detail: added.detail });
  })
  .get("/receivers/:id", allow("project:read"), async (c) => {
    const record = await findReceiver(c.env.DB, c.req.param("id"));
    return record === null ? noSuchReceiver(c) : c.json(await receiverView(c.env, record, c.get("nowMs")));
  })
  .patch("/receivers/:id", allow("project:write"), jsonInput(receiverChange), async (c) => {
    const record = await findReceiver(c.env.DB, c.req.param("id"));
    if (record === null) return noSuchReceiver(c);
    const changed = await changeReceiver(c, record, c.req.valid("json"));
    if (changed.ok) return c.json(changed.value);
    const { reason, detail } = changed;
    return problem(c, { status: 422, reason: "invalid-input", detail, causes: [detail], fields: { [reason]: detail } });
  })
  .delete("/receivers/:id", allow("project:write"), async (c) => {
    const record = await findReceiver(c.env.DB, c.req.param("id"));
    if (record === null) return noSuchReceiver(c);
    if (await removeReceiver(c, record)) return c.body(null, 204);
    const detail = "A rule notifies this receiver. Take it out of its rules first.";
    return problem(c, { status: 409, reason: "receiver-in-use", detail });
  })
  .post("/receivers/:id/secret", allow("project:write"), async (c) => {
    const record = await findReceiver(c.env.DB, c.req.param("id"));
    if (record === null) return noSuchReceiver(c);
    const made = await rotateSecret(c, record);
    if (made !== null) return c.json(made);
    return problem(c, { status: 409, reason: "no-secret", detail: "Only a webhook has a signing secret." });
  })
  .post("/receivers/:id/test", allow("project:write"), async (c) => {
    const record = await findReceiver(c.env.DB, c.req.param("id"));
    return record === null ? noSuchReceiver(c) : c.json(await testReceiver(c, record));
  });

const noSuchReceiver = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-receiver", detail: "There is no receiver of that id." });

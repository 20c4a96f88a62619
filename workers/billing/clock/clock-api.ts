import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { deedOf } from "../account-client.ts";
import { page } from "../api/resource.ts";
import { findClock, insertClock, listClocks, markEnding, setClock } from "./clock-book.ts";
import { endClock, moveAccounts } from "./move.ts";
import { CLOCKS_MAX, clockMove, clockStep, newClock } from "./test-clock.ts";

/** `/billing/v1/test_clocks`: times by which test accounts go. No account that is somebody's can be given one. */
export const clockApi = new Hono<App>()
  .get("/", allow("billing:read"), async (c) => {
    const data = await listClocks(c.env.DB);
    return c.json(page(data));
  })
  .post("/", allow("billing:operate"), jsonInput(newClock), async (c) => {
    const wanted = c.req.valid("json");
    await audit(c, { action: "test-clock.created", target: `test-clock:${wanted.name}`, detail: wanted });
    const id = await insertClock(c.env.DB, wanted, c.get("nowMs"));
    if (id !== null) return c.json(await findClock(c.env.DB, id), 201);
    return problem(c, {
      status: 409,
      reason: "too-many-clocks",
      detail: `There are at most ${CLOCKS_MAX} test clocks.`,
    });
  })
  .get("/:id", allow("billing:read"), async (c) => {
    const clock = await findClock(c.env.DB, c.req.param("id"));
    return clock ? c.json(clock) : none(c);
  })
  .post("/:id/advance", allow("billing:operate"), jsonInput(clockMove), async (c) => {
    const clock = await findClock(c.env.DB, c.req.param("id"));
    if (clock === null) return none(c);
    const { toMs } = c.req.valid("json");
    const step = clock.status === "ending" ? ENDING : clockStep(clock.nowMs, toMs);
    if (!step.ok) return problem(c, { status: 409, reason: step.reason, detail: step.detail });
    await audit(c, { action: "test-clock.advanced", target: `test-clock:${clock.id}`, detail: { toMs } });
    // The time first: what is cut off after it is brought to its end by the cron.
    await setClock(c.env.DB, clock.id, toMs);
    const moving = await findClock(c.env.DB, clock.id);
    if (moving) await moveAccounts(c.env, moving, deedOf(c, ""));
    return c.json(await findClock(c.env.DB, clock.id));
  })
  .delete("/:id", allow("billing:operate"), async (c) => {
    const clock = await findClock(c.env.DB, c.req.param("id"));
    if (clock === null) return none(c);
    await audit(c, { action: "test-clock.ended", target: `test-clock:${clock.id}` });
    await markEnding(c.env.DB, clock.id, c.get("nowMs"));
    const ending = await findClock(c.env.DB, clock.id);
    if (ending) await endClock(c.env, ending, deedOf(c, ""));
    return c.body(null, 204);
  });

const ENDING = {
  ok: false,
  reason: "clock-ending",
  detail: "The clock is ending: its accounts are being cancelled.",
} as const;

const none = (c: Context<App>) =>
  problem(c, { status: 404, reason: "not-found", detail: "There is no test clock of that id." });

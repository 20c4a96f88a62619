import type { Context } from "hono";
import type * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { ok } from "../../kit/result.ts";
import type { Changed } from "../catalogue/answers.ts";
import { METERS_MAX, type Meter, type newMeter } from "./meter.ts";
import { findMeter, insertMeter } from "./meter-book.ts";

/** Makes a meter. The same id again is the same meter. */
export async function addMeter(
  c: Context<App>,
  id: string,
  wanted: z.output<typeof newMeter>,
): Promise<Changed<Meter>> {
  const made = await findMeter(c.env.DB, id);
  if (made) return ok(made);
  const meter: Meter = { ...wanted, id, createdMs: c.get("nowMs"), archivedMs: null };
  await audit(c, { action: "meter.created", target: `meter:${id}`, detail: wanted });
  await insertMeter(c.env.DB, meter);
  // As it is read again by whoever asks again.
  const there = await findMeter(c.env.DB, id);
  if (there) return ok(there);
  const detail = `A meter has this key, or there are ${METERS_MAX}, the most that may be.`;
  return { ok: false, problem: { status: 409, reason: "meter-refused", detail, fields: { key: detail } } };
}

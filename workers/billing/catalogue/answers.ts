import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { problem } from "../../front/problem.ts";

/** Nothing of that kind has that id. */
export const noSuch = (c: Context<App>, what: "product" | "plan" | "price" | "coupon") =>
  problem(c, { status: 404, reason: `no-such-${what}`, detail: `There is no ${what} of that id.` });

/** A field names what is not there, or not on sale. */
export const wrongField = (c: Context<App>, field: string, detail: string) =>
  problem(c, { status: 422, reason: "invalid-input", detail, causes: [detail], fields: { [field]: detail } });

/** The catalogue holds no more. */
export const full = (c: Context<App>, what: string, max: number) =>
  problem(c, { status: 409, reason: `too-many-${what}`, detail: `There are ${max} ${what}, the most that may be.` });

/** Somebody made the next version first. */
export const newerVersion = (c: Context<App>, what: "plan" | "price") =>
  problem(c, {
    status: 409,
    reason: "newer-version",
    detail: `There is a newer version of this ${what}, or no room for another. Look at it first, then change that.`,
  });

import type { Problem } from "../../front/problem.ts";
import { ok } from "../../kit/result.ts";

/** What was made or changed of the catalogue; or why it was not, as it is answered. */
export type Changed<Thing> = { ok: true; value: Thing } | Refusal;
interface Refusal {
  ok: false;
  problem: Problem;
}

const refused = (problem: Problem): Refusal => ({ ok: false, problem });

/** Nothing of that kind has that id. */
export const noSuch = (what: string): Refusal =>
  refused({ status: 404, reason: `no-such-${what}`, detail: `There is no ${what} of that id.` });

/** A field names what is not there, or not on sale. */
export const wrongField = (field: string, detail: string): Refusal =>
  refused({ status: 422, reason: "invalid-input", detail, causes: [detail], fields: { [field]: detail } });

/** The catalogue holds no more. */
export const full = (what: string, max: number): Refusal =>
  refused({ status: 409, reason: `too-many-${what}`, detail: `There are ${max} ${what}, the most that may be.` });

/** Somebody made the next version first. */
export const newerVersion = (what: "product" | "plan" | "price"): Refusal =>
  refused({
    status: 409,
    reason: "newer-version",
    detail: `There is a newer version of this ${what}, or no room for another. Look at it first, then change that.`,
  });

/** The thing if it is there, else why it is not. */
export const thereOr = <Thing>(thing: Thing | null, refusal: Refusal): Changed<Thing> =>
  thing === null ? refusal : ok(thing);

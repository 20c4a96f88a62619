import * as z from "zod";
import { AccountCreate } from "../account/lifecycle/opening.ts";
import { Personal } from "../account/person/personal.ts";

/**
 * A new account with its owner. The same `id` again is the same account, so that whoever got no answer asks again. With a
 * test clock it is a test account, which goes by that clock's time for ever; with `clockMs` it begins at a time of its own.
 */
export const NewAccount = AccountCreate.omit({ ownerId: true, testClockId: true })
  .extend({ owner: Personal, id: z.uuid().optional(), testClock: z.string().max(64).optional() })
  .refine(({ testClock, clockMs }) => testClock === undefined || clockMs === null, {
    path: ["clockMs"],
    error: "A test account has its clock's time.",
  });

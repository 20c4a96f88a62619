import * as z from "zod";
import { AccountCreate } from "../account/opening.ts";
import { Personal } from "../account/personal.ts";

/** A new account with its owner. The same `id` again is the same account, so that whoever got no answer asks again. */
export const NewAccount = AccountCreate.omit({ ownerId: true }).extend({ owner: Personal, id: z.uuid().optional() });

import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { accountBooks, deedOf } from "../../account-client.ts";
import type { Reply } from "../../command/execute.ts";
import { PersonAdd } from "./person.ts";
import { Personal } from "./personal.ts";

/** Somebody new of an account. The same `id` again is the same person, so that whoever got no answer asks again. */
export const Joined = PersonAdd.omit({ personId: true }).extend({
  personal: Personal,
  id: z.uuid().optional(),
  reason: z.string().trim().max(1_000).default(""),
});

/** Takes somebody into an account: their part first, then their name and address, each once. */
export async function join(
  c: Context<App>,
  accountId: string,
  personId: string,
  { role, personal, reason }: z.output<typeof Joined>,
): Promise<Reply> {
  const books = accountBooks(c.env, accountId);
  const detail = { personId, role, reason };
  if (!(await books.hasRun(personId)))
    await audit(c, { action: "billing.person.add", target: `account:${accountId}`, detail });
  const sent = { key: personId, command: "person.add", input: { personId, role }, deed: deedOf(c, reason) };
  const reply = await books.run(sent);
  // Asked again it changes nobody's address, and brings back nobody who was erased.
  if (reply.ok && !(await books.people()).has(personId)) await books.identify([{ id: personId, personal }]);
  return reply;
}

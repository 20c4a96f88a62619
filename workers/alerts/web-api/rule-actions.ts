import type { Context } from "hono";
import type * as z from "zod";
import type { App } from "../../front/context.ts";
import { findPerson } from "../../identity/person.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { openDestination } from "../destination.ts";
import { listReceivers, type ReceiverRecord } from "../receiver-book.ts";
import { addReceiver } from "../receiver-change.ts";
import type { component } from "./rule-conditions.ts";

const SERVICE = "sentry.rules.actions.notify_event_service.NotifyEventServiceAction";
const MAIL = "sentry.mail.actions.NotifyEmailAction";

/**
 * The receivers that Sentry's actions notify: a service is a receiver of ours by its id or name, a mail to a member the receiver of just that address,
 * which is made when there is none. Fails with a sentence on any other action.
 */
export async function receiversOf(
  c: Context<App>,
  actions: readonly z.infer<typeof component>[],
): Promise<Result<string[], "actions">> {
  const ids = new Set<string>();
  for (const action of actions) {
    const receivers = await listReceivers(c.env.DB);
    const id =
      action.id === SERVICE
        ? receivers.find(({ id, name }) => id === action.service || name === action.service)?.id
        : action.id === MAIL && action.targetType === "Member"
          ? await mailReceiver(c, receivers, String(action.targetIdentifier))
          : undefined;
    if (id === undefined) {
      const known = receivers.map(({ name }) => name).join(", ");
      const detail = `This server cannot do ${JSON.stringify(action)}. It mails members, and notifies its receivers as services: ${known || "there are none yet"}.`;
      return fail("actions", detail);
    }
    ids.add(id);
  }
  return ok([...ids]);
}

/** The receivers that are mailed at one address alone, by their addresses. */
async function soleAddresses(env: Env, receivers: readonly ReceiverRecord[]): Promise<Map<string, string>> {
  const addresses = new Map<string, string>();
  for (const { id, sealed } of receivers) {
    const destination = await openDestination(env.APIARY_SECRET, sealed);
    const [address, ...more] = destination?.kind === "mail" ? destination.addresses : [];
    if (address !== undefined && more.length === 0) addresses.set(address, id);
  }
  return addresses;
}

async function mailReceiver(c: Context<App>, receivers: readonly ReceiverRecord[], personId: string) {
  const person = await findPerson(c.env, { id: personId });
  if (person === null) return undefined;
  const known = (await soleAddresses(c.env, receivers)).get(person.email);
  if (known !== undefined) return known;
  const added = await addReceiver(c, { kind: "mail", name: person.name, addresses: [person.email] });
  return added.ok ? added.value.receiver.id : undefined;
}

/** A rule's receivers as Sentry's actions. */
export async function actionsOf(env: Env, ids: readonly string[]) {
  const receivers = (await listReceivers(env.DB)).filter(({ id }) => ids.includes(id));
  const addresses = await soleAddresses(env, receivers);
  const members = new Map<string, string>();
  for (const [email, id] of addresses) {
    const person = await findPerson(env, { email });
    if (person !== null) members.set(id, person.id);
  }
  return receivers.map(({ id, name }) => {
    const member = members.get(id);
    if (member === undefined) return { id: SERVICE, name: `Send a notification via ${name}`, service: id };
    return { id: MAIL, name: `Send a notification to ${name}`, targetType: "Member", targetIdentifier: member };
  });
}

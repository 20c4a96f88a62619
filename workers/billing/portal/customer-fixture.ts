import { env, exports } from "cloudflare:workers";
import type { Json } from "../../kit/json.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice } from "../account-fixture.ts";
import { SYSTEM } from "../command/command.ts";
import { companyInput } from "../company/company-fixture.ts";
import { CustomerBrowser } from "./customer-browser.ts";
import { createPortalLink } from "./entry/portal-link.ts";
import { findMembers, whoHas } from "./member.ts";

const ORIGIN = "http://localhost:8787";

/** A customer's browser in the Worker under test. */
export class Customer extends CustomerBrowser {
  constructor() {
    super((path, init) => exports.default.fetch(ORIGIN + path, init));
  }
}

let keys = 0;

/** Runs a command on an account's books that has to take place. */
export async function run(accountId: string, command: string, input: object): Promise<void> {
  const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId: "test" };
  const envelope = { key: `test:${++keys}`, command, input: input as Json, deed };
  const reply = await accountBooks(env, accountId).run(envelope, true);
  if (!reply.ok) throw new Error(`${command}: ${reply.detail}`);
}

/** An account with an owner of this address, and somebody who cares for its bills (`bills-` and the address). */
export async function openAccount(mail: string): Promise<string> {
  const id = crypto.randomUUID();
  await run(id, "company.adopt", companyInput());
  const shop = { productId: "shop", name: "Quiet <Harbor>", ownerId: `o_${id}`, currency: "EUR" };
  await run(id, "account.create", shop);
  await run(id, "person.add", { personId: `b_${id}`, role: "billing" });
  const people = [
    { id: `o_${id}`, personal: { name: "Mira Okafor", mail } },
    { id: `b_${id}`, personal: { name: "Bo Bills", mail: `bills-${mail}` } },
  ];
  await accountBooks(env, id).identify(people);
  return id;
}

/** Comes in by a link that was made for this address. */
export async function enter(mail: string): Promise<Customer> {
  const members = (await findMembers(env, mail))?.members ?? [];
  const link = await createPortalLink(env, { who: whoHas(env.APIARY_SECRET, mail), members }, Date.now());
  const customer = new Customer();
  await customer.enter(`/id/account/link?token=${link?.token}`);
  return customer;
}

/** Prices whose changes are charged at once. */
export const NOW = { proration: { granularity: "day", timing: "now" } } as const;

/** Subscribes an account to two of a month's plan, and sees the first charge through. */
export async function subscribed(id: string, amount = 1_000): Promise<void> {
  await run(id, "subscription.create", { items: [{ price: monthlyPrice(amount, NOW), quantity: 2 }] });
  await accountBooks(env, id).wake();
}

import { env, exports } from "cloudflare:workers";
import type { Json } from "../../kit/json.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice } from "../account-fixture.ts";
import { SYSTEM } from "../command/command.ts";
import { companyInput } from "../company/company-fixture.ts";
import { createPortalLink } from "./entry/portal-link.ts";
import { findMembers, whoHas } from "./member.ts";

const ORIGIN = "http://localhost:8787";
const FORM = /<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs;
const HIDDEN = /<input type="hidden" name="([^"]*)" value="([^"]*)">/g;

/** A customer's browser for tests: keeps cookies, follows redirects when told to, sends forms as the page has them. */
export class Customer {
  readonly cookies = new Map<string, string>();
  /** The page in front. */
  html = "";

  async get(path: string): Promise<Response> {
    return this.#keep(await exports.default.fetch(ORIGIN + path, { headers: this.#headers(), redirect: "manual" }));
  }

  /** Fills the page's form of this action with these fields beside its hidden ones, and reads the page that it leads to. */
  async send(action: string, fields: Record<string, string> = {}): Promise<Response> {
    const form = [...this.html.matchAll(FORM)].find(([, to]) => to === action);
    if (!form) throw new Error(`There is no form to ${action} in ${this.html}`);
    const body = new URLSearchParams();
    for (const [, name = "", value = ""] of (form[2] ?? "").matchAll(HIDDEN)) body.set(name, value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    let answer = await this.post(action, body);
    for (let to = answer.headers.get("location"); to?.startsWith("/"); to = answer.headers.get("location"))
      answer = await this.get(to);
    return answer;
  }

  async post(path: string, body: URLSearchParams, more: Record<string, string> = {}): Promise<Response> {
    const init = { method: "POST", headers: { ...this.#headers(), ...more }, body, redirect: "manual" } as const;
    return this.#keep(await exports.default.fetch(ORIGIN + path, init));
  }

  #headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  async #keep(answer: Response): Promise<Response> {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = "", ...flags] = line.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      if (flags.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(name.length + 1));
    }
    const isText = answer.headers.get("content-type")?.startsWith("application/pdf") !== true;
    this.html = isText ? await answer.clone().text() : "";
    return answer;
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
  await customer.get(`/id/account/link?token=${link?.token}`);
  await customer.get("/id/account/link");
  await customer.send("/id/account/link");
  return customer;
}

/** Prices whose changes are charged at once. */
export const NOW = { proration: { granularity: "day", timing: "now" } } as const;

/** Subscribes an account to two of a month's plan, and sees the first charge through. */
export async function subscribed(id: string, amount = 1_000): Promise<void> {
  await run(id, "subscription.create", { items: [{ price: monthlyPrice(amount, NOW), quantity: 2 }] });
  await accountBooks(env, id).wake();
}

import type { MailDetail, MailList } from "../../workers/mail/view.ts";
import { until } from "../poll.ts";
import type { House } from "./house.ts";

/** A price of ten euros a month, as a test sells it. */
export const TEAM = {
  ...{ id: "price_team", productId: "shop", planId: "plan_team", name: "Team", currency: "EUR" },
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount: "1000" },
  tax: { behaviour: "exclusive", code: "zero" },
};

/** A card of the local gateway, by the token that says what it does. */
export const card = (token: string) => ({
  ...{ gateway: "local", token, customer: `cus_${crypto.randomUUID()}`, kind: "card", brand: "visa", last4: "4242" },
  expires: { month: 12, year: 2099 },
  makeDefault: true,
});

/** A customer's account, opened by the API, and commands on it. */
export interface Customer {
  id: string;
  run(command: string, input: object, reason?: string): Promise<unknown>;
}

/** Opens a customer's account whose owner's mail address is made of its name. */
export async function openCustomer(house: House, name: string, more: object = {}): Promise<Customer> {
  const mail = `mira@${name.toLowerCase().replaceAll(" ", "-")}.test`;
  const opened = { productId: "shop", name, currency: "EUR", owner: { name: "Mira Okafor", mail }, ...more };
  const { id } = await house.api<{ id: string }>("POST", "/billing/accounts", opened);
  const run = (command: string, input: object, reason = "Agreed with the customer") =>
    house.api("POST", `/billing/accounts/${id}/commands`, { command, input, reason });
  return { id, run };
}

/** The link into the portal in the newest mail to an address, another one than before. */
export async function mailedLink(house: House, mail: string, before = ""): Promise<string> {
  const newest = async () => {
    const { rows } = await house.api<MailList>("GET", "/mail/kept");
    const row = rows.find(({ kind, to }) => kind === "sign-in" && to.includes(mail));
    const kept = row && (await house.api<MailDetail>("GET", `/mail/kept/${row.id}`));
    return /http\S+/.exec(kept?.text ?? "")?.[0] ?? before;
  };
  return until("the link's mail", newest, (link) => link !== before);
}

import { DAY_MS } from "../../workers/kit/time.ts";
import { card, openCustomer, TEAM } from "./customer.ts";
import type { House } from "./house.ts";

/** Customers in several states, one of them with everything that its page can show, and a request above a limit. Returns its id. */
export async function furnishCustomers(house: House): Promise<string> {
  const whole = await openCustomer(house, "Northern Lights Trading Company", { tags: ["vip", "berlin"] });
  await whole.run("method.attach", card("tok_ok"));
  await whole.run("subscription.create", { items: [{ price: TEAM, quantity: 12 }] });
  await whole.run("note.add", { text: "Prefers answers by phone before noon." });
  await whole.run("balance.adjust", { amount: 1_250 });
  await whole.run("account.link", { system: "crm", externalId: "Q-77" });
  await whole.run("person.add", { personId: "person_of_the_tests", role: "billing" });
  const invoice = { lines: [{ description: "Onboarding", amount: 48_000 }], collection: SENT };
  await whole.run("invoice.create", invoice);
  const comped = await openCustomer(house, "Quiet Leaf");
  await comped.run("waiver.give", { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 90 * DAY_MS });
  await comped.run("waiver.give", { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 900 * DAY_MS });
  const failing = await openCustomer(house, "Iron Field");
  await failing.run("method.attach", card("tok_insufficient_funds"));
  await failing.run("subscription.create", { items: [{ price: TEAM, quantity: 3 }] });
  const frozen = await openCustomer(house, "Bright Stone");
  await frozen.run("account.freeze", {});
  const gone = await openCustomer(house, "Silver Wind");
  await gone.run("account.cancel", {});
  return whole.id;
}

const SENT = { kind: "send-invoice", daysUntilDue: 14 };

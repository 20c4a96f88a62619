import type { Access } from "./project.ts";

const DAY_MS = 86_400_000;
const FIRST = ["North", "Quiet", "Silver", "Green", "Bright", "Iron"];
const SECOND = ["wind", "harbor", "leaf", "forge", "stone", "field"];

const price = (name: string, unitAmount: string) => ({
  ...{
    id: `price_${name.toLowerCase()}`,
    productId: "shop",
    planId: `plan_${name.toLowerCase()}`,
    name,
    currency: "EUR",
  },
  interval: { unit: "month", count: 1 },
  charge: { kind: "per-unit", unitAmount },
  tax: { behaviour: "exclusive", code: "standard" },
});
const TEAM = price("Team", "900");
const STUDIO = price("Studio", "2400");

/** What becomes of one customer after another: each a list of commands with their input. */
const LIVES: [command: string, input: object][][] = [
  [["subscription.create", { items: [{ price: TEAM, quantity: 4 }], trialDays: 14 }]],
  [["subscription.create", { items: [{ price: STUDIO, quantity: 2 }] }]],
  [["waiver.give", { planId: "plan_team", planName: "Team", expiresMs: Date.now() + 90 * DAY_MS }]],
  [["account.freeze", {}]],
  [
    ["subscription.create", { items: [{ price: TEAM, quantity: 9 }] }],
    ["note.add", { text: "Prefers answers by phone before noon." }],
  ],
  [["account.cancel", {}]],
  // Above what one person gives alone: it waits for a second one.
  [["waiver.give", { planId: "plan_studio", planName: "Studio", expiresMs: Date.now() + 900 * DAY_MS }]],
];

/** Opens a small company's customers, in all states, unless there are some. */
export async function makeCustomers(access: Access): Promise<void> {
  const { accounts } = await call<{ accounts: object[] }>(access, "");
  if (accounts.length > 0) return;
  for (const [at, name] of FIRST.flatMap((first) => SECOND.map((second) => first + second)).entries()) {
    const owner = { name: `Owner of ${name}`, mail: `owner@${name.toLowerCase()}.example` };
    const opened = { productId: "shop", name, currency: "EUR", tags: at % 5 === 0 ? ["vip"] : [], owner };
    const { id } = await call<{ id: string }>(access, "", opened);
    for (const [command, input] of LIVES[at % LIVES.length] ?? []) {
      // Only a few wait: an inbox of equals teaches nothing.
      if (command === "waiver.give" && at > 20) continue;
      await call(access, `/${id}/commands`, { command, input, reason: "Agreed with the customer" });
    }
  }
}

async function call<Answer>({ url, token }: Access, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}/console/api/billing/accounts${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  // The console API's shape, of a server of this very build.
  return (await answer.json()) as Answer;
}

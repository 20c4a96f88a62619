import { monthlyPrice, TestAccount } from "../account-fixture.ts";

/** Midnight of a day, UTC. */
export const at = (date: string) => Date.parse(`${date}T00:00:00Z`);
/** A change is charged at once, by the day. */
export const NOW_PRORATED = { granularity: "day", timing: "now" } as const;

/** An account with a card that has subscribed to a price. */
export function subscribed(price = monthlyPrice(1000), start = "2026-01-31", more: object = {}) {
  const account = new TestAccount(at(start));
  account.attachCard();
  const { subscription } = account.must<{ subscription: { id: string; items: { id: string }[] } }>(
    "subscription.create",
    {
      items: [{ price, quantity: 1 }],
      ...more,
    },
  );
  return { account, id: subscription.id, item: subscription.items[0]?.id ?? "" };
}

/** What an account was billed. */
export const invoices = ({ books }: TestAccount) =>
  books.invoices.list().map(({ number, status, total, lines }) => ({
    number,
    status,
    total,
    from: lines[0]?.service ? new Date(lines[0].service.startMs).toISOString().slice(0, 10) : null,
  }));

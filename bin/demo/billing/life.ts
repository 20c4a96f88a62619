import type { Prices } from "./catalogue.ts";
import type { Customer } from "./customer.ts";

/** What happens to a customer, each with the days since it opened its account. */
export type Life = [day: number, what: (customer: Customer) => Promise<unknown>][];

/** Something that comes again every so many days, until a day. */
const every = (days: number, untilDay: number, what: (customer: Customer) => Promise<unknown>): Life =>
  Array.from({ length: Math.floor(untilDay / days) }, (_, at) => [(at + 1) * days, what]);

/** Lives that customers have, one after the other; `size` makes each of a kind differ. */
const LIVES: ((prices: (name: string) => string, size: number) => Life)[] = [
  // Grows with us.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[price("team"), 2 + size]], { trialDays: 14 })],
    [70, (one) => one.change(4 + size)],
    [160, (one) => one.change(6 + 2 * size)],
    [210, (one) => one.change(3 + size)],
    [280, (one) => one.change(5 + size, price("studio"))],
  ],
  // Pays for a year at once, and has a bad week.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[one.opening.currency === "EUR" ? price("studio-year") : price("studio"), 4 + size]])],
    [40, (one) => one.credit(0.1, "balance")],
  ],
  // Tries, stays half a year, leaves.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[price("team"), 3 + size]], { trialDays: 14 })],
    [60, (one) => one.credit(0.5, "card")],
    [65 + size * 40, (one) => one.cancel("period-end")],
  ],
  // Pays by bank, at the last moment.
  (price) => [
    [0, (one) => one.subscribe([[price("chain"), 1]], { collection: { kind: "send-invoice", daysUntilDue: 30 } })],
    ...every(31, 400, (one) => one.transfer()),
  ],
  // The card stops working; another one comes.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[price("studio"), 3 + size]])],
    [50, (one) => one.attach("insufficient_funds")],
    [64, (one) => one.attach("ok")],
    [200, (one) => one.change(8 + size)],
  ],
  // Sends mails by the thousand.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [
      0,
      (one) =>
        one.subscribe([
          [price("mail"), 1],
          [price("messages"), 0],
        ]),
    ],
    ...every(15, 425, (one) => one.use("messages", 1_800 + ((one.nowMs / 86_400_000) % 17) * 200 + size * 600)),
  ],
  // Came by a coupon, took more storage, rests for a while.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [
      0,
      (one) =>
        one.subscribe([
          [price("team"), 5 + size],
          [price("storage"), 180],
        ]),
    ],
    [0, (one) => one.discount("LAUNCH20", "20", 6)],
    [220, (one) => one.pause(45)],
  ],
  // Nobody pays any more.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[price("team"), 6 + size]])],
    [40, (one) => one.attach("expired_card")],
    [75, (one) => (size % 2 === 0 ? one.writeOff() : one.note("Says that the new card comes next week."))],
  ],
  // Denies a payment.
  (price, size) => [
    [0, (one) => one.attach(size % 2 === 0 ? "dispute_lost_20" : "dispute_won_9")],
    [0, (one) => one.subscribe([[price("team"), 4]])],
    [12, (one) => one.attach("ok")],
    [100, (one) => one.bill("A day of training", 90_000)],
    [120, (one) => one.transfer()],
    [240, (one) => one.bill("A second day of training", 30_000)],
    [244, (one) => one.voidOpen()],
  ],
  // Takes payments through us.
  (price, size) => [
    [0, (one) => one.attach("ok")],
    [0, (one) => one.subscribe([[price("pay"), 0]])],
    ...every(15, 425, (one) => one.use("payments", 300_000 + size * 50_000 + ((one.nowMs / 86_400_000) % 23) * 8_000)),
  ],
  // Comped for a while.
  (price, size) => [
    [0, (one) => one.comp("Team", 120)],
    [121, (one) => one.attach("ok")],
    [121, (one) => one.subscribe([[price("team"), 3 + size]])],
    [150, (one) => one.note("Prefers answers by phone before noon.")],
  ],
  // Owes for longer and longer.
  (price) => [
    [0, (one) => one.subscribe([[price("studio"), 5]], { collection: { kind: "send-invoice", daysUntilDue: 14 } })],
    ...every(32, 96, (one) => one.transfer()),
  ],
];

/** The life of the how-manieth customer. Prices are those of its currency, where there are such. */
export const lifeOf = (at: number, currency: string, prices: Prices): Life => {
  const named = (name: string) => {
    const id = (currency === "USD" && prices[`${name}-usd`]) || prices[name];
    if (id === undefined) throw new Error(`no price ${name}`);
    return id;
  };
  return LIVES[at % LIVES.length]?.(named, Math.floor(at / LIVES.length)) ?? [];
};

/** Lives that are sold in euros only. */
export const inEuros = (at: number): boolean => [1, 5, 6].includes(at % LIVES.length);

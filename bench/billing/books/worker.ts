import { createHash } from "node:crypto";
import { AccountBilling as Books } from "../../../durable-objects/account-billing/account-billing.ts";
import type { AccountBooks } from "../../../workers/billing/account-client.ts";
import { SYSTEM } from "../../../workers/billing/command/command.ts";
import type { Envelope } from "../../../workers/billing/command/command-log.ts";
import apiary from "../../../workers/index.ts";

export * from "../../../workers/index.ts";

/** An account's object with one thing more: what a bare insert costs in it. */
export class AccountBilling extends Books {
  /** Inserts rows as large as a command's, each by itself. Returns how many there are. */
  insert(rows: number): number {
    const { sql } = this.ctx.storage;
    sql.exec("create table if not exists bare (id integer primary key, text text not null)");
    for (let row = 0; row < rows; row += 1) sql.exec("insert into bare (text) values (?)", "x".repeat(ROW_CHARS));
    return sql.exec<{ n: number }>("select count(*) as n from bare").one().n;
  }

  /** Reads and hashes so many of those rows after one, each by itself. Returns how many there were. */
  hash(after: number, rows: number): number {
    const read = "select text from bare where id > ? order by id limit ?";
    const texts = this.ctx.storage.sql.exec<{ text: string }>(read, after, rows).toArray();
    return texts.filter(({ text }) => createHash("sha256").update(text).digest("hex") !== "").length;
  }
}

const ROW_CHARS = 500;

type Measured = AccountBooks & Pick<AccountBilling, "insert" | "hash">;

/**
 * Apiary's Worker; under `/bench/<account>/<what>/<calls>/<batch>` so many calls of that account's object are made, one after the
 * other, each by RPC: `insert`, `post`, `verify`; `hash` makes as many as the rows take. A command is acknowledged once it is on disk.
 */
export default {
  async fetch(request, env, ctx) {
    const [, root, account = "", what, calls = "0", batch = "0"] = new URL(request.url).pathname.split("/");
    if (root !== "bench") return apiary.fetch(request, env, ctx);
    // The binding's class is the one above, of which the generated types know nothing.
    const books = env.ACCOUNT_BILLING.getByName(account) as unknown as Measured;
    if (what === "open") return Response.json(await books.run(opening(account)));
    if (what === "hash") return Response.json(await hashed(books, Number(batch)));
    if (what === "verify") return Response.json(await verified(books));
    for (let call = 0; call < Number(calls); call += 1) {
      if (what === "insert") await books.insert(Number(batch));
      else await posted(books, call, Number(batch));
    }
    return Response.json({ calls });
  },
} satisfies ExportedHandler<Env>;

const deed = { nowMs: Date.UTC(2026, 0, 1), actor: SYSTEM, reason: "", requestId: "bench" };

const opening = (account: string): Envelope => ({
  key: "open",
  command: "account.create",
  input: { productId: "prod_bench", name: account, ownerId: "per_bench", currency: "EUR" },
  deed,
});

async function posted(books: Measured, call: number, batch: number): Promise<void> {
  const envelopes = Array.from({ length: batch }, (_, index) => ({
    key: `${batch}-${call}-${index}`,
    command: "balance.adjust",
    input: { amount: index % 2 === 0 ? 100 : -100 },
    deed,
  }));
  const replies = await books.runAll(envelopes);
  const refused = replies.find((reply) => !reply.ok || reply.repeated);
  if (refused) throw new Error(JSON.stringify(refused));
}

async function hashed(books: Measured, rows: number): Promise<number> {
  for (let after = 0; ; ) {
    const some = await books.hash(after, rows);
    after += some;
    if (some < rows) return after;
  }
}

async function verified(books: Measured): Promise<{ checked: number; brokenAt: number | null }> {
  let checked = 0;
  for (let from: number | null = 1; from !== null; ) {
    const page = await books.verify(from);
    checked += page.checked;
    if (page.brokenAt !== null) return { checked, brokenAt: page.brokenAt };
    from = page.next;
  }
  return { checked, brokenAt: null };
}

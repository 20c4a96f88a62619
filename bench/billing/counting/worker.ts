import { AccountBilling as Books } from "../../../durable-objects/account-billing/account-billing.ts";
import { InvoiceNumber as Numbers } from "../../../durable-objects/invoice-number/invoice-number.ts";
import apiary, { Billing as Outlet } from "../../../workers/index.ts";
import { countingBindings, countingStorage } from "../../errors/counting/bindings.ts";
import { noOperations } from "../../errors/operations.ts";

export * from "../../../workers/index.ts";

/** Objects and Worker share an isolate here, so one set of counts serves all. */
const counts = noOperations();

/** An account's object with every charged operation counted; calls are counted where they matter for money: each is a wake. */
export class AccountBilling extends Books {
  constructor(ctx: DurableObjectState, env: Env) {
    countingStorage(ctx.storage, counts);
    super(ctx, env);
  }

  override run(...args: Parameters<Books["run"]>): ReturnType<Books["run"]> {
    counts.commits += 1;
    return super.run(...args);
  }

  override records(...args: Parameters<Books["records"]>): ReturnType<Books["records"]> {
    counts.commits += 1;
    return super.records(...args);
  }

  override verify(...args: Parameters<Books["verify"]>): ReturnType<Books["verify"]> {
    counts.commits += 1;
    return super.verify(...args);
  }

  override alarm(): Promise<void> {
    counts.alarms += 1;
    return super.alarm();
  }

  /** Bytes of its database. */
  size(): number {
    return this.ctx.storage.sql.databaseSize;
  }
}

/** The numbers of a series, counted like an account's object. */
export class InvoiceNumber extends Numbers {
  constructor(ctx: DurableObjectState, env: Env) {
    countingStorage(ctx.storage, counts);
    super(ctx, env);
  }

  override allocate(documents: string[]): number[] {
    counts.commits += 1;
    return super.allocate(documents);
  }
}

/** What objects have done elsewhere: its calls are the Worker's requests, its D1 and R2 are counted. */
export class Billing extends Outlet {
  constructor(ctx: ExecutionContext, env: Env) {
    super(ctx, countingBindings(env, counts));
    counts.requests += 1;
  }
}

/** Apiary's Worker; under `/counting/…` what was counted, and how large an account's object is. */
export default {
  async fetch(request, env, ctx) {
    const [, root, account = ""] = new URL(request.url).pathname.split("/");
    if (root !== "counting") {
      counts.requests += 1;
      return apiary.fetch(request, countingBindings(env, counts), ctx);
    }
    if (account === "operations") return Response.json(counts);
    // The binding's class is the one above, of which the generated types know nothing.
    const books = env.ACCOUNT_BILLING.getByName(account) as unknown as { size(): Promise<number> };
    return Response.json(await books.size());
  },
} satisfies ExportedHandler<Env>;

import { ok, type Result } from "../../../kit/result.ts";
import type { Account } from "../../account/account.ts";
import { anAccount, type Standing } from "../../account/standing.ts";
import type { AccountBooks } from "../../account-client.ts";
import { type Command, SYSTEM } from "../../command/command.ts";
import type { Gateway, GatewayRefusal } from "../gateway/gateway.ts";
import type { GatewayCustomer, PaymentMethod } from "../payment.ts";

/** What a gateway made for an account. */
export interface KeepCustomer {
  gateway: string;
  customer: string;
}

/** `customer.keep`: keeps whom a gateway knows the account as. The first one stays: whoever comes later is told that one. */
export const keepCustomer: Command<KeepCustomer, { customer: string }, Standing> = (
  books,
  { gateway, customer },
  { nowMs },
) => {
  const account = anAccount(books);
  if (!account.ok) return account;
  const known = knownCustomer(gateway, books.gatewayCustomers.list(), books.methods.list());
  if (known === null) books.gatewayCustomers.put({ id: gateway, customer, createdMs: nowMs });
  return ok({ customer: known ?? customer });
};

/** Whom a gateway knows an account as, by its books: who was kept, else whom its methods are of. */
function knownCustomer(
  gateway: string,
  kept: readonly GatewayCustomer[],
  methods: readonly PaymentMethod[],
): string | null {
  const found = kept.find(({ id }) => id === gateway);
  return found?.customer ?? methods.find((one) => one.gateway === gateway && one.customer !== "")?.customer ?? null;
}

/** Whom the account was taken over as from where the gateway is. */
const importedAs = (gateway: string, account: Account | undefined): string | null =>
  account?.externalIds[gateway] ?? null;

/** The gateway's customer of an account, one for ever: who is in its books, else who is made there and kept. */
export async function customerOf(
  gateway: Pick<Gateway, "name" | "ensureCustomer">,
  books: Pick<AccountBooks, "records" | "run">,
  nowMs: number,
  requestId: string,
): Promise<Result<string, GatewayRefusal>> {
  const records = await books.records(["account", "gateway-customer", "payment-method"]);
  const [account] = records.account;
  const known = knownCustomer(gateway.name, records["gateway-customer"], records["payment-method"]);
  if (known !== null) return ok(known);
  const made = await gateway.ensureCustomer(account?.id ?? "", importedAs(gateway.name, account));
  if (!made.ok) return made;
  const input = { gateway: gateway.name, customer: made.value.customer };
  const deed = { nowMs, actor: SYSTEM, reason: "A payment method is entered", requestId };
  const reply = await books.run({
    key: `customer:${gateway.name}:${input.customer}`,
    command: "customer.keep",
    input,
    deed,
  });
  if (!reply.ok) return { ok: false, reason: "unavailable", detail: reply.detail };
  return ok((reply.value as { customer: string }).customer); // what the command gives
}

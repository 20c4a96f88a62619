import type { Failure } from "../../kit/result.ts";
import { ACCOUNT_COMMANDS } from "../account/account-commands.ts";
import type { Books } from "../books/books.ts";
import { OVERRIDE_COMMANDS } from "../entitlement/override.ts";
import { IMPORT_COMMANDS } from "../import/account-import.ts";
import { INVOICE_COMMANDS } from "../invoice/invoice-commands.ts";
import { PAYMENT_COMMANDS } from "../payment/charge/payment-commands.ts";
import { SCHEDULE_COMMANDS } from "../schedule/schedule-commands.ts";
import { SUBSCRIPTION_COMMANDS } from "../subscription/subscription-commands.ts";
import { TAX_COMMANDS } from "../tax/tax-commands.ts";
import type { Deed } from "./command.ts";

/** Every command of an account, by name: noun, dot, verb. */
export const COMMANDS = {
  ...SCHEDULE_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...OVERRIDE_COMMANDS,
  ...IMPORT_COMMANDS,
  ...INVOICE_COMMANDS,
  ...PAYMENT_COMMANDS,
  ...SUBSCRIPTION_COMMANDS,
  ...TAX_COMMANDS,
};

export type CommandName = keyof typeof COMMANDS;

/** What a command takes. */
export type CommandInput<Name extends CommandName> = Parameters<(typeof COMMANDS)[Name]["rule"]>[1];

type Run = (books: Books, input: unknown, deed: Deed) => { ok: true; value: unknown } | Failure<string>;

/** The command of that name, as it runs on any input; null when there is none. */
export function findCommand(name: string): Run | null {
  const known: Record<string, { run: Run }> = COMMANDS;
  return Object.hasOwn(known, name) ? (known[name]?.run ?? null) : null;
}

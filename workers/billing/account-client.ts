import type { Context } from "hono";
import type { Preview } from "../../durable-objects/account-billing/commands.ts";
import type { DeliveryState } from "../../durable-objects/account-billing/delivery.ts";
import type { App } from "../front/context.ts";
import { newId } from "../kit/ids.ts";
import type { Json } from "../kit/json.ts";
import type { Personal } from "./account/person/personal.ts";
import type { RecordFilter, RecordKind, RecordTypes, StoredRecord } from "./books/record.ts";
import type { Deed } from "./command/command.ts";
import type { ExportedEntry } from "./command/command-chain.ts";
import type { Envelope, LoggedCommand } from "./command/command-log.ts";
import type { CommandInput, CommandName } from "./command/commands.ts";
import type { EffectDesk } from "./command/effect-order.ts";
import type { Asked, Reply } from "./command/execute.ts";
import type { Company } from "./company/company.ts";
import type { TakenOver } from "./import/effect-of-import.ts";
import type { Payment } from "./payment/payment.ts";
import type { Billed, Window } from "./run/billed.ts";
import type { Meter } from "./usage/meter.ts";
import type { UsageEvent, UsageOutcome } from "./usage/usage-event.ts";
import type { AccountUsage } from "./usage/view.ts";
import type { BillingEvent } from "./webhook/event.ts";

/** An account's object as callers see it. */
export interface AccountBooks {
  run(envelope: Envelope, wait?: boolean): Promise<Reply>;
  hasRun(key: string): Promise<boolean>;
  runAll(envelopes: Envelope[]): Promise<Reply[]>;
  preview(asked: Asked, then?: readonly Asked[]): Promise<Preview>;
  takeOver(envelope: Envelope, owner: Personal | null, desk: EffectDesk, company: Company): Promise<TakenOver>;
  records<Kind extends RecordKind>(kinds: Kind[]): Promise<{ [K in Kind]: RecordTypes[K][] }>;
  page<Kind extends RecordKind>(
    kind: Kind,
    limit: number,
    after?: string | null,
    filter?: RecordFilter,
  ): Promise<RecordTypes[Kind][] | null>;
  paymentsFor(invoiceId: string): Promise<Payment[]>;
  record<Kind extends RecordKind>(kind: Kind, id: string): Promise<RecordTypes[Kind] | null>;
  recordsAfter(seq: number): Promise<{ records: StoredRecord[]; through: number }>;
  recordUsage(events: UsageEvent[], nowMs: number): Promise<UsageOutcome[]>;
  usage(meters: Meter[], nowMs: number): Promise<AccountUsage>;
  events(sequences: number[]): Promise<BillingEvent[]>;
  commands(beforeSeq: number | null, limit?: number): Promise<LoggedCommand[]>;
  chain(beforeSeq: number | null): Promise<ExportedEntry[]>;
  verify(from?: number): Promise<{ checked: number; brokenAt: number | null; next: number | null }>;
  readdress(envelope: Envelope, change: { personId: string; was: string; mail: string }): Promise<Reply>;
  identify(people: { id: string; personal: Personal }[]): Promise<void>;
  people(): Promise<ReadonlyMap<string, Personal | null>>;
  erase(personId: string): Promise<void>;
  deliveries(): Promise<DeliveryState[]>;
  replayEffect(effectId: string): Promise<boolean>;
  rebuild(): Promise<void>;
  wake(): Promise<void>;
  bill(window: Window, desk: EffectDesk, company: Company): Promise<Billed>;
  wouldBill(window: Window): Promise<Billed>;
}

/** The object that keeps an account's books. */
export const accountBooks = (env: Env, accountId: string): AccountBooks =>
  // The platform's type of a stub unfolds recursive JSON without end; the object implements this interface.
  env.ACCOUNT_BILLING.getByName(accountId) as unknown as AccountBooks;

/** Who does what a request asks for, when and why. */
export function deedOf(c: Context<App>, reason: string): Deed {
  const { kind, id, name } = c.get("actor");
  return { nowMs: c.get("nowMs"), actor: { kind, id, name }, reason, requestId: c.get("requestId") };
}

/** A command on an account's books as a request asks for it; `key` is the request's own idempotency key, if it has one. */
export const runCommand = <Name extends CommandName>(
  c: Context<App>,
  accountId: string,
  command: Name,
  input: CommandInput<Name>,
  { reason = "", key = newId() }: { reason?: string; key?: string } = {},
) => accountBooks(c.env, accountId).run({ key, command, input: input as Json, deed: deedOf(c, reason) }, true);

import * as z from "zod";
import { type Failure, fail, ok } from "../../kit/result.ts";
import type { Account } from "../account/account.ts";
import { ExternalId, SystemName } from "../account/input.ts";
import { linkAccount, tagAccount } from "../account/label.ts";
import { AccountCreate, changeAccount, createAccount } from "../account/lifecycle/opening.ts";
import { aLiveAccount } from "../account/standing.ts";
import { setTaxId, TaxIdSet } from "../account/tax-identity.ts";
import type { Books } from "../books/books.ts";
import { bind, type Deed } from "../command/command.ts";
import { AMOUNT_MAX } from "../invoice/invoice-commands.ts";
import { balanceAdjusted } from "../ledger/posting/postings.ts";
import { methodInput } from "../payment/charge/payment-commands.ts";
import { attachMethod } from "../payment/method/method.ts";
import { importedInvoice, importInvoice } from "./imported-invoice.ts";
import { importedSubscription, importSubscription } from "./imported-subscription.ts";

/** Subscriptions, methods and open invoices that one account brings along at most. */
export const SUBSCRIPTIONS_MAX = 20;
export const METHODS_MAX = 10;
export const INVOICES_MAX = 100;

/** What is said of the account itself; it goes by everyone's time. */
const account = AccountCreate.omit({ clockMs: true, testClockId: true });

/** All that an account brings along from another system, each thing with its id there. */
export const accountImport = z.strictObject({
  source: SystemName,
  externalId: ExternalId,
  account,
  taxId: TaxIdSet.shape.value.default(null),
  /** What the company owes the customer; negative what the customer owes. Minor units. */
  balance: z.int().min(-AMOUNT_MAX).max(AMOUNT_MAX).default(0),
  subscriptions: z.array(importedSubscription).max(SUBSCRIPTIONS_MAX).default([]),
  methods: z.array(methodInput).max(METHODS_MAX).default([]),
  invoices: z.array(importedInvoice).max(INVOICES_MAX).default([]),
});

export type AccountImport = z.output<typeof accountImport>;

/**
 * `account.import`: opens an account with all that it brings along, or completes one that was opened so before. What has
 * come already, told by its id in the other system, is left as it is, so that the same again changes nothing.
 */
function importAccount(books: Books, input: AccountImport, deed: Deed) {
  const cameBefore = new Set(books.subscriptions.list().flatMap(({ importedFrom }) => importedFrom ?? []));
  const refused =
    opened(books, input, deed) ??
    (input.taxId === null ? null : failureOf(setTaxId(books, { value: input.taxId }, deed))) ??
    first(input.methods, (method) => failureOf(attachMethod(books, { ...method, makeDefault: false }, deed))) ??
    first(input.subscriptions, (one) => failureOf(importSubscription(books, input.source, one, cameBefore, deed)));
  if (refused) return refused;
  putBalance(books, input, deed);
  for (const invoice of input.invoices) importInvoice(books, input.source, invoice, deed);
  return ok({ accountId: books.accountId });
}

/** Opens the account, or writes what is said otherwise of it; what is refused, null when nothing is. */
function opened(
  books: Books,
  { source, externalId, account: said }: AccountImport,
  deed: Deed,
): Failure<string> | null {
  const known = books.account();
  if (known === null) {
    return failureOf(
      createAccount(
        books,
        { ...said, externalIds: { ...said.externalIds, [source]: externalId }, clockMs: null, testClockId: null },
        deed,
      ),
    );
  }
  const live = aLiveAccount(books);
  if (!live.ok) return live;
  const elsewhere = known.externalIds[source];
  if (elsewhere !== undefined && elsewhere !== externalId) {
    return fail("other-external-id", `The account is known there as ${elsewhere}.`);
  }
  if (said.currency !== known.currency) return fail("other-currency", `The account is in ${known.currency}.`);
  return (
    failureOf(changeAccount(books, differing(known, said), deed)) ??
    (said.tags.every((tag) => known.tags.includes(tag))
      ? null
      : failureOf(tagAccount(books, { add: said.tags, remove: [] }, deed))) ??
    first(Object.entries({ ...said.externalIds, [source]: externalId }), ([system, id]) =>
      known.externalIds[system] === id ? null : failureOf(linkAccount(books, { system, externalId: id }, deed)),
    )
  );
}

/** What is said of the account and not so yet. What the other system leaves empty is left as it is. */
function differing(known: Account, said: AccountImport["account"]) {
  const { name, legalName, address, language, timeZone } = said;
  const given = { name, language, timeZone, ...(legalName !== "" && { legalName }), ...(address && { address }) };
  const before: Record<string, unknown> = { ...known };
  return Object.fromEntries(
    Object.entries(given).filter(([field, value]) => JSON.stringify(before[field]) !== JSON.stringify(value)),
  );
}

/** The opening entry of the balance: what was owed before is equity of old, not revenue of now. */
function putBalance(books: Books, { source, externalId, balance, account: { currency } }: AccountImport, deed: Deed) {
  const from = `import:${source}:${externalId}`;
  if (balance === 0 || books.balance.list().some((entry) => entry.source === from)) return;
  const id = books.newId("bal");
  const entry = { id, amount: balance, currency, kind: "import", source: from, createdMs: deed.nowMs } as const;
  books.balance.put(entry);
  books.ledger.post(balanceAdjusted(entry));
}

const failureOf = (result: { ok: true } | Failure<string>): Failure<string> | null => (result.ok ? null : result);

function first<Item>(items: readonly Item[], refuse: (item: Item) => Failure<string> | null): Failure<string> | null {
  for (const item of items) {
    const refused = refuse(item);
    if (refused) return refused;
  }
  return null;
}

/** The commands of this room. */
export const IMPORT_COMMANDS = { "account.import": bind(accountImport, importAccount) };

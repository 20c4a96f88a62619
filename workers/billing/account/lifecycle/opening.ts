import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Command } from "../../command/command.ts";
import { hasEntity, MAIN_ENTITY, ofEntity } from "../../company/legal-entity.ts";
import type { Account } from "../account.ts";
import {
  AddressInput,
  CurrencyCode,
  EntityId,
  ExternalIds,
  Language,
  LegalName,
  Name,
  Reference,
  Tags,
  TimeZone,
} from "../input.ts";
import { aLiveAccount, type Standing } from "../standing.ts";
import { settleStatus } from "../status.ts";

export const AccountCreate = z.strictObject({
  productId: z.string().min(1).max(64),
  name: Name,
  /** The person who owns it; name and mail are kept apart. */
  ownerId: z.string().min(1).max(64),
  currency: CurrencyCode,
  timeZone: TimeZone.default("UTC"),
  language: Language.default("en"),
  legalName: LegalName.default(""),
  address: AddressInput.nullable().default(null),
  externalIds: ExternalIds.default({}),
  tags: Tags.default([]),
  /** The legal entity that sells to it; the company's own unless said. */
  entityId: EntityId.optional(),
  /** The time of a test clock that the account goes by from its first moment; null for everyone's. */
  clockMs: z.int().nonnegative().nullable().default(null),
  /** Makes it a test account, for ever. */
  testClockId: z.string().max(64).nullable().default(null),
});

/** Opens the account, with its owner as the first person. */
export const createAccount: Command<z.output<typeof AccountCreate>, Account, "account-exists" | "no-such-entity"> = (
  books,
  input,
  deed,
) => {
  if (books.account()) return fail("account-exists", "This account exists already.");
  const { ownerId, entityId = MAIN_ENTITY, ...rest } = input;
  const company = books.company();
  if (entityId !== MAIN_ENTITY && (!company || !hasEntity(company, entityId)))
    return fail("no-such-entity", `The company has no legal entity ${entityId}.`);
  const createdMs = input.clockMs ?? deed.nowMs;
  books.people.put({ id: ownerId, role: "owner", createdMs, endedMs: null });
  const account: Account = {
    ...rest,
    ...ofEntity(entityId),
    id: books.accountId,
    ownerId,
    status: "active",
    taxId: null,
    exemption: { kind: "none" },
    frozenMs: null,
    cancelledMs: null,
    incinerateAtMs: null,
    incineratedMs: null,
    mergedIntoId: null,
    createdMs,
  };
  books.putAccount(account);
  settleStatus(books);
  return ok(account);
};

export const AccountChange = z
  .strictObject({
    name: Name,
    timeZone: TimeZone,
    language: Language,
    legalName: LegalName,
    reference: Reference,
    address: AddressInput.nullable(),
    currency: CurrencyCode,
  })
  .partial();

/** Changes what an account says of itself. Its currency stays once there is anything in it. */
export const changeAccount: Command<z.output<typeof AccountChange>, Account, Standing | "currency-in-use"> = (
  books,
  input,
) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const before = found.value;
  const used = books.subscriptions.list().length + books.invoices.list().length + books.balance.list().length > 0;
  if (used && input.currency !== undefined && input.currency !== before.currency) {
    return fail(
      "currency-in-use",
      `This account has bought in ${before.currency}; open another account for another currency.`,
    );
  }
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const account = { ...before, ...given };
  books.putAccount(account);
  return ok(account);
};

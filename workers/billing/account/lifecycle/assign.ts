import * as z from "zod";
import { fail, ok } from "../../../kit/result.ts";
import type { Command } from "../../command/command.ts";
import { entityIdOf, hasEntity, ofEntity } from "../../company/legal-entity.ts";
import { carryCredit } from "../../ledger/posting/placing.ts";
import type { Account } from "../account.ts";
import { EntityId } from "../input.ts";
import { aLiveAccount, type Standing } from "../standing.ts";

export const AccountAssign = z.strictObject({ entityId: EntityId });

/**
 * `account.assign`: another legal entity sells to the account from now on, in its own name, numbers and books. What was billed stays with the
 * old one, its revenue and payments to come among it; the customer's credit goes along.
 */
export const assignAccount: Command<
  z.output<typeof AccountAssign>,
  Account,
  Standing | "no-such-entity" | "invoice-under-way"
> = (books, { entityId }, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const company = books.company();
  if (!company || !hasEntity(company, entityId))
    return fail("no-such-entity", `The company has no legal entity ${entityId}.`);
  const { entityId: _, ...before } = found.value;
  const from = entityIdOf(found.value);
  if (from === entityId) return ok(found.value);
  const draft = books.invoices.list().find(({ status }) => status === "draft");
  if (draft) return fail("invoice-under-way", "An invoice is being written: it goes out first, or is deleted.");
  const account = { ...before, ...ofEntity(entityId) };
  books.putAccount(account);
  carryCredit(books, [from, entityId], deed.nowMs);
  return ok(account);
};

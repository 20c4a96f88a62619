import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Command } from "../command/command.ts";
import type { Account } from "./account.ts";
import { ExternalId, SystemName, Tags } from "./input.ts";
import { EXTERNAL_IDS_MAX, TAGS_MAX } from "./limits.ts";
import { anAccount, type Standing } from "./standing.ts";

export const AccountTag = z.strictObject({ add: Tags.default([]), remove: Tags.default([]) });

/** Adds and removes tags; what is there or gone already stays so. */
export const tagAccount: Command<z.output<typeof AccountTag>, Account, Standing | "too-many-tags"> = (
  books,
  { add, remove },
) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const kept = found.value.tags.filter((tag) => !remove.includes(tag));
  const tags = [...new Set([...kept, ...add])];
  if (tags.length > TAGS_MAX) return fail("too-many-tags", `An account has at most ${TAGS_MAX} tags.`);
  const account = { ...found.value, tags };
  books.putAccount(account);
  return ok(account);
};

export const AccountLink = z.strictObject({ system: SystemName, externalId: ExternalId.nullable() });

/** Says by which id another system knows the account; null takes it away. */
export const linkAccount: Command<z.output<typeof AccountLink>, Account, Standing | "too-many-external-ids"> = (
  books,
  { system, externalId },
) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const { [system]: _, ...others } = found.value.externalIds;
  const externalIds = externalId === null ? others : { ...others, [system]: externalId };
  if (Object.keys(externalIds).length > EXTERNAL_IDS_MAX) {
    return fail("too-many-external-ids", `An account has at most ${EXTERNAL_IDS_MAX} external ids.`);
  }
  const account = { ...found.value, externalIds };
  books.putAccount(account);
  return ok(account);
};

import type { Failure } from "../../kit/result.ts";
import { accountBooks } from "../account-client.ts";
import type { Deed } from "../command.ts";

/**
 * Merges an account into another: tries the end of the first, takes its people and ids over, then ends it. Cut off
 * between, it goes on where it is asked again, as each half is done once by its key.
 */
export async function mergeAccounts(
  env: Env,
  fromId: string,
  intoId: string,
  deed: Deed,
): Promise<{ ok: true } | Failure<string>> {
  const from = accountBooks(env, fromId);
  const into = accountBooks(env, intoId);
  const key = `merge:${fromId}:${intoId}`;
  const dissolve = { command: "account.dissolve", input: { intoId }, deed };
  const possible = await from.preview(dissolve);
  if (!possible.ok) return possible;
  const [records, known] = await Promise.all([from.records(["account", "person"]), from.people()]);
  const people = records.person.filter(({ endedMs }) => endedMs === null);
  const [account] = records.account;
  const input = {
    fromId,
    people: people.map(({ id, role }) => ({ id, role })),
    tags: account?.tags ?? [],
    externalIds: account?.externalIds ?? {},
  };
  const absorbed = await into.run({ key, command: "account.absorb", input, deed }, true);
  if (!absorbed.ok && absorbed.reason !== "key-reused") return absorbed;
  const moved = people.flatMap(({ id }) => {
    const personal = known.get(id);
    return personal ? [{ id, personal }] : [];
  });
  await into.identify(moved);
  const dissolved = await from.run({ key, ...dissolve }, true);
  return dissolved.ok ? { ok: true } : dissolved;
}

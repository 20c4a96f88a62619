import type { Json } from "../../../kit/json.ts";
import type { Failure } from "../../../kit/result.ts";
import { type AccountBooks, accountBooks } from "../../account-client.ts";
import type { Deed } from "../../command/command.ts";
import { effectWords } from "../command/effect-words.ts";
import type { EffectView } from "../view.ts";

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
  const [input, known] = await Promise.all([taken(from, fromId), from.people()]);
  const absorbed = await into.run({ key, command: "account.absorb", input, deed }, true);
  if (!absorbed.ok && absorbed.reason !== "key-reused") return absorbed;
  const moved = input.people.flatMap(({ id }) => {
    const personal = known.get(id);
    return personal ? [{ id, personal }] : [];
  });
  await into.identify(moved);
  const dissolved = await from.run({ key, ...dissolve }, true);
  return dissolved.ok ? { ok: true } : dissolved;
}

/** What a merge would do to both accounts, with nothing done. */
export async function previewMerge(env: Env, fromId: string, intoId: string, deed: Deed): Promise<EffectView> {
  const from = accountBooks(env, fromId);
  const into = accountBooks(env, intoId);
  const dissolved = await from.preview({ command: "account.dissolve", input: { intoId }, deed });
  if (!dissolved.ok) return dissolved;
  const absorbed = await into.preview({ command: "account.absorb", input: await taken(from, fromId), deed });
  if (!absorbed.ok) return absorbed;
  const [here, there] = await Promise.all([from.record("account", fromId), into.record("account", intoId)]);
  const words = (name: string | undefined, changes: (typeof absorbed)["changes"]) =>
    effectWords(changes, "USD").map((sentence) => `${name ?? ""}: ${sentence}`);
  const effect = [...words(here?.name, dissolved.changes), ...words(there?.name, absorbed.changes)];
  return { ok: true, effect, needsApproval: false, atMs: deed.nowMs };
}

/** What an account hands over to the one that it goes into. */
async function taken(from: AccountBooks, fromId: string) {
  const records = await from.records(["account", "person"]);
  const [account] = records.account;
  const people = records.person.filter(({ endedMs }) => endedMs === null).map(({ id, role }) => ({ id, role }));
  return { fromId, people, tags: account?.tags ?? [], externalIds: account?.externalIds ?? {} } satisfies Json;
}

import { HOUR_MS, MINUTE_MS } from "../../kit/time.ts";
import type { Account } from "../account/account.ts";
import { SYSTEM } from "../command/command.ts";
import type { EffectEnding, EffectOrder } from "../command/effect-order.ts";
import { readCompany } from "../company/company-book.ts";
import { MAIN_ENTITY, ofEntity, settingsFor } from "../company/legal-entity.ts";
import { readTaxId } from "./tax-id.ts";
import { askVies, VIES_URL, type ViesNumber } from "./vies.ts";

/** Waits after tries that VIES did not answer; a day after the first the account is taxed as if it had no number. */
const WAITS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 6 * HOUR_MS, 9 * HOUR_MS];

type Status = Exclude<NonNullable<Account["taxId"]>["status"], "pending">;

/** Effect `check-tax-id`: asks the register about an account's tax id and tells the account what it said. */
export async function checkTaxId(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const [company, entityId] = await Promise.all([
    readCompany(env.DB),
    env.DB.prepare("select entity_id from billing_account where id = ?")
      .bind(order.accountId)
      .first<string>("entity_id"),
  ]);
  const seller = readTaxId(settingsFor(company, ofEntity(entityId ?? MAIN_ENTITY)).seller.taxId ?? "");
  const requester = seller.ok ? seller.value.vies : null;
  return checked(order, (number) => askVies(env.APIARY_VIES_URL || VIES_URL, number, requester));
}

/** The same with the register handed in. A number that is malformed asks nobody. */
export async function checked(
  { effect, attempt, nowMs }: EffectOrder,
  ask: (number: ViesNumber) => ReturnType<typeof askVies>,
): Promise<EffectEnding> {
  const value = effect.subject;
  const told = (status: Status, proof: string | null): EffectEnding => ({
    kind: "done",
    commands: [
      {
        key: `${effect.id}:${status}`,
        command: "tax-id.settle",
        input: { value, status, proof },
        deed: { nowMs, actor: SYSTEM, reason: "", requestId: effect.id },
      },
    ],
  });
  const read = readTaxId(value);
  if (!read.ok) return told("invalid", null);
  // No register is asked about numbers from outside of the EU: what they mean is for people to say.
  if (read.value.vies === null) return told("unavailable", null);
  const answer = await ask(read.value.vies);
  if (answer.ok) return told(answer.value.valid ? "valid" : "invalid", answer.value.proof);
  const afterMs = WAITS_MS[attempt - 1];
  return afterMs === undefined ? told("unavailable", null) : { kind: "retry", because: answer.detail, afterMs };
}

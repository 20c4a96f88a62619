import { SYSTEM } from "../command.ts";
import type { EffectEnding, EffectOrder } from "../effect-order.ts";
import { seriesOf } from "./number-subject.ts";

/** Gets the next number of the document's series; the same document gets the same number again. */
export async function allocateNumber(env: Env, { effect, nowMs }: EffectOrder): Promise<EffectEnding> {
  const { series, documentId } = seriesOf(effect.subject);
  const [number] = await env.INVOICE_NUMBER.getByName(series).allocate([documentId]);
  if (number === undefined) throw new Error("A document was given no number");
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: effect.id };
  const command = documentId.startsWith("cn_") ? "credit-note.number" : "invoice.number";
  return {
    kind: "done",
    commands: [{ key: `number:${documentId}`, command, input: { id: documentId, number }, deed }],
  };
}

import { SYSTEM } from "../command/command.ts";
import type { EffectEnding, EffectOrder } from "../command/effect-order.ts";
import { seriesOf } from "./number-subject.ts";

/** Gets the next numbers of the documents' series, one call for each series; the same document gets the same number again. */
export async function allocateNumbers(env: Env, orders: readonly EffectOrder[]): Promise<EffectEnding[]> {
  const asked = orders.map((order) => ({ order, ...seriesOf(order.effect.subject) }));
  const numbers = new Map<string, number>();
  for (const [series, members = []] of Map.groupBy(asked, ({ series }) => series)) {
    const documents = members.map(({ documentId }) => documentId);
    const given = await env.INVOICE_NUMBER.getByName(series).allocate(documents);
    for (const [index, number] of given.entries()) numbers.set(documents[index] ?? "", number);
  }
  return asked.map(({ order, documentId }) => numbered(order, documentId, numbers.get(documentId)));
}

/** Gets the next number of one document's series. */
export async function allocateNumber(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const [ending] = await allocateNumbers(env, [order]);
  if (!ending) throw new Error("A document was given no number");
  return ending;
}

function numbered({ effect, nowMs }: EffectOrder, documentId: string, number: number | undefined): EffectEnding {
  if (number === undefined) throw new Error("A document was given no number");
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: effect.id };
  const command = documentId.startsWith("cn_") ? "credit-note.number" : "invoice.number";
  return {
    kind: "done",
    commands: [{ key: `number:${documentId}`, command, input: { id: documentId, number }, deed }],
  };
}

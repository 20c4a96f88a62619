/** How an item that arrived ended. Every item ends as exactly one of these (client-discard: the SDK dropped it itself). */
export type OutcomeName =
  | "accepted"
  | "filtered"
  | "limited"
  | "invalid"
  | "client-discard"
  | "evicted"
  | "unsupported";

/** A count of items that ended alike: `quantity` items of a rate-limit category, `bytes` as they came off the wire. */
export interface OutcomeCount {
  outcome: OutcomeName;
  category: string;
  reason: string;
  quantity: number;
  bytes: number;
}

/** Sums counts that agree in outcome, category and reason. */
export function sumOutcomes(counts: Iterable<OutcomeCount>): OutcomeCount[] {
  const sums = new Map<string, OutcomeCount>();
  for (const count of counts) {
    const key = `${count.outcome} ${count.category} ${count.reason}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...count });
    else {
      sum.quantity += count.quantity;
      sum.bytes += count.bytes;
    }
  }
  return [...sums.values()];
}

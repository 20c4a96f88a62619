/** Rows that one step works on: each is a call or two of an account's object. */
export const STEP_ROWS = 256;
/** Accounts' objects that a step calls at one time. */
export const CALLS_AT_ONCE = 64;

/** Does something for each, some at a time, and gives the answers in their order. */
export async function eachBounded<Item, Answer>(
  items: readonly Item[],
  work: (item: Item, index: number) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
  return answers;
}

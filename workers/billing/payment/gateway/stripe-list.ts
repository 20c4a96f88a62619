import { fail, ok, type Result } from "../../../kit/result.ts";

/** Things that are read of one of Stripe's lists at most: 500 pages. */
export const LIST_MAX = 50_000;

const tooMany = () => fail("unavailable", `Stripe lists more than ${LIST_MAX}.`);

/** What is kept of a list's things, all of which are read, page by page; null keeps nothing. `unavailable` where there are more than are read. */
export async function readList<Each, Kept>(
  list: AsyncIterable<Each>,
  keep: (each: Each) => Kept | null,
): Promise<Result<Kept[], "unavailable">> {
  const kept: Kept[] = [];
  let read = 0;
  for await (const each of list) {
    if (read === LIST_MAX) return tooMany();
    read += 1;
    const one = keep(each);
    if (one !== null) kept.push(one);
  }
  return ok(kept);
}

/** The first of a list that is looked for; `not-found` once all were read, `unavailable` where there are more than are read. */
export async function findInList<Each>(
  list: AsyncIterable<Each>,
  isIt: (each: Each) => boolean,
): Promise<Result<Each, "not-found" | "unavailable">> {
  let read = 0;
  for await (const each of list) {
    if (read === LIST_MAX) return tooMany();
    read += 1;
    if (isIt(each)) return ok(each);
  }
  return fail("not-found", "Stripe has never heard of it.");
}

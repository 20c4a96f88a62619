import type { AccountBooks } from "../../account-client.ts";
import type { SealProof } from "../../seal/seal.ts";

/**
 * Everything that an account's object keeps, as one JSON document: its people in the clear, every record, every command as its chain keeps it
 * and what it says, and the proof that the chain was sealed, with which anybody verifies it (`bin/verify-export.ts`).
 * Written page by page, so that an account of any size takes no more memory than a page; one that breaks off is no valid JSON.
 */
export function exportAccount(
  books: AccountBooks,
  accountId: string,
  proof: SealProof | null,
  nowMs: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = documentOf(books, accountId, proof, nowMs);
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void parts.return(undefined),
  });
}

async function* documentOf(
  books: AccountBooks,
  accountId: string,
  proof: SealProof | null,
  nowMs: number,
): AsyncGenerator<string, void> {
  const people = [...(await books.people())].map(([id, personal]) => ({ id, personal }));
  yield `{"object":"account_export","accountId":${JSON.stringify(accountId)},"exportedMs":${nowMs},"people":${JSON.stringify(people)},"records":[`;
  yield* listed(recordPages(books));
  yield '],"commands":[';
  yield* listed(entryPages(books));
  yield `],"proof":${JSON.stringify(proof)}}\n`;
}

async function* recordPages(books: AccountBooks): AsyncGenerator<object[], void> {
  let after = 0;
  for (;;) {
    const { records, through } = await books.recordsAfter(after);
    if (through === after) return;
    yield records.map(({ kind, id, row }) => ({ kind, id, row }));
    after = through;
  }
}

async function* entryPages(books: AccountBooks): AsyncGenerator<object[], void> {
  let before: number | null = null;
  for (;;) {
    const entries = await books.chain(before);
    const last = entries.at(-1);
    if (!last) return;
    yield entries;
    before = last.seq;
  }
}

/** The items of a JSON array, a line each. */
async function* listed(pages: AsyncGenerator<object[], void>): AsyncGenerator<string, void> {
  let separator = "\n";
  for await (const page of pages) {
    let text = "";
    for (const item of page) {
      text += separator + JSON.stringify(item);
      separator = ",\n";
    }
    if (text !== "") yield text;
  }
}

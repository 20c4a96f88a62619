import type { Preview } from "../../../durable-objects/account-billing/commands.ts";
import { isObject } from "../../kit/json.ts";
import { accountBooks } from "../account-client.ts";
import { RecordBooks } from "../books/record-books.ts";
import type { Deed } from "../command/command.ts";
import { preview } from "../command/execute.ts";
import type { Company } from "../company/company.ts";
import { readCompany } from "../company/company-book.ts";
import { eachBounded } from "../job/bounds.ts";
import type { Job, JobRow, RowResult, StepOutcome } from "../job/job.ts";
import { waitingRows } from "../job/job-book.ts";
import type { JobKind } from "../job/job-kind.ts";
import { SharedDesk } from "../run/shared-desk.ts";
import { type Assembled, assemble } from "./assemble.ts";
import { csvSource } from "./csv/csv-source.ts";
import { changesAnything, figuresOf } from "./effect-of-import.ts";
import { type ImportInput, importInput } from "./import-input.ts";
import { forgetLines, putLines, readLines } from "./line-book.ts";
import { LINES_MAX } from "./source.ts";
import { forgetThings } from "./stripe/shelf.ts";
import { stripeSource } from "./stripe/stripe-source.ts";
import { changedSince, putCatalogue, withFound } from "./stripe/stripe-taking.ts";

/** Letters of a reason that a page shows. */
const DETAIL_CHARS_MAX = 500;
/** Accounts of a step whose source is asked again for each: a Worker's call has a bounded number of requests. */
const REREAD_ROWS = 50;

/** How far the lines are read. */
interface ReadPlace {
  page: number;
  lines: number;
  from: string;
}

/** The page of lines from a place on, of wherever they come from. */
function readPage(env: Env, jobId: string, input: ImportInput, from: string | null) {
  switch (input.from) {
    case "csv":
      return csvSource.read(env, jobId, input, from);
    case "stripe":
      return stripeSource.read(env, jobId, input, from);
  }
}

/** Reads the next page of lines. The first one forgets what was read before, by another mapping. */
async function read(env: Env, job: Job): Promise<StepOutcome> {
  const input = importInput.parse(JSON.parse(job.input));
  const at = job.cursor === null ? null : (JSON.parse(job.cursor) as ReadPlace); // as this function wrote it
  if (at === null) await forgetLines(env, job.id);
  const found = await readPage(env, job.id, input, at?.from ?? null);
  if (!found.ok) return { status: "failed", detail: found.detail };
  const { lines, next } = found.value;
  const [page, before] = [at?.page ?? 0, at?.lines ?? 0];
  if (before + lines.length > LINES_MAX) {
    return { status: "failed", detail: `An import has at most ${LINES_MAX.toLocaleString("en")} lines. Divide it.` };
  }
  await putLines(env, job.id, page, { first: before + 1, lines });
  if (next === null) return { phase: "check" };
  return { cursor: JSON.stringify({ page: page + 1, lines: before + lines.length, from: next } satisfies ReadPlace) };
}

/** Says of the next accounts what their import would do, with nothing done; then a person is asked. */
async function check(env: Env, job: Job, nowMs: number): Promise<StepOutcome> {
  const input = importInput.parse(JSON.parse(job.input));
  if (job.cursor === null) return readWhole(env, job, input);
  const heads = await waitingRows(env.DB, job.id, { after: Number(job.cursor) });
  const last = heads.at(-1);
  if (!last) return { phase: "apply", status: "asking" };
  const deed = deedOf(job, input.by, nowMs);
  const company = await readCompany(env.DB);
  const commands = await assemble(env, job.id, input.system, heads);
  const tried = await eachBounded(heads, async ({ no }, index): Promise<RowResult> => {
    const one = commands[index];
    if (!one?.ok) return { no, status: "failed", detail: one?.detail ?? "" };
    try {
      return checked(no, one.value, await seen(env, one.value, deed, company));
    } catch (error) {
      return thrown(no, error);
    }
  });
  return { rows: tried, cursor: String(last.no) };
}

/** Every line is there by now: what was read ahead of them goes, and what comes along beside them is counted. */
async function readWhole(env: Env, job: Job, input: ImportInput): Promise<StepOutcome> {
  await forgetThings(env.DB, job.id);
  if (input.from === "csv") return { cursor: "0" };
  return { cursor: "0", input: JSON.stringify({ ...input, ...(await withFound(env, job.id, input)) }) };
}

/** What a command would do: tried in the account's object and undone, or on empty books where there is no account. */
async function seen(env: Env, { accountId, exists, input }: Assembled, deed: Deed, company: Company): Promise<Preview> {
  const envelope = { command: "account.import", input, deed };
  if (exists) return accountBooks(env, accountId).preview(envelope);
  const books = new RecordBooks(accountId);
  books.putCompany(company);
  books.keep();
  const tried = preview(books, [envelope], (_, changed) => changed.map((after) => ({ before: null, after })));
  return tried.ok ? { ok: true, value: tried.value, changes: tried.seen } : tried;
}

const NO_MAIL = "No mail address: nobody gets its invoices.";

/** What a person should know of an account beside what they asked for: an old debt freezes or cancels it. */
function becomes(changes: Extract<Preview, { ok: true }>["changes"]): string {
  for (const { before, after } of changes) {
    if (after.kind !== "account" || after.row === null) continue;
    const [was, is] = [before, after.row].map((row) => row && "status" in row && row.status);
    if (is !== was && (is === "frozen" || is === "cancelled")) return `It would be ${is} at once: its debt is too old.`;
  }
  return "";
}

function checked(no: number, { accountId, exists, owner, input, notes }: Assembled, tried: Preview): RowResult {
  if (!tried.ok) return { no, status: "failed", detail: tried.detail };
  if (exists && !changesAnything(tried.changes)) return { no, accountId, status: "nothing", detail: "" };
  return {
    ...{ no, status: "waiting", action: exists ? "change" : "create", currency: currencyOf(input) },
    ...(exists && { accountId }),
    detail: [exists || owner ? "" : NO_MAIL, becomes(tried.changes), notes]
      .filter(Boolean)
      .join(" ")
      .slice(0, DETAIL_CHARS_MAX),
    figures: { ...figuresOf(tried.changes) },
  };
}

/** Takes the next accounts over, each once. */
async function apply(env: Env, job: Job, nowMs: number): Promise<StepOutcome> {
  const input = importInput.parse(JSON.parse(job.input));
  // What lines refer to is there before the first of them.
  if (job.cursor === null) return prepared(env, job.id, input);
  const heads = (await waitingRows(env.DB, job.id)).slice(0, input.from === "stripe" ? REREAD_ROWS : undefined);
  if (heads.length === 0) return { status: "done" };
  const changed = await sourceChanges(env, job.id, input, heads);
  const commands = await assemble(env, job.id, input.system, heads);
  const taking = await takingOver(env, job, input.by, nowMs);
  const rows = await eachBounded(heads, async (head, index): Promise<RowResult> => {
    const why = changed.get(head.subject);
    if (why !== undefined) return { no: head.no, status: "failed", detail: why };
    const one = commands[index];
    if (!one?.ok) return { no: head.no, status: "failed", detail: one?.detail ?? "" };
    return taking(head, one.value);
  });
  return { rows, cursor: job.cursor };
}

/** Puts what lines refer to where they are taken to. */
async function prepared(env: Env, jobId: string, input: ImportInput): Promise<StepOutcome> {
  const full = input.from === "stripe" ? await putCatalogue(env, jobId, input) : null;
  return full === null ? { cursor: "accounts" } : { status: "failed", detail: full };
}

/** Why lines are not what they were when they were checked, by the ids of their accounts. A file does not change. */
async function sourceChanges(env: Env, jobId: string, input: ImportInput, heads: readonly JobRow[]) {
  if (input.from !== "stripe") return new Map<string, string>();
  const lines = await readLines(env, jobId, heads);
  return changedSince(env, jobId, input, [...lines.values()]);
}

/** A way to take accounts over, each once: what they tell the lists is written for many at a time. */
async function takingOver(env: Env, job: Job, actor: Deed["actor"], nowMs: number) {
  const deed = deedOf(job, actor, nowMs);
  const company = await readCompany(env.DB);
  const desk = new SharedDesk(env, nowMs);
  return async ({ no }: JobRow, { accountId, input, owner, notes }: Assembled): Promise<RowResult> => {
    const envelope = { key: `import:${job.id}:${no}`, command: "account.import", input, deed };
    try {
      const reply = await desk.visit(() => accountBooks(env, accountId).takeOver(envelope, owner, desk, company));
      if (!reply.ok) return { no, status: "failed", detail: reply.detail };
      return { no, accountId, status: reply.changed ? "done" : "nothing", detail: notes.slice(0, DETAIL_CHARS_MAX) };
    } catch (error) {
      return thrown(no, error);
    }
  };
}

/** A rule that throws for this account says nothing about the others. */
const thrown = (no: number, error: unknown): RowResult => ({
  ...{ no, status: "failed" as const },
  detail: (error instanceof Error ? error.message : String(error)).slice(0, DETAIL_CHARS_MAX),
});

const currencyOf = ({ account }: Assembled["input"]): string =>
  isObject(account) ? String(account.currency ?? "") : "";

const deedOf = (job: Job, actor: Deed["actor"], nowMs: number): Deed => ({
  ...{ nowMs, actor, reason: job.reason || job.title, requestId: `import:${job.id}` },
});

/** Takes the key of another system, and what was read by it, out of an import that has ended. */
async function forgetSource(env: Env, { id }: Job): Promise<void> {
  await forgetThings(env.DB, id);
  await env.DB.prepare("update billing_job set input = json_remove(input, '$.sealedKey') where id = ?").bind(id).run();
}

const KEY_NEEDED = "Its key was forgotten when it ended. Enter one to try again.";

/** A Stripe account is read again before anything of it is taken over. */
function keyMissing({ input }: Job): string | null {
  const asked = importInput.parse(JSON.parse(input));
  return asked.from === "stripe" && asked.sealedKey === undefined ? KEY_NEEDED : null;
}

/**
 * A bulk import: its lines are read, each account is tried and undone, a person says that it is to be done, and each is
 * taken over once.
 */
export const bulkImport: JobKind = { phases: { read, check, apply }, clear: forgetSource, missing: keyMissing };

import { aspectOf, type CallbackEvent, readEvent } from "./event.ts";
import { type Change, type Product, type SequenceBook, SYSTEM_USER } from "./product.ts";
import { verifySignature } from "./signature.ts";

/** Characters of a body at most. */
const BODY_MAX = 1_000_000;
/** How long a callback of an account that is not here is asked for again: it may be about to be created. */
const UNKNOWN_ACCOUNT_GRACE_MS = 10 * 60_000;

export interface CallbackOptions<Local> {
  product: Product<Local>;
  sequences: SequenceBook;
  /** The endpoint's secrets, two while one is being replaced. */
  secrets: () => readonly string[];
  /** Told of every account that something happened to: entitlements are asked for again. */
  changed?: (accountId: string) => void;
  nowMs?: () => number;
}

/** What became of a callback. `status` is the answer's: what is not of 200 is sent again later. */
export interface Received {
  status: 200 | 400 | 401 | 404 | 413 | 500;
  outcome: "handled" | "outdated" | "unknown-type" | "unknown-account" | "refused" | "failed";
  detail: string;
}

/** Takes Queenbee's callbacks: `receive` for any framework, `handle` for those that speak of requests and responses. */
export function callbacks<Local>(options: CallbackOptions<Local>) {
  const receive = (message: { headers: Headers; body: string }) => received(options, message);
  const handle = async (request: Request): Promise<Response> => {
    const { status, ...told } = await receive({ headers: request.headers, body: await request.text() });
    return Response.json(told, { status });
  };
  return { receive, handle };
}

async function received<Local>(
  { product, sequences, secrets, changed = () => {}, nowMs = () => Date.now() }: CallbackOptions<Local>,
  message: { headers: Headers; body: string },
): Promise<Received> {
  if (message.body.length > BODY_MAX) return { status: 413, outcome: "refused", detail: "too-large" };
  const verified = await verifySignature(message, secrets(), nowMs());
  if (!verified.ok) return { status: 401, outcome: "refused", detail: verified.reason };
  const event = readEvent(message.body);
  if (event === null) return { status: 400, outcome: "refused", detail: "no-event" };
  if (event === "unknown-type") return { status: 200, outcome: "unknown-type", detail: "" };
  changed(event.account);
  try {
    return await sequences.alone(event.account, () => carriedOut(product, sequences, event, nowMs()));
  } catch (error) {
    return { status: 500, outcome: "failed", detail: error instanceof Error ? error.message : String(error) };
  }
}

async function carriedOut<Local>(
  product: Product<Local>,
  sequences: SequenceBook,
  event: CallbackEvent,
  nowMs: number,
): Promise<Received> {
  const aspect = aspectOf(event);
  if (event.sequence <= (await sequences.last(event.account, aspect)))
    return { status: 200, outcome: "outdated", detail: "" };
  const account = await product.findByQueenbeeId(event.account);
  const atMs = Date.parse(event.timestamp);
  if (account === null) {
    const status = nowMs - atMs < UNKNOWN_ACCOUNT_GRACE_MS ? 404 : 200;
    return { status, outcome: "unknown-account", detail: event.account };
  }
  await tell(product, account, event, { by: SYSTEM_USER, atMs, eventId: event.id });
  await sequences.keep(event.account, aspect, event.sequence);
  return { status: 200, outcome: "handled", detail: "" };
}

async function tell<Local>(
  product: Product<Local>,
  account: Local,
  event: CallbackEvent,
  change: Change,
): Promise<void> {
  switch (event.type) {
    case "account.cancelled":
      return product.cancel(account, change);
    case "account.reactivated":
      return product.uncancel(account, change);
    case "account.frozen":
      return product.deactivate(account, change);
    case "account.unfrozen":
      return product.reactivate(account, change);
    case "account.merged":
      return product.merged(account, event.data.object.mergedIntoId ?? "", change);
    case "account.incinerated":
      return product.incinerate(account, event.data.object, change);
    case "ownership.transferred":
      return product.transferredOwnership(account, event.owner, change);
    case "person.mail_changed":
      return product.changedMail(account, event.person, change);
    case "plan.changed":
      return product.planChanged(account, event.data.object, change);
    case "comped.changed": {
      const { comped, compExpiresMs } = event.data.object;
      return product.comped(account, { comped, expiresMs: compExpiresMs }, change);
    }
    case "limits.overridden":
      return product.limitsOverridden(account, event.data.object.overrides, change);
  }
}

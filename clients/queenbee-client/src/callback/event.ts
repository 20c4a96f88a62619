import type { AccountRecord, EventOwner, EventPerson, Holding, PersonPart } from "../generated.ts";

interface Event<Type extends string, Resource> {
  id: string;
  object: "event";
  type: Type;
  apiVersion: string;
  /** When it happened, ISO 8601. */
  timestamp: string;
  /** Counts all events of the account; the callbacks are some of them. */
  sequence: number;
  /** The account's id. */
  account: string;
  product: string;
  data: { resource: string; object: Resource; previous: Partial<Resource> | null };
}

/** A callback: something happened to an account, and the product does the same on its side. */
export type CallbackEvent =
  | Event<
      | "account.cancelled"
      | "account.reactivated"
      | "account.frozen"
      | "account.unfrozen"
      | "account.merged"
      | "account.incinerated",
      AccountRecord
    >
  | (Event<"ownership.transferred", AccountRecord> & { owner: EventOwner | null })
  | (Event<"person.mail_changed", PersonPart> & { person: EventPerson | null })
  | Event<"plan.changed" | "comped.changed" | "limits.overridden", Holding>;

/** What of an account a callback is about, a person's mail address for one. Among those of one aspect only the newest counts; other aspects stand for themselves. */
export type Aspect = "life" | "use" | "owner" | `mail:${string}` | "plan" | "comp" | "limits";

const ASPECTS: { [Type in CallbackEvent["type"]]: Aspect | ((personId: string) => Aspect) } = {
  "account.cancelled": "life",
  "account.reactivated": "life",
  "account.merged": "life",
  "account.incinerated": "life",
  "account.frozen": "use",
  "account.unfrozen": "use",
  "ownership.transferred": "owner",
  "person.mail_changed": (personId) => `mail:${personId}`,
  "plan.changed": "plan",
  "comped.changed": "comp",
  "limits.overridden": "limits",
};

export function aspectOf({ type, data }: CallbackEvent): Aspect {
  const aspect = ASPECTS[type];
  return typeof aspect === "string" ? aspect : aspect(data.object.id);
}

/** What a signed body says; `unknown-type` for what a later Queenbee tells, null for what is no event at all. */
export function readEvent(body: string): CallbackEvent | "unknown-type" | null {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return null;
  }
  if (!isEnvelope(read)) return null;
  // Queenbee signed it: what is in an event of a known type is what it describes.
  return Object.hasOwn(ASPECTS, read.type) ? (read as CallbackEvent) : "unknown-type";
}

function isEnvelope(read: unknown): read is { type: string } {
  if (typeof read !== "object" || read === null) return false;
  const { id, type, account, sequence, timestamp, data }: Record<string, unknown> = { ...read };
  const texts = [id, type, account, timestamp].every((value) => typeof value === "string");
  return texts && Number.isSafeInteger(sequence) && typeof data === "object" && data !== null;
}

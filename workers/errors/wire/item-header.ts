import type { JsonObject } from "../../kit/json.ts";
import { type Failure, fail, ok, type Result } from "../../kit/result.ts";
import { parseJsonObject } from "../json.ts";
import { boundedObject } from "../normalize/bounded-json.ts";

export interface ItemHeader {
  type: string;
  /** In bytes. Null: the payload ends at the next newline. */
  length: number | null;
  contentType: string | null;
  /** How many things a container holds, as its sender says. */
  itemCount: number | null;
  filename: string | null;
  /** `event.attachment`, `event.minidump`, … */
  attachmentType: string | null;
  /** The whole header, with what the protocol does not name. */
  raw: JsonObject;
}

const TYPE_LENGTH = 64;

/** Headers are written out again with what is kept of an item, so they must not nest without end. */
export const HEADER_BOUND = { depth: 7, chars: 256 * 1024 };

/** Reads an item's header line. Without a type or with a length that is none, its payload cannot be told from the rest. */
export function readItemHeader(line: Uint8Array): Result<ItemHeader, "bad-item-header"> {
  const parsed = parseJsonObject(line);
  if (!parsed.ok) return bad(parsed.detail);
  const raw = parsed.value;
  const { type, length = null } = raw;
  if (typeof type !== "string" || type === "" || type.length > TYPE_LENGTH) return bad("It has no type.");
  if (length !== null && !isCount(length)) return bad("Its length is not a number of bytes.");
  return ok({
    type,
    length,
    contentType: text(raw.content_type),
    itemCount: isCount(raw.item_count) ? raw.item_count : null,
    filename: text(raw.filename),
    attachmentType: text(raw.attachment_type),
    raw: boundedObject(raw, HEADER_BOUND) ?? {},
  });
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

const bad = (detail: string): Failure<"bad-item-header"> => fail("bad-item-header", `An item header: ${detail}`);

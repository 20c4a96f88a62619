import { joined } from "../../kit/bytes.ts";
import { compress, decompress } from "../../kit/compression.ts";

/** Events' bodies that are compressed together: they resemble each other, and one call costs as much as many bytes. */
export interface Frame {
  /** How many consecutive events of the batch have their bodies in it. */
  events: number;
  /** Compressed. */
  length: number;
}

/** An event's body on its way: JSON that is yet to be compressed with others, or a frame of its own. */
export interface EventBody {
  bytes: Uint8Array;
  framed: boolean;
}

/** Where an event's body lies in its frame, decompressed; a null length reaches to the frame's end. */
export interface FramePlace {
  at: number;
  length: number | null;
}

/** A frame as it is stored, and where in it the body is. */
export interface StoredBody extends FramePlace {
  frame: Uint8Array;
}

/** A frame takes no more bodies once it has this many bytes, not compressed. */
export const FRAME_BYTES = 24 * 1024;
/** A body from this size on is compressed alone, when it arrives: many at once would hold up their batch. */
export const ALONE_BYTES = 8 * 1024;

/** An event's JSON as a body. */
export const eventBody = (json: Uint8Array): EventBody =>
  json.length >= ALONE_BYTES ? { bytes: compress(json), framed: true } : { bytes: json, framed: false };

/** Puts bodies into as few frames as may be, in their order. Returns the frames and their bytes. */
export function packFrames(bodies: readonly EventBody[]): { frames: Frame[]; parts: Uint8Array[] } {
  const frames: Frame[] = [];
  const parts: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let openBytes = 0;
  const add = (events: number, bytes: Uint8Array) => {
    frames.push({ events, length: bytes.length });
    parts.push(bytes);
  };
  const close = () => {
    if (open.length > 0) add(open.length, compress(joined(open)));
    open = [];
    openBytes = 0;
  };
  for (const { bytes, framed } of bodies) {
    if (framed || openBytes >= FRAME_BYTES) close();
    if (framed) {
      add(1, bytes);
      continue;
    }
    open.push(bytes);
    openBytes += bytes.length;
  }
  close();
  return { frames, parts };
}

/** An event's JSON. */
export function unpackBody({ frame, at, length }: StoredBody): Uint8Array {
  const bytes = decompress(frame);
  return bytes.subarray(at, length === null ? bytes.length : at + length);
}

import type { ByteReader } from "./byte-reader.ts";

export interface AttachmentStream {
  stream: ReadableStream<Uint8Array>;
  /** Whether the stream failed because of the body, which `finish` then tells. */
  readonly cut: boolean;
  /**
   * Skips what was not read and ends the stream; false when the body ended within the attachment. What the body itself
   * threw is thrown again.
   */
  finish(): Promise<boolean>;
}

/**
 * The next `length` bytes of the body as a stream that holds nothing back: a chunk is read when one is asked for. The
 * stream fails when the body ends too early.
 */
export function attachmentStream(reader: ByteReader, length: number): AttachmentStream {
  let left = length;
  let finished = false;
  let cut = false;
  let underWay: Promise<void> = Promise.resolve();

  async function pass(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    if (finished) return controller.error(new Error("The attachment was read too late."));
    const part = await reader.some(left).catch((error: unknown) => {
      cut = true;
      throw error;
    });
    if (part === null) {
      cut = true;
      return controller.error(new Error("The body ends within an attachment."));
    }
    left -= part.length;
    controller.enqueue(part);
    if (left === 0) controller.close();
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (length === 0) controller.close();
      },
      pull(controller) {
        underWay = pass(controller);
        return underWay;
      },
    },
    { highWaterMark: 0 },
  );

  return {
    stream,
    get cut() {
      return cut;
    },
    async finish() {
      finished = true;
      await underWay;
      const skipped = await reader.skip(left);
      left = 0;
      return skipped;
    },
  };
}

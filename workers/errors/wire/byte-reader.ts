const NEWLINE = 0x0a;
const NOTHING = new Uint8Array(0);

export interface Line {
  /** Without its newline. Null when it is longer than asked for: its rest is then still unread. */
  bytes: Uint8Array | null;
  /** How much of the line was read. */
  size: number;
  /** The body ended before a newline came. */
  ended: boolean;
}

/**
 * Reads lines and counted runs of bytes from chunks, however the bytes are cut. What lies within one chunk is handed
 * out as a view of it; only what spans chunks is copied. Not more than `limit` bytes are read: past them the body ends
 * and `exceeded` is true.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = NOTHING;
  #at = 0;
  #allowance: number;
  #ended = false;
  /** The body had more bytes than the limit. */
  exceeded = false;

  constructor(source: AsyncIterable<Uint8Array>, limit: number) {
    this.#source = source[Symbol.asyncIterator]();
    this.#allowance = limit;
  }

  /** True when no byte is left. */
  async atEnd(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      if (this.#ended) return true;
      const next = await this.#source.next();
      if (next.done) this.#ended = true;
      else this.#accept(next.value);
    }
    return false;
  }

  /** The next line, or its first part when it is longer than `limit`. */
  async line(limit: number): Promise<Line> {
    const gathered = new Gathered();
    while (!(await this.atEnd())) {
      const newline = this.#chunk.indexOf(NEWLINE, this.#at);
      const end = newline === -1 ? this.#chunk.length : newline;
      const size = gathered.size + end - this.#at;
      if (size > limit) return { bytes: null, size: gathered.size, ended: false };
      gathered.add(this.#chunk.subarray(this.#at, end));
      this.#at = end;
      if (newline === -1) continue;
      this.#at += 1;
      return { bytes: gathered.bytes(), size, ended: false };
    }
    return { bytes: gathered.bytes(), size: gathered.size, ended: true };
  }

  /** Drops the rest of the line with its newline; `size` counts the bytes before the newline. */
  async skipLine(): Promise<Line> {
    let skipped = 0;
    while (!(await this.atEnd())) {
      const newline = this.#chunk.indexOf(NEWLINE, this.#at);
      const end = newline === -1 ? this.#chunk.length : newline;
      skipped += end - this.#at;
      this.#at = end;
      if (newline === -1) continue;
      this.#at += 1;
      return { bytes: null, size: skipped, ended: false };
    }
    return { bytes: null, size: skipped, ended: true };
  }

  /** Exactly `length` bytes; null when the body ends before. */
  async take(length: number): Promise<Uint8Array | null> {
    const gathered = new Gathered();
    while (gathered.size < length) {
      const part = await this.some(length - gathered.size);
      if (part === null) return null;
      gathered.add(part);
    }
    return gathered.bytes();
  }

  /** Some bytes, at least one and at most `most`, as they are at hand; null at the end. */
  async some(most: number): Promise<Uint8Array | null> {
    if (await this.atEnd()) return null;
    const part = this.#chunk.subarray(this.#at, this.#at + most);
    this.#at += part.length;
    return part;
  }

  /** Drops `length` bytes; false when the body ends before. */
  async skip(length: number): Promise<boolean> {
    let left = length;
    while (left > 0) {
      const part = await this.some(left);
      if (part === null) return false;
      left -= part.length;
    }
    return true;
  }

  /** Drops newlines as far as they go, a chunk at a time: a body may be nothing else. */
  async skipNewlines(): Promise<void> {
    while (!(await this.atEnd()) && this.#chunk[this.#at] === NEWLINE) {
      while (this.#chunk[this.#at] === NEWLINE) this.#at += 1;
    }
  }

  /** Eats a newline if that is next, and tells what was next. */
  async newline(): Promise<"newline" | "end" | "other"> {
    if (await this.atEnd()) return "end";
    if (this.#chunk[this.#at] !== NEWLINE) return "other";
    this.#at += 1;
    return "newline";
  }

  /** Tells the source that nothing more will be read. */
  async close(): Promise<void> {
    if (this.#ended && !this.exceeded) return;
    this.#ended = true;
    await this.#source.return?.();
  }

  #accept(chunk: Uint8Array): void {
    if (chunk.length > this.#allowance) {
      this.exceeded = true;
      this.#ended = true;
    }
    this.#chunk = chunk.subarray(0, this.#allowance);
    this.#at = 0;
    this.#allowance -= this.#chunk.length;
  }
}

/** Bytes gathered from parts. A single part is kept as the view it is; more are copied into a buffer that doubles. */
class Gathered {
  #buffer: Uint8Array = NOTHING;
  size = 0;

  add(part: Uint8Array): void {
    if (part.length === 0) return;
    if (this.size === 0) {
      this.#buffer = part;
    } else {
      this.#reserve(this.size + part.length);
      this.#buffer.set(part, this.size);
    }
    this.size += part.length;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.size);
  }

  /** The first part is a view of a chunk and exactly full, so the first reserve always leaves it for an own buffer. */
  #reserve(size: number): void {
    if (size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(size, 2 * this.#buffer.length));
    larger.set(this.#buffer.subarray(0, this.size));
    this.#buffer = larger;
  }
}

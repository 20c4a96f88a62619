/** Somebody who waits for an answer. */
interface Asking<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * What several who work at one time ask for, done for all of them at once. Nobody waits for a time: it is done as soon as
 * nobody is at work who could ask for more.
 */
export class Gathering {
  /** Who is at work and waits for nothing here. */
  #working = 0;
  readonly #answering: (() => void)[] = [];

  /** Work in which may be asked. */
  async work<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#working += 1;
    try {
      return await work();
    } finally {
      this.#rest();
    }
  }

  /** Something in the midst of such work that takes its time: the others do not wait for it. */
  async aside<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#rest();
    try {
      return await work();
    } finally {
      this.#working += 1;
    }
  }

  /** A way to ask: `answer` has what was asked at one time, in order, and gives as many answers. */
  asks<Item, Answer>(answer: (items: Item[]) => Promise<Answer[]>): (item: Item) => Promise<Answer> {
    const asked: Asking<Item, Answer>[] = [];
    this.#answering.push(() => void this.#answer(asked.splice(0), answer));
    return (item) =>
      new Promise((resolve, reject) => {
        asked.push({ item, resolve, reject });
        this.#rest();
      });
  }

  /** One less is at work; after the last one, what they asked for is done. */
  #rest(): void {
    this.#working -= 1;
    if (this.#working <= 0) for (const answer of this.#answering) answer();
  }

  /** What fails for all is tried for each by itself: one of them may be why. */
  async #answer<Item, Answer>(
    asked: Asking<Item, Answer>[],
    work: (items: Item[]) => Promise<Answer[]>,
  ): Promise<void> {
    if (asked.length === 0) return;
    try {
      const answers = await work(asked.map(({ item }) => item));
      this.#working += asked.length;
      for (const [index, { resolve }] of asked.entries()) resolve(answers[index] as Answer); // one for each, in their order
    } catch (error) {
      if (asked.length > 1) {
        for (const one of asked) await this.#answer([one], work);
        return;
      }
      this.#working += 1;
      asked[0]?.reject(error);
    }
  }
}

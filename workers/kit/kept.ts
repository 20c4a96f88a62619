/** What is dear to make, by a key that says all that it is made of, for as long as the isolate lives; all of it is dropped at the limit. */
export class Kept<Value> {
  readonly #values = new Map<string, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value of a key, made when it is first asked for. What `make` throws is thrown, and nothing kept. */
  get(key: string, make: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    if (this.#values.size >= this.#limit) this.#values.clear();
    const made = make();
    this.#values.set(key, made);
    return made;
  }
}

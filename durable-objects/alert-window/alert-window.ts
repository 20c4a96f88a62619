import { createDurable } from "itty-durable";
import { emptyWindow, handOver, hear, type Report, type WindowDocument } from "./window.ts";

/** What itty-durable's untyped base class gives, as far as it is used here. */
interface Durable {
  state: DurableObjectState & { closed?: boolean };
  destroy(options: { reset: boolean }): Promise<void>;
  persist(): Promise<void>;
}

type DurableClass = new (state: unknown, env: object) => Durable;

// The library's types name neither the state nor what is on it.
const Base = createDurable({ autoPersist: true, autoReturn: true }) as unknown as DurableClass;

/** One rule's window: what it has heard and fired. Its fields are the document, written and returned after every call. */
export class AlertWindow extends Base implements WindowDocument {
  heard: WindowDocument["heard"];
  fired: WindowDocument["fired"];
  pending: WindowDocument["pending"];
  firings: number;

  constructor(state: DurableObjectState) {
    // An empty env: the base class would take over every binding in it and keep it in the document.
    super(state, {});
    ({ heard: this.heard, fired: this.fired, pending: this.pending, firings: this.firings } = emptyWindow());
  }

  hear(report: Report): void {
    Object.assign(this, hear(this, report));
  }

  handOver(numbers: number[]): void {
    Object.assign(this, handOver(this, numbers));
  }

  /** Forgets everything, for good. */
  async close(): Promise<void> {
    await this.destroy({ reset: true });
    this.state.closed = true;
  }

  /** Writes the document; nothing of a closed window, which the base class would bring back. */
  override async persist(): Promise<void> {
    if (this.state.closed !== true) await super.persist();
  }
}

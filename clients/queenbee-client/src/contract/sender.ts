import type { CallbackEvent } from "../callback/event.ts";
import { sign } from "../callback/signature.ts";
import type { Holding } from "../generated.ts";
import type { Subject } from "./subject.ts";

type Told = Pick<CallbackEvent, "type"> & { sequence: number; object?: object; owner?: object; person?: object };

/** Stands in for Queenbee's sender: makes events of an account, signs them, and takes them to the product. */
export class Sender {
  readonly #subject: Subject;
  readonly account: string;

  constructor(subject: Subject, account: string) {
    this.#subject = subject;
    this.account = account;
  }

  event({ type, sequence, object = {}, ...more }: Told, account = this.account): string {
    const holding: Holding = { id: account, comped: false, compExpiresMs: null, planIds: [], items: [], overrides: [] };
    const held = type === "plan.changed" || type === "comped.changed" || type === "limits.overridden";
    return JSON.stringify({
      ...{ id: `evt_${account.replaceAll("-", "")}_${sequence}`, object: "event", type, apiVersion: "1" },
      ...{ timestamp: new Date().toISOString(), sequence, account, product: "" },
      data: {
        resource: held ? "entitlements" : more.person ? "people" : "accounts",
        object: { ...(held ? holding : { id: account }), ...object },
        previous: null,
      },
      ...more,
    });
  }

  /** Sends a body as Queenbee does; `over` is what is otherwise than it should be. */
  async send(
    body: string,
    over: { secrets?: string[]; nowMs?: number; headers?: Record<string, string>; sentBody?: string } = {},
  ): Promise<number> {
    const { secrets = [this.#subject.secret], nowMs = Date.now(), headers = {}, sentBody = body } = over;
    const id: unknown = JSON.parse(body).id;
    const signed = await sign({ id: String(id), body }, secrets, nowMs);
    const request = new Request("https://product.example/queenbee", {
      method: "POST",
      headers: { "content-type": "application/json", ...signed, ...headers },
      body: sentBody,
    });
    return (await this.#subject.receive(request)).status;
  }

  tell(told: Told): Promise<number> {
    return this.send(this.event(told));
  }
}

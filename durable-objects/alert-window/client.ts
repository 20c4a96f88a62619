import { proxyDurable } from "itty-durable";
import type { Fact, Report, WindowDocument } from "./window.ts";

/** Facts told in one call: about 130 bytes each, they stay far below what a header may hold. */
export const FACTS_PER_CALL = 200;

/** What the rest of the Worker can do with a rule's window. */
export interface AlertWindowClient {
  /** Tells the rule facts; returns what has fired and is not handed over. `heard` counts once all facts are told. */
  hear(report: Report): Promise<WindowDocument["pending"]>;
  /** Forgets firings that are in the outbox. */
  handOver(numbers: number[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * The window of a rule. The only place that knows how it is called: the library's proxy looks like a promise, so it never leaves this
 * function.
 */
export function alertWindow(env: Env, ruleId: string): AlertWindowClient {
  // Untyped in the library; a method's name is the call, and the whole document its answer.
  const proxy = proxyDurable(env.ALERT_WINDOW, { name: "ALERT_WINDOW", parse: true }).get(ruleId) as Record<
    "hear" | "handOver" | "close",
    (argument?: unknown) => Promise<WindowDocument>
  >;
  return {
    hear: async (report) => {
      const parts = partsOf(report.facts);
      let pending: WindowDocument["pending"] = [];
      for (const [index, facts] of parts.entries()) {
        const heard = index === parts.length - 1 ? report.heard : {};
        ({ pending } = await proxy.hear({ ...report, facts, heard }));
      }
      return pending;
    },
    handOver: async (numbers) => void (await proxy.handOver(numbers)),
    close: async () => void (await proxy.close()),
  };
}

/** Facts in parts that fit a call; one empty part when there are none. */
function partsOf(facts: readonly Fact[]): Fact[][] {
  const parts: Fact[][] = [facts.slice(0, FACTS_PER_CALL)];
  for (let at = FACTS_PER_CALL; at < facts.length; at += FACTS_PER_CALL)
    parts.push(facts.slice(at, at + FACTS_PER_CALL));
  return parts;
}

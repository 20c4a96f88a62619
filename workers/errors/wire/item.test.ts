import { describe, expect, it } from "vitest";
import { eventCategory, itemRule, quantities } from "./item.ts";

describe("item types", () => {
  it("are handled, held, only counted, or unknown", () => {
    expect(itemRule("event")).toMatchObject({ fate: "handled", category: "error" });
    expect(itemRule("user_report")).toMatchObject({ fate: "handled", category: "feedback" });
    expect(itemRule("log")).toMatchObject({ fate: "held", category: "log_item" });
    expect(itemRule("otel_span")).toMatchObject({ fate: "held", category: "span" });
    expect(itemRule("replay_video")).toMatchObject({ fate: "unsupported", category: "replay" });
    expect(itemRule("novelty")).toMatchObject({ fate: "unknown", category: "default" });
    expect(itemRule("constructor")).toMatchObject({ fate: "unknown" });
  });

  it("count events by what is in them", () => {
    expect(eventCategory("error")).toBe("error");
    expect(eventCategory("default")).toBe("default");
    expect(eventCategory("csp")).toBe("security");
  });
});

describe("quantities", () => {
  it("of attachments, logs and metrics are numbers and bytes", () => {
    expect(quantities("attachment", 10, null)).toEqual([
      { category: "attachment", quantity: 10 },
      { category: "attachment_item", quantity: 1 },
    ]);
    expect(quantities("log", 100, 3)).toEqual([
      { category: "log_item", quantity: 3 },
      { category: "log_byte", quantity: 100 },
    ]);
    expect(quantities("trace_metric", 100, 4)).toEqual([
      { category: "trace_metric", quantity: 4 },
      { category: "trace_metric_byte", quantity: 100 },
    ]);
  });

  it("of containers are what they declare, as far as that is possible", () => {
    expect(quantities("span", 500, 7)).toEqual([{ category: "span", quantity: 7 }]);
    expect(quantities("span", 5, 1_000_000)).toEqual([{ category: "span", quantity: 5 }]);
    expect(quantities("span", 5, null)).toEqual([{ category: "span", quantity: 1 }]);
    expect(quantities("event", 5, 9)).toEqual([{ category: "error", quantity: 1 }]);
  });
});

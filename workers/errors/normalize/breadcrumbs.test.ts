import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { BREADCRUMBS, CATEGORY_CHARS, readBreadcrumbs } from "./breadcrumbs.ts";
import { Notes } from "./notes.ts";

const read = (value: Json, drift = 0) => readBreadcrumbs(value, drift, new Notes(undefined))?.values;

describe("breadcrumbs", () => {
  it("are read whole, their times shifted with the event's", () => {
    const breadcrumb = {
      timestamp: 100.5,
      type: "http",
      category: "fetch",
      level: "info",
      message: "m",
      data: { a: 1 },
    };
    expect(read({ values: [breadcrumb] })).toEqual([breadcrumb]);
    expect(read([breadcrumb], 60)).toEqual([{ ...breadcrumb, timestamp: 160.5 }]);
    expect(read([breadcrumb], -600)?.[0]?.timestamp).toBe(0);
  });

  it("are read leniently", () => {
    expect(read([{ timestamp: "never", level: "loud", message: 7, data: [] }, {}])).toEqual([{ message: "7" }, {}]);
    expect(read({ values: null })).toBeUndefined();
  });

  it("have limits for their texts", () => {
    const category = "x".repeat(CATEGORY_CHARS);
    expect(read([{ category }])).toEqual([{ category }]);
    expect(read([{ category: `${category}x` }])).toEqual([{ category: `${category.slice(3)}...` }]);
  });

  it("are the latest ones when there are too many", () => {
    const some = (length: number) => read(Array.from({ length }, (_, index) => ({ message: String(index) })));
    expect(some(BREADCRUMBS)?.[0]?.message).toBe("0");
    expect(some(BREADCRUMBS + 1)?.[0]?.message).toBe("1");
    expect(some(BREADCRUMBS + 1)).toHaveLength(BREADCRUMBS);
  });
});

import { expect, test } from "vitest";
import { EVENT_QUERY_MAX, readEventFilter } from "./event-filter.ts";

test("reads words of the title and what rows tell, quoted or not", () => {
  expect(readEventFilter('no route environment:prod release:"shop 1.2" level:fatal user:42 user.email:a@b.c')).toEqual({
    ok: true,
    value: {
      text: "no route",
      environments: ["prod"],
      releases: ["shop 1.2"],
      levels: ["fatal"],
      users: ["42", "a@b.c"],
    },
  });
  expect(readEventFilter("  ")).toEqual({ ok: true, value: {} });
});

test("refuses what it cannot answer", () => {
  for (const query of ["browser:Firefox", "level:dreadful", "x".repeat(EVENT_QUERY_MAX + 1)]) {
    expect(readEventFilter(query), query).toMatchObject({ ok: false, reason: "bad-query" });
  }
  expect(readEventFilter("x".repeat(EVENT_QUERY_MAX)).ok).toBe(true);
});

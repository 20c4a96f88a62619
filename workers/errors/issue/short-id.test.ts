import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ISSUES_PER_PROJECT } from "./issue-id.ts";
import { formatShortId, parseShortId } from "./short-id.ts";

describe("formatShortId", () => {
  it("is the project's slug and the number in base 32", () => {
    expect(formatShortId("web", 1)).toBe("WEB-1");
    expect(formatShortId("web", 42)).toBe("WEB-1A");
    expect(formatShortId("web-shop", 1023)).toBe("WEB-SHOP-ZZ");
  });

  it("can be read back in any case", () => {
    const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,5}){0,2}$/);
    fc.assert(
      fc.property(slug, fc.integer({ min: 1, max: MAX_ISSUES_PER_PROJECT }), (slug, number) => {
        expect(parseShortId(formatShortId(slug, number))).toEqual({ slug, number });
        expect(parseShortId(formatShortId(slug, number).toLowerCase())).toEqual({ slug, number });
      }),
    );
  });
});

describe("parseShortId", () => {
  it("takes the letters that look like digits for them", () => {
    expect(parseShortId("WEB-IO")).toEqual({ slug: "web", number: 32 });
    expect(parseShortId("web-l")).toEqual({ slug: "web", number: 1 });
  });

  it.each(["", "WEB", "WEB-", "-1", "WEB-U", "WEB-0", "WEB 1", "WEB-1!", "WEB-ZZZZZZZZZZZ"])("refuses %j", (text) => {
    expect(parseShortId(text)).toBeNull();
  });
});

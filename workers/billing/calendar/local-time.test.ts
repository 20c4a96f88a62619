import { describe, expect, it } from "vitest";
import { anchorAt, dayStart, formatDate, formatPeriod, localDate, momentOf, nextDayStart } from "./local-time.ts";
import { isZone, offsetAt } from "./zone-offset.ts";

const at = (iso: string) => Date.parse(iso);

describe("an anchor", () => {
  it("is the wall time of a moment in its zone, and that moment again", () => {
    const anchor = anchorAt(at("2026-01-31T23:30:00.900Z"), "Asia/Tokyo");
    expect(anchor).toEqual({ local: "2026-02-01T08:30:00", zone: "Asia/Tokyo" });
    expect(momentOf(anchor)).toBe(at("2026-01-31T23:30:00Z"));
  });
});

describe("a local day", () => {
  it("is that of the zone, also beside a clock change", () => {
    expect(localDate(at("2026-03-29T00:59:59Z"), "Europe/Berlin")).toBe("2026-03-29");
    expect(localDate(at("2026-03-29T21:59:59Z"), "Europe/Berlin")).toBe("2026-03-29");
    expect(localDate(at("2026-03-29T22:00:00Z"), "Europe/Berlin")).toBe("2026-03-30");
  });

  it("begins where the clock says so, even without a midnight", () => {
    // Brazil changed its clocks at midnight: 15 October 2017 began at one o'clock.
    expect(dayStart(at("2017-10-15T12:00:00Z"), "America/Sao_Paulo")).toBe(at("2017-10-15T03:00:00Z"));
    expect(nextDayStart(at("2017-10-14T12:00:00Z"), "America/Sao_Paulo")).toBe(at("2017-10-15T03:00:00Z"));
    expect(nextDayStart(at("2026-03-29T12:00:00Z"), "Europe/Berlin")).toBe(at("2026-03-29T22:00:00Z"));
  });

  it("is written in the reader's words, a period by its last day", () => {
    expect(formatDate(at("2026-01-31T23:30:00Z"), "Asia/Tokyo", "en-GB")).toBe("1 February 2026");
    const february = { startMs: at("2026-01-31T23:00:00Z"), endMs: at("2026-02-28T23:00:00Z") };
    // The kind of space around the dash differs between versions of the locale data.
    expect(formatPeriod(february, "Europe/Berlin", "en-GB")).toMatch(/^1\s?–\s?28 Feb 2026$/u);
  });
});

describe("a zone", () => {
  it("is a place's, by its name", () => {
    expect(["Europe/Berlin", "UTC", "Pacific/Apia"].filter(isZone)).toHaveLength(3);
    expect(["+02:00", "Europe/Atlantis", "", "Z:30"].filter(isZone)).toEqual([]);
  });

  it("changes its offset at the moment of the change and not before", () => {
    const change = at("2026-03-29T01:00:00Z");
    expect(offsetAt("Europe/Berlin", change - 1)).toBe(3_600_000);
    expect(offsetAt("Europe/Berlin", change)).toBe(7_200_000);
    expect(offsetAt("Asia/Kathmandu", change)).toBe(20_700_000);
  });
});

import { describe, expect, test } from "vitest";
import { likeness, recognise } from "./lookup.ts";

describe("what is typed into the search", () => {
  test("is an event id with or without hyphens", () => {
    const eventId = "3fa9c1d2e4b54f6a8b7c9d0e1f2a3b4c";
    expect(recognise(` ${eventId.toUpperCase()} `)).toEqual({ kind: "event", eventId });
    expect(recognise("3fa9c1d2-e4b5-4f6a-8b7c-9d0e1f2a3b4c")).toEqual({ kind: "event", eventId });
    expect(recognise(eventId.slice(1))).toEqual({ kind: "text", text: eventId.slice(1) });
  });

  test("is a short id in capitals, or in small letters when a digit gives it away", () => {
    expect(recognise("WEB-1A")).toEqual({ kind: "short-id", shortId: "WEB-1A" });
    expect(recognise("web-1a")).toEqual({ kind: "short-id", shortId: "WEB-1A" });
    expect(recognise("BILLING-WORKER-K")).toEqual({ kind: "short-id", shortId: "BILLING-WORKER-K" });
    expect(recognise("time-out")).toEqual({ kind: "text", text: "time-out" });
  });
});

describe("how well a title fits", () => {
  test("beginnings before words before parts", () => {
    const rank = (title: string) => likeness(title, "pro");
    expect(rank("Projects")).toBeGreaterThan(rank("Go to Projects"));
    expect(rank("Go to Projects")).toBeGreaterThan(rank("Improve"));
    expect(rank("Audit")).toBe(0);
    expect(likeness("Create a project", "cr pro")).toBeGreaterThan(0);
  });
});

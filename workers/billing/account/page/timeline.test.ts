import { expect, it } from "vitest";
import type { LoggedCommand } from "../../command/command-log.ts";
import { LOG_PAGE, LOG_PAGES, readTimeline, TIMELINE_PAGE } from "./timeline.ts";

/** A log of so many commands, of which some are notes. */
function logOf(count: number, isNote: (seq: number) => boolean) {
  const commands = Array.from({ length: count }, (_, at): LoggedCommand => {
    const seq = count - at;
    const actor = { kind: "person" as const, id: "s1", name: "ana" };
    const deed = { nowMs: seq, actor, reason: "", requestId: "r" };
    const command = isNote(seq) ? "note.add" : "account.advance";
    return { seq, key: `k${seq}`, command, input: {}, value: { id: `note_${seq}` }, deed, hash: "", erased: false };
  });
  return {
    commands: async (before: number | null, limit = LOG_PAGE) =>
      commands.filter(({ seq }) => before === null || seq < before).slice(0, limit),
  };
}
const ALL = { kind: null, actor: null };

it("fills a page, and the next one goes on after its last", async () => {
  const log = logOf(TIMELINE_PAGE + 1, () => true);
  const first = await readTimeline(log, null, ALL);
  expect(first.entries).toHaveLength(TIMELINE_PAGE);
  const second = await readTimeline(log, first.next, ALL);
  expect(second).toMatchObject({ entries: [{ seq: 1, thingId: "note_1" }], next: null });
  expect(
    (
      await readTimeline(
        logOf(TIMELINE_PAGE, () => true),
        null,
        ALL,
      )
    ).next,
  ).toBeNull();
});

it("reads so much of a log for one page and not more, and leaves a place to go on", async () => {
  const looked = LOG_PAGE * LOG_PAGES;
  const found = await readTimeline(
    logOf(looked + 1, (seq) => seq === 2),
    null,
    ALL,
  );
  expect(found.entries).toHaveLength(1);
  const missed = await readTimeline(
    logOf(looked + 1, (seq) => seq === 1),
    null,
    ALL,
  );
  expect(missed).toEqual({ entries: [], next: 2 });
  expect(
    (
      await readTimeline(
        logOf(looked + 1, (seq) => seq === 1),
        missed.next,
        ALL,
      )
    ).entries,
  ).toHaveLength(1);
});

it("says of what was erased when it was done and by whom, not what it was", async () => {
  const deed = { nowMs: 5, actor: { kind: "person" as const, id: "s1", name: "" }, reason: "", requestId: "r" };
  const told = { seq: 1, key: "k", input: null, value: null, deed, hash: "", erased: true };
  const commands = async () => [
    { ...told, command: "subscription.create" },
    { ...told, command: "account.advance" },
  ];
  expect((await readTimeline({ commands }, null, ALL)).entries).toMatchObject([
    { atMs: 5, command: "subscription.create", words: "Erased: subscription.create", by: "s1", kind: "subscription" },
  ]);
});

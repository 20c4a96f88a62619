import { expect, test, vi } from "vitest";
import { type Batch, type CommitReply, emptySubmission } from "./arrival.ts";
import { BATCH_BYTES, BATCH_REQUESTS, type Commit, FOLLOW_MS, GATHER_MS, GroupCommit } from "./group-commit.ts";

const HEAD = { projectId: 1, nowMs: 0, retentionDays: 90, maxEvents: 1_000 };

/** A submission that is told from others by its one body byte. */
const submission = () => emptySubmission({ id: "key", limit: null });
const body = (byte: number, length = 1) => [new Uint8Array(length).fill(byte)];

/** A commit whose calls are answered by hand. */
function heldCommit() {
  const calls: { batch: Batch; answer: () => void; refuse: (error: Error) => void }[] = [];
  const commit: Commit = (batch) =>
    new Promise((resolve, reject) => {
      const reply: CommitReply = {
        verdicts: batch.submissions.map((_, i) => ({
          acceptedEvents: batch.bodies[i] ?? 0,
          limitedEvents: 0,
          limits: [],
          unkeptFiles: [],
        })),
        outcomes: [],
      };
      calls.push({ batch, answer: () => resolve(reply), refuse: reject });
    });
  return { calls, commit };
}

/** Long enough for a passed lead to have gathered its batch. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 3 * GATHER_MS));

test("requests that arrive during a call share the next one, each with its own verdict", async () => {
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  const results = [1, 2, 3, 4].map((byte) => group.submit(commit, HEAD, submission(), body(byte)));
  expect(calls.map(({ batch }) => [...batch.bodies])).toEqual([[1]]);
  calls[0]?.answer();
  await turn();
  expect(calls.map(({ batch }) => [...batch.bodies])).toEqual([[1], [2, 3, 4]]);
  calls[1]?.answer();
  const verdicts = await Promise.all(results);
  expect(verdicts.map(({ verdict }) => verdict?.acceptedEvents)).toEqual([1, 2, 3, 4]);
});

test("a failed call fails the requests in it and lets the next ones through", async () => {
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  const first = group.submit(commit, HEAD, submission(), body(1));
  const second = group.submit(commit, HEAD, submission(), body(2));
  calls[0]?.refuse(new Error("object is gone"));
  await expect(first).rejects.toThrow("object is gone");
  await turn();
  calls[1]?.answer();
  expect((await second).verdict?.acceptedEvents).toBe(2);
});

test("a request whose leader vanished commits alone, and the group goes on", async () => {
  vi.useFakeTimers();
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  void group.submit(commit, HEAD, submission(), body(1));
  const follower = group.submit(commit, HEAD, submission(), body(2));
  await vi.advanceTimersByTimeAsync(FOLLOW_MS);
  vi.useRealTimers();
  calls[1]?.answer();
  expect((await follower).verdict?.acceptedEvents).toBe(2);
  const later = group.submit(commit, HEAD, submission(), body(3));
  calls[2]?.answer();
  expect((await later).verdict?.acceptedEvents).toBe(3);
});

test("a batch stays within its bounds", async () => {
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  void group.submit(commit, HEAD, submission(), body(0));
  for (let i = 0; i < BATCH_REQUESTS + 1; i += 1) void group.submit(commit, HEAD, submission(), body(1));
  void group.submit(commit, HEAD, submission(), body(2, BATCH_BYTES));
  calls[0]?.answer();
  await turn();
  expect(calls[1]?.batch.submissions).toHaveLength(BATCH_REQUESTS);
  calls[1]?.answer();
  await turn();
  expect(calls[2]?.batch.bodies).toHaveLength(1);
  calls[2]?.answer();
  await turn();
  expect(calls[3]?.batch.bodies).toHaveLength(BATCH_BYTES);
});

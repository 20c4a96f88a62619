import { expect, test, vi } from "vitest";
import { type Batch, type CommitReply, emptySubmission } from "./arrival.ts";
import { BATCH_BYTES, BATCH_REQUESTS, CALL_MS, type Commit, FOLLOW_MS, GroupCommit } from "./group-commit.ts";
import { ShardUnavailable } from "./shard-call.ts";

const HEAD = { projectId: 1, nowMs: 0, retentionDays: 90, maxEvents: 1_000 };

/** A submission that is told from others by its one body byte. */
const submission = () => emptySubmission({ id: "key", limit: null });
const body = (byte: number, length = 1) => ({ events: [], held: [new Uint8Array(length).fill(byte)] });

/** Verdicts that carry each submission's body byte, to tell whose they are. */
const replyTo = (batch: Batch): CommitReply => ({
  verdicts: batch.submissions.map((_, i) => ({
    acceptedEvents: batch.bodies[i] ?? 0,
    limitedEvents: 0,
    limits: [],
    unkeptFiles: [],
  })),
  outcomes: [],
});

/** A commit whose calls are answered by hand. */
function heldCommit() {
  const calls: { batch: Batch; answer: () => void; refuse: (error: Error) => void }[] = [];
  const commit: Commit = (batch) =>
    new Promise((resolve, reject) => {
      calls.push({ batch, answer: () => resolve(replyTo(batch)), refuse: reject });
    });
  /** Waits until so many calls were made. */
  const called = (count: number) => vi.waitFor(() => expect(calls).toHaveLength(count));
  return { calls, commit, called };
}

test("requests that arrive during a call share the next one, each with its own verdict", async () => {
  const { calls, commit, called } = heldCommit();
  const group = new GroupCommit();
  const results = [1, 2, 3, 4].map((byte) => group.submit(commit, HEAD, submission(), body(byte)));
  expect(calls.map(({ batch }) => [...batch.bodies])).toEqual([[1]]);
  calls[0]?.answer();
  await called(2);
  expect(calls.map(({ batch }) => [...batch.bodies])).toEqual([[1], [2, 3, 4]]);
  calls[1]?.answer();
  const verdicts = await Promise.all(results);
  expect(verdicts.map(({ verdict }) => verdict?.acceptedEvents)).toEqual([1, 2, 3, 4]);
});

test("a call that is out of reach fails the requests in it and lets the next ones through", async () => {
  const { calls, commit, called } = heldCommit();
  const group = new GroupCommit();
  const results = [1, 2, 3].map((byte) => group.submit(commit, HEAD, submission(), body(byte)));
  calls[0]?.answer();
  await called(2);
  calls[1]?.refuse(new ShardUnavailable("restarting"));
  const ends = await Promise.allSettled(results);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  const later = group.submit(commit, HEAD, submission(), body(4));
  calls[2]?.answer();
  expect((await later).verdict?.acceptedEvents).toBe(4);
});

test("a submission that the object refuses fails alone", async () => {
  const poison = 7;
  const commit: Commit = async (batch) => {
    if (batch.bodies.includes(poison)) throw new Error("refused");
    return replyTo(batch);
  };
  const group = new GroupCommit();
  const results = [1, 2, poison, 3].map((byte) => group.submit(commit, HEAD, submission(), body(byte)));
  const ends = await Promise.allSettled(results);
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});

test("requests that nobody leads are led by the first that has waited too long", async () => {
  vi.useFakeTimers();
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  void group.submit(commit, HEAD, submission(), body(1));
  const followers = [2, 3].map((byte) => group.submit(commit, HEAD, submission(), body(byte)));
  await vi.advanceTimersByTimeAsync(FOLLOW_MS);
  vi.useRealTimers();
  expect(calls.map(({ batch }) => [...batch.bodies])).toEqual([[1], [2, 3]]);
  calls[1]?.answer();
  expect((await Promise.all(followers)).map(({ verdict }) => verdict?.acceptedEvents)).toEqual([2, 3]);
});

test("a request whose batch vanished on its way commits alone", async () => {
  vi.useFakeTimers();
  const { calls, commit } = heldCommit();
  const group = new GroupCommit();
  void group.submit(commit, HEAD, submission(), body(1));
  void group.submit(commit, HEAD, submission(), body(2));
  const follower = group.submit(commit, HEAD, submission(), body(3));
  await vi.advanceTimersByTimeAsync(FOLLOW_MS + CALL_MS);
  vi.useRealTimers();
  calls[2]?.answer();
  expect([...(calls[2]?.batch.bodies ?? [])]).toEqual([3]);
  expect((await follower).verdict?.acceptedEvents).toBe(3);
});

test("a batch stays within its bounds", async () => {
  const { calls, commit, called } = heldCommit();
  const group = new GroupCommit();
  void group.submit(commit, HEAD, submission(), body(0));
  for (let i = 0; i < BATCH_REQUESTS + 1; i += 1) void group.submit(commit, HEAD, submission(), body(1));
  void group.submit(commit, HEAD, submission(), body(2, BATCH_BYTES));
  calls[0]?.answer();
  await called(2);
  expect(calls[1]?.batch.submissions).toHaveLength(BATCH_REQUESTS);
  calls[1]?.answer();
  await called(3);
  expect(calls[2]?.batch.bodies).toHaveLength(1);
  calls[2]?.answer();
  await called(4);
  expect(calls[3]?.batch.bodies).toHaveLength(BATCH_BYTES);
});

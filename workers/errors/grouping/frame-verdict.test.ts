import { expect, it } from "vitest";
import { eventWith } from "./event-fixture.ts";
import { groupEvent } from "./grouping.ts";
import { compileGrouping } from "./rules.ts";
import { DEFAULT_GROUPING } from "./settings.ts";

const rulesOf = (stackTraceRules: string) => compileGrouping({ ...DEFAULT_GROUPING, stackTraceRules });
const frame = (name: string, in_app?: boolean) => ({ function: name, ...(in_app !== undefined && { in_app }) });

it("marks the frames of every stack trace, and keeps what the client said where that was other", () => {
  const event = eventWith({
    exception: {
      values: [{ type: "Error", stacktrace: { frames: [frame("a", true), frame("b", false), frame("c")] } }],
    },
    threads: { values: [{ stacktrace: { frames: [frame("a", true)] } }] },
    stacktrace: { frames: [frame("b")] },
  });
  groupEvent(event, rulesOf("function:a -app\nfunction:b +app"));
  expect(event.exception?.values[0]?.stacktrace?.frames).toEqual([
    { function: "a", in_app: false, client_in_app: true },
    { function: "b", in_app: true, client_in_app: false },
    { function: "c", in_app: false },
  ]);
  expect(event.threads?.values[0]?.stacktrace?.frames).toEqual([{ function: "a", in_app: false, client_in_app: true }]);
  expect(event.stacktrace?.frames).toEqual([{ function: "b", in_app: true, client_in_app: null }]);
});

it("starts from what the client said when an event is grouped again", () => {
  const event = eventWith({ stacktrace: { frames: [frame("a", true), frame("b")] } });
  const [plain] = groupEvent(event, rulesOf("")).hashes;
  const [changed] = groupEvent(event, rulesOf("function:a -app\nfunction:b +app")).hashes;
  expect(changed).not.toBe(plain);
  expect(groupEvent(event, rulesOf("")).hashes[0]).toBe(plain);
  expect(event.stacktrace?.frames).toEqual([
    { function: "a", in_app: true },
    { function: "b", in_app: false },
  ]);
});

it("remembers no more than what fits a frame's names, whatever frames come between", () => {
  const rules = rulesOf("");
  const hashes = (index: number) =>
    groupEvent(eventWith({ stacktrace: { frames: [{ function: `f${index}`, in_app: true }] } }), rules).hashes;
  const first = hashes(0);
  for (let index = 1; index < 5_000; index += 1) hashes(index);
  expect(hashes(0)).toEqual(first);
});

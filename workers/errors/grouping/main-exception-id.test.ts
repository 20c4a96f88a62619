import { describe, expect, it } from "vitest";
import type { Exception, Mechanism } from "../event/event.ts";
import { eventWith, RULES } from "./event-fixture.ts";
import { groupEvent } from "./grouping.ts";

const id = (values: Exception[], platform = "javascript") =>
  groupEvent(eventWith({ platform, exception: { values } }), RULES).mainExceptionId;
const mechanism = (exception_id: number, more: Partial<Mechanism> = {}): Mechanism => ({
  type: "generic",
  exception_id,
  ...(exception_id > 0 && { parent_id: exception_id - 1 }),
  ...more,
});

describe("the exception that names an issue", () => {
  it("is the last one, which needs no id", () => {
    expect(id([{ type: "Error", value: "x" }])).toBeNull();
    expect(id([{ type: "OSError" }, { type: "Error" }])).toBeNull();
  });

  it("is what a group carries when that is of one kind", () => {
    const group = { type: "AggregateError", mechanism: mechanism(0, { is_exception_group: true }) };
    expect(id([{ type: "OSError", mechanism: mechanism(1) }, group])).toBe(1);
    const other = { type: "KeyError", mechanism: { ...mechanism(2), parent_id: 0 } };
    expect(id([other, { type: "OSError", mechanism: mechanism(1) }, group])).toBeNull();
  });

  it("is the cause of what React recovered from", () => {
    const recovered = (value: string, source = "cause") =>
      id([
        { type: "TypeError", value: "x is undefined", mechanism: mechanism(1, { source }) },
        { type: "Error", value, mechanism: mechanism(0) },
      ]);
    const text =
      "There was an error while hydrating but React was able to recover by instead client rendering from the nearest Suspense boundary.";
    expect(recovered(text)).toBe(1);
    expect(recovered(text, "errors[0]")).toBe(0);
    expect(recovered("There was an error.")).toBe(0);
  });

  it("is what RxJava wrapped", () => {
    const wrapped = (type: string, handler = "UncaughtExceptionHandler") =>
      id(
        [
          { type: "IOException", value: "disk", mechanism: mechanism(1) },
          { type, module: "io.reactivex.rxjava3.exceptions", mechanism: mechanism(0, { type: handler }) },
        ],
        "java",
      );
    expect(wrapped("UndeliverableException")).toBe(1);
    expect(wrapped("UndeliverableException", "generic")).toBe(0);
    expect(wrapped("MissingBackpressureException")).toBe(0);
  });
});

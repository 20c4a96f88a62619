import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { EXCEPTIONS, readExceptions, TYPE_CHARS } from "./exceptions.ts";
import { Notes } from "./notes.ts";
import { readThreads, THREADS } from "./threads.ts";

const read = (value: Json) => readExceptions(value, "python", new Notes(undefined))?.values;

describe("exceptions", () => {
  it("are read whole", () => {
    const mechanism = {
      type: "chained",
      handled: false,
      synthetic: true,
      source: "cause",
      exception_id: 1,
      parent_id: 0,
      is_exception_group: false,
      help_link: "https://a.example/",
      description: "d",
      data: { a: 1 },
      meta: { errno: { number: 2 } },
    };
    const exception = {
      type: "E",
      value: "v",
      module: "m",
      thread_id: 7,
      mechanism,
      stacktrace: { frames: [{ function: "f", in_app: true }] },
      raw_stacktrace: { frames: [{ function: "g", in_app: false }] },
    };
    expect(read({ values: [exception] })).toEqual([exception]);
  });

  it("take their type from the value when they have none", () => {
    expect(read([{ value: "Übel: no  disk " }])).toEqual([{ type: "Übel", value: "no  disk" }]);
    expect(read([{ value: "Fault:" }])).toEqual([{ type: "Fault" }]);
    expect(read([{ type: "E", value: "Fault: x" }])).toEqual([{ type: "E", value: "Fault: x" }]);
    expect(read([{ value: "no disk: x" }])).toEqual([{ value: "no disk: x" }]);
    expect(read([{ value: "Fault: two\nlines" }])).toEqual([{ value: "Fault: two\nlines" }]);
  });

  it("are read leniently", () => {
    expect(read([{ type: "E", mechanism: "onerror" }])).toMatchObject([{ mechanism: { type: "onerror" } }]);
    expect(read([{ type: "E", mechanism: { handled: "no" } }])).toMatchObject([{ mechanism: { type: "generic" } }]);
    expect(read([{ value: { code: 1, deep: [true] } }])).toEqual([{ value: '{"code":1,"deep":[true]}' }]);
    expect(read([{ value: 7 }])).toEqual([{ value: "7" }]);
  });

  it("that say nothing are left out", () => {
    expect(read([{}, { mechanism: { type: "x" } }, { type: "" }, { type: "E" }])).toEqual([{ type: "E" }]);
    for (const value of [null, [], [{}], "x", { values: [] }]) expect(read(value)).toBeUndefined();
  });

  it("have limits", () => {
    expect(read([{ type: "E".repeat(TYPE_CHARS + 1) }])?.[0]?.type).toHaveLength(TYPE_CHARS);
    const chain = (length: number) => read(Array.from({ length }, (_, index) => ({ type: `E${index}` })));
    expect(chain(EXCEPTIONS)?.[0]?.type).toBe("E0");
    expect(chain(EXCEPTIONS + 1)?.[0]?.type).toBe("E1");
    expect(chain(EXCEPTIONS + 1)).toHaveLength(EXCEPTIONS);
  });
});

describe("threads", () => {
  const threads = (value: Json) => readThreads(value, "java", new Notes(undefined))?.values;

  it("are read whole", () => {
    const thread = { id: "main", name: "main", crashed: true, current: true, state: "RUNNABLE" };
    expect(threads({ values: [thread, { id: 2 }] })).toEqual([thread, { id: 2 }]);
    expect(threads([])).toBeUndefined();
  });

  it("are limited in number", () => {
    expect(threads(Array.from({ length: THREADS }, (_, id) => ({ id })))).toHaveLength(THREADS);
    expect(threads(Array.from({ length: THREADS + 1 }, (_, id) => ({ id })))).toHaveLength(THREADS);
  });
});

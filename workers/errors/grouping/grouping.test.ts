import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Exception, Frame, Level, NormalEvent } from "../event/event.ts";
import { eventWith, RULES } from "./event-fixture.ts";
import { explainGrouping, groupEvent } from "./grouping.ts";
import { compileGrouping } from "./rules.ts";
import { DEFAULT_GROUPING } from "./settings.ts";

const name = fc.stringMatching(/^[a-z][a-zA-Z]{2,11}$/);
const platform = fc.constantFrom("node", "javascript", "python", "ruby", "php", "java", "go", "csharp");

/** Frames of distinct functions, so that none is the recursion of its neighbour. */
const frames = fc.uniqueArray(
  fc.record({ function: name, filename: name.map((base) => `${base}.src`), in_app: fc.boolean(), context_line: name }),
  { minLength: 1, maxLength: 12, selector: (frame) => frame.function },
);

const event = fc
  .record({ platform, type: name, value: name, frames })
  .map(({ platform, type, value, frames }) =>
    eventWith({ platform, exception: { values: [{ type, value, stacktrace: { frames } }] } }),
  );

/** Hex digits, so many. */
const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

const hashes = (one: NormalEvent): string[] => groupEvent(one, RULES).hashes;

const withFrames = (one: NormalEvent, change: (frame: Frame, index: number) => Frame): NormalEvent =>
  withException(one, (exception) => ({
    ...exception,
    stacktrace: { frames: (exception.stacktrace?.frames ?? []).map(change) },
  }));

const withException = (one: NormalEvent, change: (exception: Exception) => Exception): NormalEvent => ({
  ...one,
  exception: { values: (one.exception?.values ?? []).map(change) },
});

const firstIndexed = (one: NormalEvent): number => {
  const all = one.exception?.values[0]?.stacktrace?.frames ?? [];
  return Math.max(
    all.findIndex((frame) => frame.in_app),
    0,
  );
};

describe("what never splits an issue", () => {
  it("is where the code lies and on which line and column", () => {
    fc.assert(
      fc.property(event, fc.array(name, { minLength: 1 }), fc.nat(5000), fc.nat(200), (one, path, lineno, colno) => {
        const moved = withFrames(one, (frame) => ({
          ...frame,
          filename: `/${path.join("/")}/${frame.filename}`,
          abs_path: `/${path.join("/")}/${frame.filename}`,
          lineno,
          colno,
        }));
        expect(hashes(moved)).toEqual(hashes(one));
      }),
    );
  });

  it("is white space in source lines", () => {
    fc.assert(
      fc.property(event, fc.constantFrom(" ", "\t", "   ", "\t \t"), (one, space) => {
        const spaced = (between: string) =>
          withFrames(one, (frame) => ({ ...frame, context_line: `return${between}${frame.context_line};` }));
        const indented = withFrames(spaced(space), (frame) => ({
          ...frame,
          context_line: `${space}${frame.context_line}`,
        }));
        expect(hashes(indented)).toEqual(hashes(spaced(" ")));
      }),
    );
  });

  it("is a frame's memory address, variables or lines around", () => {
    fc.assert(
      fc.property(event, hex(12), name, (one, address, text) => {
        const changed = withFrames(one, (frame) => ({
          ...frame,
          instruction_addr: `0x${address}`,
          vars: { text },
          pre_context: [text],
          post_context: [text],
        }));
        expect(hashes(changed)).toEqual(hashes(one));
      }),
    );
  });

  it("is an address, id or number in a message", () => {
    const varying = [
      fc.uuid(),
      fc.nat(9_999_999).map(String),
      fc.ipV4(),
      fc.tuple(hex(4), hex(4), hex(4)).map(([net, sub, host]) => `2001:db8:${net}:${sub}::${host}`),
      fc.emailAddress(),
      fc.nat().map((at) => `https://shop.example/carts/${at}?step=${at}`),
      fc.array(hex(2), { minLength: 6, maxLength: 6 }).map((bytes) => bytes.join(":")),
      hex(32),
      hex(40),
      fc.stringMatching(/^[A-Z][0-9][a-z][0-9][A-Za-z0-9]{4,20}$/),
      fc.tuple(fc.nat(99), fc.nat(99)).map((parts) => `${parts.join(".")}s`),
      fc.nat(0xffff_ffff).map((address) => `0x${address.toString(16)}`),
      fc
        .date({ noInvalidDate: true, min: new Date("1970-01-01"), max: new Date("2099-12-31") })
        .map((at) => at.toISOString()),
    ];
    for (const part of varying) {
      fc.assert(
        fc.property(part, part, fc.boolean(), (a, b, asException) => {
          const about = (id: string) => `object ${id} was not found`;
          const one = (id: string) =>
            asException
              ? eventWith({ exception: { values: [{ type: "KeyError", value: about(id) }] } })
              : eventWith({ logentry: { formatted: about(id) } });
          expect(hashes(one(a))).toEqual(hashes(one(b)));
        }),
      );
    }
  });

  it("is the value of an exception whose stack trace counts", () => {
    fc.assert(
      fc.property(event, fc.string(), (one, value) => {
        const changed = withException(one, (exception) => ({ ...exception, value }));
        expect(hashes(changed)).toEqual(hashes(one));
      }),
    );
  });

  it("is who sent it, when, from where and with what", () => {
    const context = fc.record({
      event_id: hex(32),
      timestamp: fc.nat(),
      received: fc.nat(),
      release: name,
      environment: name,
      server_name: name,
      tags: fc.array(fc.tuple(name, name)),
      user: fc.record({ id: name }),
      extra: fc.dictionary(name, name),
      level: fc.constantFrom<Level>("fatal", "error", "warning", "info", "debug"),
    });
    fc.assert(
      fc.property(event, context, (one, other) => {
        expect(hashes({ ...one, ...other })).toEqual(hashes(one));
      }),
    );
  });

  it("is the depth of a recursion", () => {
    fc.assert(
      fc.property(event, fc.integer({ min: 1, max: 20 }), (one, depth) => {
        const deeper = withException(one, (exception) => ({
          ...exception,
          stacktrace: {
            frames: (exception.stacktrace?.frames ?? []).flatMap((frame) => Array<Frame>(depth).fill(frame)),
          },
        }));
        expect(hashes(deeper)).toEqual(hashes(one));
      }),
    );
  });
});

describe("what always splits an issue", () => {
  const differ = (one: NormalEvent, other: NormalEvent) => {
    expect(hashes(other)).not.toEqual(hashes(one));
    expect(hashes(other)[0]).not.toBe(hashes(one)[0]);
  };

  it("is another type of exception", () => {
    fc.assert(
      fc.property(event, name, (one, type) => {
        fc.pre(one.exception?.values[0]?.type !== type);
        differ(
          one,
          withException(one, (exception) => ({ ...exception, type })),
        );
      }),
    );
  });

  it.each(["function", "module", "filename"] as const)("is another %s of a frame that counts", (field) => {
    fc.assert(
      fc.property(event, name, (one, text) => {
        const at = firstIndexed(one);
        const current = one.exception?.values[0]?.stacktrace?.frames[at]?.[field];
        fc.pre(current?.toLowerCase() !== text.toLowerCase());
        differ(
          one,
          withFrames(one, (frame, index) => (index === at ? { ...frame, [field]: text } : frame)),
        );
      }),
    );
  });
});

describe("the explanation", () => {
  it("comes to the same hashes as grouping", () => {
    fc.assert(
      fc.property(
        event,
        fc.option(fc.array(fc.constantFrom("{{ default }}", "{{ level }}", "own"))),
        (one, entries) => {
          const full = { ...one, logentry: { formatted: "and a message" }, ...(entries && { fingerprint: entries }) };
          const explained = explainGrouping(full, RULES).variants.flatMap((variant) => variant.hash ?? []);
          expect([...new Set(explained)]).toEqual(hashes(full));
        },
      ),
    );
  });

  it("shows what was passed over, and why", () => {
    const one = eventWith({
      exception: {
        values: [{ type: "Error", value: "no user 42", stacktrace: { frames: [{ function: "run", in_app: true }] } }],
      },
      logentry: { formatted: "no user 42" },
    });
    expect(explainGrouping(one, RULES)).toEqual({
      config: "newstyle:2026-01-20",
      variants: [
        expect.objectContaining({ name: "app", contributes: true, hint: null }),
        expect.objectContaining({ name: "system", contributes: false, hash: null }),
        expect.objectContaining({ name: "default", contributes: false, hash: null }),
      ],
    });
    const text = JSON.stringify(explainGrouping(one, RULES));
    expect(text).toContain("ignored because the stack trace takes precedence");
    expect(text).toContain("ignored because its hash is that of the app variant");
    expect(text).toContain("ignored because another part takes precedence");
    expect(text).toContain("no user <int>");
  });

  it("names the stack trace rules that decided about frames", () => {
    const rules = compileGrouping({
      ...DEFAULT_GROUPING,
      stackTraceRules: "function:own +app\nfunction:noise -group # not this",
    });
    const one = eventWith({
      exception: {
        values: [
          {
            type: "Error",
            stacktrace: {
              frames: [
                { function: "next", abs_path: "/srv/node_modules/express/router.js", in_app: true },
                { function: "own", in_app: false },
                { function: "noise", in_app: true },
                { function: "left", in_app: false },
              ],
            },
          },
        ],
      },
    });
    const hints = (name: string) => {
      const exception = explainGrouping(one, rules).variants.find((variant) => variant.name === name)?.tree.values[0];
      const parts = typeof exception === "object" ? exception.values : [];
      const stacktrace = parts.find((part) => typeof part === "object" && part.id === "stacktrace");
      return typeof stacktrace === "object"
        ? stacktrace.values.map((frame) => typeof frame === "object" && frame.hint)
        : [];
    };
    expect(hints("app")).toEqual([
      "not in-app by built-in stack trace rule (path:**/node_modules/** -app)",
      "in-app by own stack trace rule (function:own +app)",
      "ignored by own stack trace rule (function:noise -group)",
      "not an in-app frame",
    ]);
    expect(hints("system")).toEqual([null, null, "ignored by own stack trace rule (function:noise -group)", null]);
    expect(one.exception?.values[0]?.stacktrace?.frames[0]?.in_app).toBe(true);
  });

  it("says of a fingerprint that it overrules the stack trace", () => {
    const one = eventWith({ fingerprint: ["own"], logentry: { formatted: "x" } });
    const [own, overruled] = explainGrouping(one, RULES).variants;
    expect(own).toMatchObject({ name: "custom-fingerprint", contributes: true });
    expect(overruled).toMatchObject({ name: "default", contributes: false, hash: null });
  });
});

describe("a fingerprint rule's title", () => {
  const titleFor = (rule: string, event: Partial<NormalEvent>) =>
    groupEvent(eventWith(event), compileGrouping({ ...DEFAULT_GROUPING, fingerprintRules: rule })).title;

  it("has its variables filled in as they came", () => {
    const event = {
      exception: { values: [{ type: "DatabaseDown", value: "no route to 10.0.0.7" }] },
      transaction: "/cart",
    };
    expect(titleFor('type:DatabaseDown -> db title="{{ transaction }}: {{error.value}}"', event)).toBe(
      "/cart: no route to 10.0.0.7",
    );
    expect(titleFor('type:DatabaseDown -> {{ default }} title="Database"', event)).toBe("Database");
  });

  it("is null when the rule has none or does not match", () => {
    expect(titleFor("type:* -> db", { exception: { values: [{ type: "E" }] } })).toBeNull();
    expect(titleFor('type:Other -> db title="x"', { exception: { values: [{ type: "E" }] } })).toBeNull();
  });
});

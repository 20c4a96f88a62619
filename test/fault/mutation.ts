import { errorEvent } from "../envelope-text.ts";

type Random = () => number;

/** Values that readers stumble over. */
const ODD: unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1e308,
    2 ** 53,
    0.1,
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e",
    "__proto__",
    "constructor",
    "{{auto}}",
  ],
  ...["9".repeat(400), "x".repeat(5_000), "https://[", "%E0%A4%A", "2026-99-99T00:00:00Z", "-1e999", "🐝".repeat(300)],
  ...[[], {}, [null], [[]], [{}], { values: null }, { values: [null, 1, [], {}] }, { "": "" }, ["a", ["b", null]]],
  JSON.parse('{"__proto__":{"x":1},"constructor":1,"toString":2,"length":-1}'),
];

const ODD_KEYS = ["", "__proto__", "constructor", "length", "toString", "a.b", "x".repeat(300), "\ud800"];

const pick = <Element>(list: readonly Element[], random: Random): Element =>
  list[Math.floor(random() * list.length)] as Element; // the lists here are not empty

/** The JSON with about one value in thirty replaced by an odd one, and keys now and then too. */
export function oddJson(value: unknown, random: Random): unknown {
  if (random() < 1 / 30) return pick(ODD, random);
  if (Array.isArray(value)) return value.map((entry) => oddJson(entry, random));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      random() < 1 / 60 ? pick(ODD_KEYS, random) : key,
      oddJson(entry, random),
    ]),
  );
}

/** The bytes with a few flipped, cut out, doubled or put in. */
export function garbled(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  let result = bytes;
  for (let changes = Math.floor(random() * 4); changes >= 0; changes -= 1) {
    const at = Math.floor(random() * (result.length + 1));
    const end = Math.min(result.length, at + Math.floor(random() * 40));
    const [before, middle, after] = [result.subarray(0, at), result.subarray(at, end), result.subarray(end)];
    const replacements = [
      Buffer.from([random() * 256]),
      Buffer.alloc(0),
      Buffer.concat([middle, middle]),
      Buffer.from(pick(["\n", "}", '"', "{}\n", '{"type":"event"}\n', "\\u0000", "\u2028", "-1", "[[["], random)),
    ];
    result = Buffer.concat([before, pick(replacements, random), after]);
  }
  return result;
}

/** Items of every kind that is read, with every part that is read. */
export function fullItems(): [type: string, payload: unknown][] {
  const frame = {
    filename: "a.js",
    abs_path: "https://x.test/a.js",
    function: "f",
    lineno: 1,
    colno: 2,
    vars: { a: [1] },
  };
  const event = errorEvent("Fuzzed", {
    ...{
      level: "error",
      logger: "l",
      transaction: "/t",
      server_name: "s",
      environment: "e",
      release: "r@1.0.0",
      dist: "1",
    },
    ...{ fingerprint: ["{{ default }}", "x"], checksum: "abc", modules: { a: "1" }, extra: { a: { b: [1, "x"] } } },
    logentry: { message: "a %s", params: ["b"], formatted: "a b" },
    user: { id: 1, email: "a@b.test", ip_address: "{{auto}}", username: "u", geo: { city: "c" }, data: {} },
    request: {
      url: "https://x.test/?a=b",
      method: "GET",
      query_string: "a=b",
      data: { a: 1 },
      cookies: "a=b",
      headers: [["User-Agent", "Mozilla/5.0 Chrome/140.0"]],
    },
    breadcrumbs: {
      values: [{ timestamp: 1, type: "http", category: "c", level: "info", message: "m", data: { a: 1 } }],
    },
    contexts: {
      os: { name: "Linux", version: "1" },
      trace: { trace_id: "a".repeat(32), span_id: "b".repeat(16) },
      flags: { values: [{ flag: "f", result: true }] },
    },
    threads: { values: [{ id: 1, name: "main", crashed: true, stacktrace: { frames: [frame] } }] },
    tags: { a: "b", c: 1 },
    sdk: { name: "s", version: "1", packages: [{ name: "p", version: "1" }], settings: { infer_ip: "auto" } },
    debug_meta: { images: [{ type: "sourcemap", code_file: "a", debug_id: "b" }] },
    csp: { effective_directive: "img-src", blocked_uri: "https://x.test", document_uri: "https://y.test" },
    errors: [{ type: "t", name: "n", value: "v" }],
  });
  const attrs = { release: "r@1.0.0", environment: "e", ip_address: "1.2.3.4", user_agent: "u" };
  const started = new Date().toISOString();
  const schedule = { type: "interval", value: 2, unit: "hour" };
  return [
    ["event", event],
    [
      "session",
      {
        sid: "a".repeat(32),
        did: "d",
        init: true,
        seq: 1,
        started,
        timestamp: started,
        status: "ok",
        errors: 1,
        duration: 1.5,
        attrs,
      },
    ],
    ["sessions", { aggregates: [{ started, did: "d", exited: 3, errored: 1, crashed: 1, abnormal: 1 }], attrs }],
    [
      "check_in",
      {
        check_in_id: "b".repeat(32),
        monitor_slug: "m",
        status: "ok",
        duration: 1,
        monitor_config: { schedule, checkin_margin: 1, max_runtime: 2, timezone: "UTC" },
      },
    ],
    [
      "client_report",
      { timestamp: started, discarded_events: [{ reason: "before_send", category: "error", quantity: 2 }] },
    ],
    [
      "feedback",
      {
        contexts: {
          feedback: {
            message: "m",
            contact_email: "a@b.test",
            name: "n",
            url: "u",
            associated_event_id: "c".repeat(32),
          },
        },
      },
    ],
    ["user_report", { event_id: "d".repeat(32), name: "n", email: "e@x.test", comments: "c" }],
    ["log", { version: 2, items: [{ timestamp: 1, level: "info", body: "b", attributes: {} }] }],
    ["attachment", "some bytes"],
  ];
}

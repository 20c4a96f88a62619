/** Believable events of a Node.js shop, made from a number so that every run sends the same ones. */

const NOUNS =
  "account address basket booking cart catalog charge coupon courier currency customer delivery discount driver export filter invoice ledger letter locale margin member message offer order parcel payment payout photo pickup price product profile promotion quote receipt refund region report return review route schedule seller session shelf shipment stock store supplier tariff tax ticket token tracking transfer vendor voucher wallet warehouse".split(
    " ",
  );
const VERBS =
  "apply assign book build cancel check close collect confirm create decode dispatch enqueue export fetch find format index load lock merge open parse pick plan post print publish read refresh release render reserve resolve retry save schedule send settle sign sort split store submit sync track update validate void".split(
    " ",
  );
/** In about one of eight titles each, so that `undefined` is a common word; see `RARE_WORD` for the other kind. */
const FAULTS: [type: string, value: (noun: string, verb: string) => string][] = [
  ["TypeError", (noun) => `Cannot read properties of undefined (reading '${noun}')`],
  ["TypeError", (noun, verb) => `${noun}.${verb} is not a function`],
  ["RangeError", (noun) => `Invalid ${noun} length`],
  ["SyntaxError", (noun) => `Unexpected token in ${noun} response`],
  ["TimeoutError", (noun, verb) => `Timeout while waiting to ${verb} the ${noun}`],
  ["ConnectionError", (noun) => `connect ECONNREFUSED for ${noun}-db:5432`],
  ["ValidationError", (noun, verb) => `${noun} cannot ${verb}: required field is missing`],
  ["ConflictError", (noun, verb) => `The ${noun} changed before ${verb} finished`],
];
/** A word that every 10,000th issue has in its title. */
export const RARE_WORD = "quokka";
export const COMMON_WORD = "undefined";
const RARE_EVERY = 10_000;
const ENVIRONMENTS = ["production", "production", "production", "staging", "development"];
const OWN_FRAMES = 2 / 3;

/** A repeatable source of numbers in [0, 1): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * All of an event that its issue decides, as JSON without the opening brace: id, time and user come before it. Frames,
 * breadcrumbs and request data are added until it has about `bytes` bytes.
 */
export function issueText(issue: number, bytes: number): string {
  const random = randomFrom(issue + 1);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T; // never past the end
  const noun = pick(NOUNS);
  const verb = pick(VERBS);
  const [type, value] = pick(FAULTS);
  const frame = (name: string) => {
    const own = random() < OWN_FRAMES;
    const [a, b, c] = [pick(NOUNS), pick(NOUNS), pick(VERBS)];
    const file = own ? `/srv/shop/src/${a}/${c}-${b}.js` : `/srv/shop/node_modules/@shop/${a}/lib/${b}.js`;
    const line = 10 + Math.floor(random() * 900);
    return {
      filename: file,
      abs_path: file,
      module: own ? `${a}:${c}-${b}` : `@shop.${a}:${b}`,
      function: name,
      lineno: line,
      colno: 3 + Math.floor(random() * 60),
      in_app: own,
      ...(own && {
        pre_context: [`  const ${b} = await ${c}${cap(a)}(${a}.id);`, `  if (!${b}) return null;`],
        context_line: `  return ${b}.${c}(${a}, { line: ${line}, strict: true });`,
        post_context: ["}", `export const ${c}All = (list) => list.map(${c}${cap(b)});`],
      }),
    };
  };
  const crumb = (at: number) => ({
    timestamp: 1_790_000_000 + issue + at * 0.37,
    type: "http",
    category: pick(["http", "console", "query"]),
    level: "info",
    data: {
      url: `https://api.shop.test/v2/${pick(NOUNS)}/${Math.floor(random() * 1e6)}`,
      method: pick(["GET", "POST", "PUT"]),
      status_code: pick([200, 201, 204, 404]),
    },
  });
  const frames = [frame(`${verb}${cap(noun)}${issue.toString(36)}`)];
  const crumbs = [crumb(0)];
  const event = {
    platform: "node",
    level: random() < 0.9 ? "error" : "warning",
    release: `shop@2.${Math.floor(random() * 40)}.0`,
    environment: pick(ENVIRONMENTS),
    server_name: `web-${Math.floor(random() * 8)}`,
    transaction: `${pick(["GET", "POST"])} /${noun}/:id/${verb}`,
    tags: { region: pick(["eu-west", "us-east", "ap-south"]), tier: pick(["free", "pro"]), route: `/${noun}/${verb}` },
    contexts: {
      runtime: { name: "node", version: "v24.21.0" },
      os: { name: "Linux", version: "6.8.0" },
      trace: { trace_id: hex(random, 32), span_id: hex(random, 16) },
    },
    sdk: {
      name: "sentry.javascript.node",
      version: "11.12.0",
      integrations: ["Http", "Console", "OnUncaughtException"],
    },
    request: { url: `https://shop.test/${noun}/${issue}`, method: "POST", headers: { "user-agent": AGENT } },
    breadcrumbs: crumbs,
    exception: {
      values: [
        {
          type,
          value: issue % RARE_EVERY === 7 ? `${value(noun, verb)} of ${RARE_WORD}` : value(noun, verb),
          mechanism: { type: "generic", handled: random() < 0.6 },
          stacktrace: { frames },
        },
      ],
    },
    extra: {} as Record<string, string>, // filled below
  };
  let size = JSON.stringify(event).length + PER_EVENT_BYTES;
  const grow = (part: object) => {
    size += JSON.stringify(part).length + 1;
    return part;
  };
  while (size < bytes * 0.9 && frames.length < FRAMES_MAX) {
    frames.unshift(grow(frame(`${pick(VERBS)}${cap(pick(NOUNS))}`)) as (typeof frames)[number]); // as it went in
    if (crumbs.length < CRUMBS_MAX && size < bytes * 0.9)
      crumbs.push(grow(crumb(crumbs.length)) as (typeof crumbs)[number]); // as it went in
  }
  for (let at = 0; size < bytes - 120; at++) {
    const text = Array.from({ length: 12 }, () => pick(NOUNS)).join(" ");
    event.extra[`state_${at}`] = text;
    size += text.length + 14;
  }
  return JSON.stringify(event).slice(1);
}

/** What Sentry's SDKs send at most by default, or nearly. */
const FRAMES_MAX = 50;
const CRUMBS_MAX = 100;
const PER_EVENT_BYTES = 220;
const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const cap = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const hex = (random: () => number, digits: number): string =>
  Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");

/** What comes before an issue's text in an envelope: headers, and the fields that differ from event to event. */
export function envelopeHead(eventId: string, atMs: number, user: number): string {
  const sent = new Date(Date.now()).toISOString();
  return `{"event_id":"${eventId}","sent_at":"${sent}","sdk":{"name":"sentry.javascript.node","version":"11.12.0"}}
{"type":"event"}
{"event_id":"${eventId}","timestamp":${atMs / 1_000},"user":{"id":"u${user}","ip_address":"198.51.100.${user % 250}"},`;
}

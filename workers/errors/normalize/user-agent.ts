/** What a `User-Agent` header tells. Names are those that Sentry's tags use. */
export interface Client {
  readonly browser?: Readonly<{ name: string; version?: string }>;
  readonly os?: Readonly<{ name: string; version?: string }>;
  readonly device?: Readonly<{ family: string; brand?: string; model?: string }>;
}

/** Longer headers are not real; their beginning tells enough. */
const HEADER_CHARS = 512;

/** In order: most browsers also claim to be those further down. */
const BROWSERS: readonly [name: string, pattern: RegExp][] = [
  ["Edge Mobile", /(?:EdgA|EdgiOS)\/([\d.]+)/],
  ["Edge", /(?:Edge?)\/([\d.]+)/],
  ["Opera Mobile", /OPR\/([\d.]+).*Mobile|Opera Mobi.*Version\/([\d.]+)/],
  ["Opera", /(?:OPR|Opera)[ /]([\d.]+)/],
  ["Samsung Internet", /SamsungBrowser\/([\d.]+)/],
  ["Yandex Browser", /YaBrowser\/([\d.]+)/],
  ["Vivaldi", /Vivaldi\/([\d.]+)/],
  ["Electron", /Electron\/([\d.]+)/],
  ["Firefox iOS", /FxiOS\/([\d.]+)/],
  ["Firefox Mobile", /(?:Mobile|Tablet);.*Firefox\/([\d.]+)/],
  ["Firefox", /Firefox\/([\d.]+)/],
  ["Chrome Mobile iOS", /CriOS\/([\d.]+)/],
  ["HeadlessChrome", /HeadlessChrome\/([\d.]+)/],
  ["Chrome Mobile WebView", /; wv\).*Chrome\/([\d.]+)/],
  ["Chrome Mobile", /Chrome\/([\d.]+) Mobile/],
  ["Chrome", /(?:Chrome|Chromium)\/([\d.]+)/],
  ["Mobile Safari", /Version\/([\d.]+).* Mobile\/.*Safari\//],
  ["Safari", /Version\/([\d.]+).*Safari\//],
  ["IE", /MSIE ([\d.]+)|Trident\/.*rv:([\d.]+)/],
];

const SYSTEMS: readonly [name: string, pattern: RegExp][] = [
  ["Windows Phone", /Windows Phone(?: OS)? ([\d.]+)/],
  ["iOS", /(?:iPhone|iPad|iPod).*?OS ([\d_]+)/],
  ["Android", /Android ?([\d.]*)/],
  ["Windows", /Windows NT ([\d.]+)|Windows/],
  ["Chrome OS", /CrOS \S+ ([\d.]+)/],
  ["Mac OS X", /Mac OS X ?([\d_.]*)/],
  ["Ubuntu", /Ubuntu(?:\/([\d.]+))?/],
  ["Linux", /Linux/],
];

/** NT versions by the name that people know. */
const WINDOWS: ReadonlyMap<string, string> = new Map([
  ["5.1", "XP"],
  ["6.0", "Vista"],
  ["6.1", "7"],
  ["6.2", "8"],
  ["6.3", "8.1"],
  ["10.0", "10"],
]);

const BOT =
  /(Googlebot|bingbot|YandexBot|Baiduspider|DuckDuckBot|Applebot|facebookexternalhit|Twitterbot|LinkedInBot|Slackbot|AhrefsBot|SemrushBot|PetalBot|GPTBot|ClaudeBot|Bytespider|[\w-]{0,30}(?:[Bb]ot|[Cc]rawler|[Ss]pider))(?:\/([\d.]+))?/;

/** Headers that are remembered with what they tell: most events come from few kinds of client. */
const REMEMBERED = 500;
const remembered = new Map<string, Client>();

/** Browser, system and device from a `User-Agent` header; what it does not tell is absent. */
export function readUserAgent(header: string): Client {
  const text = header.slice(0, HEADER_CHARS);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const client = parseUserAgent(text);
  remembered.set(text, client);
  return client;
}

function parseUserAgent(text: string): Client {
  const bot = BOT.exec(text);
  const [, botName, botVersion] = bot ?? [];
  const browser = botName === undefined ? firstOf(BROWSERS, text) : named(botName, botVersion);
  const os = firstOf(SYSTEMS, text);
  if (os?.name === "Windows" && os.version) os.version = WINDOWS.get(os.version) ?? os.version;
  const device = botName === undefined ? deviceOf(text) : { family: "Spider" };
  return { ...(browser && { browser }), ...(os && { os }), ...(device && { device }) };
}

function firstOf(table: typeof BROWSERS, text: string): { name: string; version?: string } | undefined {
  for (const [name, pattern] of table) {
    const match = pattern.exec(text);
    if (match) return named(name, match[1] || match[2]);
  }
  return undefined;
}

const named = (name: string, version: string | undefined): { name: string; version?: string } =>
  version ? { name, version: version.replaceAll("_", ".") } : { name };

function deviceOf(text: string): Client["device"] {
  const apple = /\((iPhone|iPad|iPod)/.exec(text)?.[1];
  if (apple) return { family: apple, brand: "Apple", model: apple };
  if (text.includes("Macintosh")) return { family: "Mac", brand: "Apple", model: "Mac" };
  const android = /Android[^;)]*; ([^;)]{1,64}?)(?: Build\/[^;)]*)?(?:; wv)?\)/.exec(text)?.[1];
  if (android === undefined || android === "K" || android.startsWith("rv:")) return undefined;
  return android === "Mobile" || android === "Tablet"
    ? { family: `Generic ${android}` }
    : { family: android, model: android };
}

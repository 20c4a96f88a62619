import type { ProjectSettings } from "../view.ts";

/** The settings of a project that say what to scrub. */
export type ScrubSettings = Pick<ProjectSettings, "scrubDefaults" | "scrubFields" | "safeFields" | "storeIpAddresses">;

/** Parts of key names whose values are secrets. `auth` is, `author` is not. */
const DEFAULT_NAMES =
  "password|secret|passwd|api_key|apikey|auth(?!ors?(?![a-z]))|credentials|mysql_pwd|privatekey|private_key|token|bearer";

/** Remembered answers per name of key: there are few names and many keys. Bounded, since clients choose names. */
const REMEMBERED_NAMES = 4_096;

/** A project's settings in a form that answers quickly. */
export class ScrubRules {
  readonly values: boolean;
  readonly keepIpAddresses: boolean;
  readonly #names: RegExp | null;
  readonly #safe: string[][];
  readonly #known = new Map<string, boolean>();

  constructor(settings: ScrubSettings) {
    this.values = settings.scrubDefaults;
    this.keepIpAddresses = settings.storeIpAddresses;
    const names = settings.scrubFields.map((field) => field.trim()).filter((field) => field !== "");
    const patterns = names.map((name) => RegExp.escape(name));
    if (settings.scrubDefaults) patterns.push(DEFAULT_NAMES);
    this.#names = patterns.length > 0 ? new RegExp(patterns.join("|"), "i") : null;
    this.#safe = settings.safeFields.map(segments).filter((path) => path.length > 0);
  }

  /** Whether a value under this key is a secret by the key's name alone. */
  isSecret(key: string): boolean {
    if (this.#names === null) return false;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const secret = this.#names.test(key);
    if (this.#known.size >= REMEMBERED_NAMES) this.#known.clear();
    this.#known.set(key, secret);
    return secret;
  }

  /** Whether the project exempts this path, or everything from some point above it. */
  isSafe(path: readonly string[]): boolean {
    return this.#safe.some((safe) => covers(safe, path));
  }

  get hasSafeFields(): boolean {
    return this.#safe.length > 0;
  }
}

const compiled = new WeakMap<ScrubSettings, ScrubRules>();

/** The rules of a project's settings, made once per settings object. */
export function rulesOf(settings: ScrubSettings): ScrubRules {
  const known = compiled.get(settings);
  if (known !== undefined) return known;
  const rules = new ScrubRules(settings);
  compiled.set(settings, rules);
  return rules;
}

/** `extra.'odd.key'.*` taken apart; a trailing `**` says nothing, since a path covers all below it. */
function segments(path: string): string[] {
  const parts = path.match(/'[^']*'|[^.']+/g) ?? [];
  const names = parts.map((part) =>
    part
      .replace(/^'(.*)'$/, "$1")
      .trim()
      .toLowerCase(),
  );
  while (names.at(-1) === "**") names.pop();
  return names;
}

/** A single name is exempt wherever it stands; a longer path only where it begins. `*` stands for any one name. */
function covers(safe: readonly string[], path: readonly string[]): boolean {
  if (safe.length === 1) return path.includes(safe[0] ?? "");
  return safe.length <= path.length && safe.every((name, index) => name === "*" || name === path[index]);
}

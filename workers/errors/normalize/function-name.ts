import { familyOf } from "../grouping/platform.ts";

/**
 * A function's name without what compilers and demanglers put around it: return types, arguments, generic types, marks of
 * clones and versions. Only native code and C# have such names; others come back as they are.
 */
export function functionName(raw: string, platform: string): string {
  if (platform === "csharp") return raw.split(" (", 1)[0] ?? raw;
  return familyOf(platform) === "native" ? nativeName(raw, platform) : raw;
}

const UNKNOWN: ReadonlySet<string> = new Set(["<redacted>", "<unknown>"]);
const OBJECTIVE_C = /^[+-]?\[/;
const TRAILER = /(?:\bconst\b|&)$/;
const LAMBDA = /\{lambda\(.*?\)#\d+\}|\blambda_[a-f\d]{32}\b|\$_\d+\b/g;
const LAMBDA_START = new RegExp(`^(?:${LAMBDA.source})`);
const ANONYMOUS_NAMESPACE = /\?A0x[a-f\d]{8}::/g;

/** Names that hold brackets of their own, and what stands for them while brackets are counted. */
const SHIELDED: readonly [plain: string, shield: string][] = [
  ["operator<<", "operator⟨⟨"],
  ["operator<", "operator⟨"],
  ["operator()", "operator◯"],
  ["operator->", "operator⟿"],
  [" -> ", " ⟿ "],
  ["`anonymous namespace'", "〔anonymousnamespace〕"],
];
const UNSHIELDED: readonly [shield: string, plain: string][] = [
  ["⟨", "<"],
  ["◯", "()"],
  ["⟿", "->"],
  ["〔anonymousnamespace〕", "`anonymous namespace'"],
];

function nativeName(raw: string, platform: string): string {
  if (UNKNOWN.has(raw)) return raw;
  const trimmed = raw.trim();
  if (OBJECTIVE_C.test(trimmed)) return trimmed;
  let name = withoutTrailers(
    replaceEnclosed(trimmed, "[", "]", (inner) => (inner.startsWith("clone .") ? "" : `[${inner}]`)),
  );
  for (const [plain, shield] of SHIELDED) name = name.replaceAll(plain, shield);
  name = name.replace(LAMBDA, "lambda").replace(ANONYMOUS_NAMESPACE, "〔anonymousnamespace〕::");
  name = replaceEnclosed(name, "(", ")", (inner) => {
    const what = inner.trim();
    return what === "anonymous namespace" || what === "operator" ? `(${what})` : "";
  });
  name = replaceEnclosed(name, "<", ">", genericType);
  let found = chosenToken(name, platform);
  if (found === undefined || found === "") return withoutMarks(raw);
  for (const [shield, plain] of UNSHIELDED) found = found.replaceAll(shield, plain);
  return withoutMarks(found);
}

function withoutTrailers(name: string): string {
  let rest = name.trimEnd();
  while (TRAILER.test(rest)) rest = rest.replace(TRAILER, "").trimEnd();
  return rest;
}

/** A type argument becomes `T`; at the start of a name it is Rust's way to say whose method it is. */
function genericType(inner: string, start: number): string {
  if (inner === "lambda" || LAMBDA_START.test(inner)) return `<${inner}>`;
  if (start > 0) return "<T>";
  const owner = replaceEnclosed(inner.replace(/^[A-Z] as /, ""), "<", ">", genericType);
  return owner.split(" as ", 1)[0] ?? owner;
}

/** Replaces what stands between outermost brackets. Behind a bracket that never closes nothing is left. */
function replaceEnclosed(
  text: string,
  open: string,
  close: string,
  replacement: (inner: string, start: number) => string,
): string {
  if (!text.includes(open)) return text;
  let result = "";
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === open) {
      if (depth === 0) start = at;
      depth += 1;
    } else if (char === close) {
      depth -= 1;
      if (depth === 0) result += replacement(text.slice(start + 1, at), start);
    } else if (depth === 0) result += char;
  }
  return result;
}

/** Of the words of a demangled signature the one that is the function. */
function chosenToken(signature: string, platform: string): string | undefined {
  const tokens = tokensOf(signature);
  // One demangler puts a blank between an operator and its generic type.
  if (tokens.length > 1 && tokens.at(-1) === "<T>") tokens.splice(-2, 2, `${tokens.at(-2)} <T>`);
  if (signature.includes("initialization expression of")) return initializer(tokens);
  const arrow = tokens.lastIndexOf("⟿");
  const before = tokens[arrow - 1] === "throws" ? tokens[arrow - 2] : tokens[arrow - 1];
  const token = arrow > 0 ? before : tokens.at(-1);
  if (token?.startsWith("@") && (platform === "cocoa" || platform === "swift")) {
    return signature.includes("thunk for ") ? "thunk for closure" : "closure";
  }
  return token !== "closure" && token !== undefined && tokens.includes("closure") ? `closure in ${token}` : token;
}

/** Swift's name for the code that gives a property its first value. */
function initializer(tokens: readonly string[]): string {
  const of = tokens.lastIndexOf("of");
  const named = tokens[of + 1] === "static" ? tokens[of + 2] : tokens[of + 1];
  return `initializer expression of ${(named ?? "").replace(/^:/, "")}`;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["{", "}"],
  ["[", "]"],
  ["<", ">"],
]);

/** Words between blanks; blanks in brackets do not count. */
function tokensOf(signature: string): string[] {
  const tokens: string[] = [];
  const closing: string[] = [];
  let token = "";
  let from = 0;
  for (let at = 0; at < signature.length; at += 1) {
    const char = signature[at] ?? "";
    const opened = CLOSING.get(char);
    if (opened !== undefined) closing.push(opened);
    else if (closing.length > 0) {
      if (char !== closing.at(-1)) continue;
      closing.pop();
      if (closing.length > 0) continue;
      token += signature.slice(from, at + 1);
      from = at + 1;
    } else {
      if (char.trim() === "") {
        if (token !== "") tokens.push(token);
        token = "";
      } else token += signature.slice(from, at + 1);
      from = at + 1;
    }
  }
  if (token !== "") tokens.push(token);
  return tokens;
}

/** Takes off a Rust hash, a glibc version, and what Windows says of the calling convention. */
const withoutMarks = (name: string): string =>
  name
    .replace(/::h[a-z\d]{16}$/, "")
    .replace(/@@?GLIBC_[\d.]+$/, "")
    .replace(/^@?(.*?)@\d+$/, "$1");

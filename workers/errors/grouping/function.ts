import type { Frame } from "../event/event.ts";
import { type Component, leaf, withheld } from "./component.ts";
import { familyOf } from "./platform.ts";

const ERB_SUFFIX = /__\d{4,}_\d{4,}$/;
const UNKNOWN_NATIVE: ReadonlySet<string> = new Set(["<redacted>", "<unknown>"]);
const UNKNOWN_JAVASCRIPT: ReadonlySet<string> = new Set([
  "?",
  "<anonymous function>",
  "<anonymous>",
  "Anonymous function",
]);

/** A frame's function, freed of what compilers and runtimes make up. `contextLineCounts`: the source line does. */
export function functionComponent(frame: Frame, platform: string, contextLineCounts: boolean): Component {
  const name = platform === "csharp" ? frame.raw_function || frame.function : frame.function || frame.raw_function;
  const component = leaf("function", name);
  if (!name) return component;
  switch (platform) {
    case "ruby":
      return rubyFunction(component, name);
    case "php":
      return phpFunction(component, name);
    case "java":
      return name.startsWith("lambda$") ? withheld(component, "ignored because it is a lambda") : component;
  }
  switch (familyOf(platform)) {
    case "native":
      return UNKNOWN_NATIVE.has(name) ? withheld(component, "ignored because it is unknown") : component;
    case "javascript":
      return javascriptFunction(component, name, frame, contextLineCounts);
    case "other":
      return component;
  }
}

function rubyFunction(component: Component, name: string): Component {
  if (name.startsWith("block ")) return leaf("function", "block", "place of the ruby block removed");
  const stable = name.replace(ERB_SUFFIX, "");
  return stable === name ? component : leaf("function", stable, "suffix of the compiled template removed");
}

function phpFunction(component: Component, name: string): Component {
  if (name.startsWith("[Anonymous")) return withheld(component, "ignored because it is anonymous");
  if (!name.startsWith("class@anonymous")) return component;
  const at = name.lastIndexOf("::");
  if (at >= 0) return leaf("function", name.slice(at + 2), "method of an anonymous class");
  return name.startsWith("class@anonymous\0") ? withheld(component, "ignored because it is anonymous") : component;
}

/** Browsers disagree on `Object.foo` or `foo`; source maps make function names less reliable than the source line. */
function javascriptFunction(component: Component, name: string, frame: Frame, contextLineCounts: boolean): Component {
  const short = shortName(name);
  const trimmed = short === name ? component : leaf("function", short, "only the part after the last dot");
  if (contextLineCounts && frame.data?.sourcemap != null) {
    return withheld(trimmed, "ignored because the frame has a source map and its source line counts");
  }
  return trimmed;
}

/** Whether a frame's name is one that engines make up for functions without any. */
export function isUnknownInJavaScript(frame: Frame): boolean {
  const seen = shortName(frame.raw_function || frame.function || "");
  return UNKNOWN_JAVASCRIPT.has(seen) || seen.endsWith("/<");
}

/** The part of a JavaScript function's name after its last dot. */
export const shortName = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

import type { Frame } from "../event.ts";
import { branch, type Component, leaf, withheld } from "./component.ts";
import { functionComponent, shortName } from "./function.ts";
import { moduleComponent, withoutJavassist } from "./module.ts";
import { familyOf, isUrl, isWebUrl, sendsContextLines } from "./platform.ts";

/** A longer source line is machine-made (minified or generated) and changes with every build. */
const MAX_CONTEXT_LINE_LENGTH = 120;

const NATIVE_PATHS: ReadonlySet<string> = new Set(["[native code]", "native code", "eval code", "<anonymous>"]);

/** A frame's tree: module or file name, function, source line. `eventPlatform` holds when the frame names no own one. */
export function frameComponent(frame: Frame, eventPlatform: string): Component {
  const platform = frame.platform ?? eventPlatform;
  const module = moduleComponent(frame, platform);
  const contextLine = contextLineComponent(frame, platform);
  const component = branch("frame", [
    module,
    filenameComponent(frame, platform, module.contributes),
    functionComponent(frame, platform, contextLine.contributes),
    contextLine,
  ]);
  return isNoise(frame, platform) ? withheld(component, "ignored because the engine made this frame") : component;
}

function filenameComponent(frame: Frame, platform: string, moduleContributes: boolean): Component {
  const filename = frame.filename;
  if (!filename) return leaf("filename", undefined);
  const basename = filename.slice(Math.max(filename.lastIndexOf("/"), filename.lastIndexOf("\\")) + 1).toLowerCase();
  const component = leaf("filename", basename);
  if (isWebUrl(frame.abs_path)) return withheld(component, "ignored because the frame points to a URL");
  if (basename === "<anonymous>") return withheld(component, "ignored because the file is anonymous");
  if (basename === "[native code]") return withheld(component, "ignored because it stands for native code");
  if (moduleContributes) return withheld(component, "ignored because the module takes precedence");
  if (platform !== "java") return component;
  const stable = withoutJavassist(basename);
  return stable === basename ? component : leaf("filename", stable, "marks of generated code removed");
}

const WHITESPACE = /\s+/g;

function contextLineComponent(frame: Frame, platform: string): Component {
  const raw = frame.context_line;
  if (!raw || !sendsContextLines(platform)) return leaf("context-line", undefined);
  const component = leaf("context-line", raw.trim().replace(WHITESPACE, " "));
  if (isTooLong(raw)) return withheld(component, "ignored because the line is too long");
  if (!frame.function && familyOf(platform) === "javascript" && isUrl(frame.abs_path)) {
    return withheld(component, "ignored because the frame points to a URL and names no function");
  }
  return component;
}

/** Sentry counts characters, not UTF-16 units. */
const isTooLong = (line: string): boolean =>
  line.length > MAX_CONTEXT_LINE_LENGTH && [...line].length > MAX_CONTEXT_LINE_LENGTH;

/** Browsers differ in whether they report these frames at all, so none of them may count. */
function isNoise(frame: Frame, platform: string): boolean {
  if (familyOf(platform) !== "javascript") return false;
  if (frame.abs_path !== undefined && NATIVE_PATHS.has(frame.abs_path)) return true;
  const name = frame.raw_function || frame.function;
  return name !== undefined && shortName(name) === "eval";
}

import type { Frame } from "../event/event.ts";
import { branch, type Component, leaf, withheld } from "./component.ts";
import type { GroupingConfig } from "./config.ts";
import { functionComponent, isUnknownInJavaScript, shortName } from "./function.ts";
import { moduleComponent, withoutJavassist } from "./module.ts";
import { familyOf, isUrl, isWebUrl, sendsContextLines } from "./platform.ts";

/** A longer source line is machine-made (minified or generated) and changes with every build. */
const MAX_CONTEXT_LINE_LENGTH = 120;

const NATIVE_PATHS: ReadonlySet<string> = new Set(["[native code]", "native code", "eval code", "<anonymous>"]);

/** A frame's tree: module or file name, function, source line. `eventPlatform` holds when the frame names no own one. */
export function frameComponent(frame: Frame, eventPlatform: string, config: GroupingConfig): Component {
  const platform = frame.platform ?? eventPlatform;
  const module = moduleComponent(frame, platform);
  const contextLine = contextLineComponent(frame, platform, config);
  const name = functionComponent(frame, platform, contextLine.contributes);
  const component = branch("frame", [
    module,
    filenameComponent(frame, platform, module.contributes),
    name,
    ...(contextLine.values.length > 0 ? [contextLine] : []),
  ]);
  if (familyOf(platform) !== "javascript") return component;
  if (isNoise(frame)) return withheld(component, "ignored because the engine made this frame");
  if (!isUnknownInJavaScript(frame)) return component;
  // Sentry leaves out the name only after it has found that the frame counts, which then counts without one.
  const nameless = withheld(name, "ignored because it is unknown");
  return { ...component, values: component.values.map((part) => (part === name ? nameless : part)) };
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

/** Sentry does not take a byte order mark for white space. */
const WHITESPACE = /[^\S\ufeff]+/;
/** What Python's multiprocessing runs in a process that it starts: the numbers are those of this one process. */
const SPAWN_CALL =
  /^from multiprocessing\.spawn import spawn_main; spawn_main\((?:tracker_fd|parent_pid)=\d+, pipe_handle=\d+\)/;

function contextLineComponent(frame: Frame, platform: string, config: GroupingConfig): Component {
  const sent = frame.context_line;
  if (!sent || !sendsContextLines(platform)) return leaf("context-line", undefined);
  const spawns = !config.keepsSpawnNumbers && isSpawn(frame, platform) && SPAWN_CALL.test(sent);
  const raw = spawns ? sent.replace(/=\d+/g, "=<int>") : sent;
  const component = leaf(
    "context-line",
    raw.split(WHITESPACE).filter(Boolean).join(" "),
    spawns ? "numbers of the started process removed" : null,
  );
  if (isTooLong(raw)) return withheld(component, "ignored because the line is too long");
  if (!frame.function && familyOf(platform) === "javascript" && isUrl(frame.abs_path)) {
    return withheld(component, "ignored because the frame points to a URL and names no function");
  }
  return component;
}

const isSpawn = ({ module, filename, function: name }: Frame, platform: string): boolean =>
  platform === "python" && module === "__main__" && filename === "<string>" && name === "<module>";

/** Sentry counts characters, not UTF-16 units. */
const isTooLong = (line: string): boolean =>
  line.length > MAX_CONTEXT_LINE_LENGTH && [...line].length > MAX_CONTEXT_LINE_LENGTH;

/** Browsers differ in whether they report these frames at all, so none of them may count. */
function isNoise(frame: Frame): boolean {
  if (frame.abs_path !== undefined && NATIVE_PATHS.has(frame.abs_path)) return true;
  const name = frame.raw_function || frame.function;
  return name !== undefined && shortName(name) === "eval";
}

import { clip } from "../normalize/text.ts";
import type { Frame, NormalEvent, StackTrace } from "./event.ts";

export const MAX_CULPRIT_LENGTH = 200;

/** Where an event happened: what the client says, its transaction, else the innermost in-app frame, else the request's URL. May be empty. */
export function culpritOf(event: NormalEvent): string {
  return clip(event.culprit || event.transaction || stackCulprit(event), MAX_CULPRIT_LENGTH);
}

/** A synthetic exception's frames lead into the SDK's caller, not to a fault. */
function stackCulprit(event: NormalEvent): string {
  const exceptions = event.exception?.values ?? [];
  if (exceptions.at(-1)?.mechanism?.synthetic) return "";
  const last = exceptions.findLast((exception) => exception.stacktrace?.frames.length);
  const stacktrace = exceptions.length > 0 ? last?.stacktrace : event.stacktrace;
  return (stacktrace && innermostCulprit(stacktrace, event.platform)) || event.request?.url || "";
}

function innermostCulprit(stacktrace: StackTrace, platform: string): string {
  const own = stacktrace.frames.filter((frame) => frame.in_app).map((frame) => frameCulprit(frame, platform));
  const other = stacktrace.frames.findLast((frame) => !frame.in_app);
  return own.findLast((culprit) => culprit !== "") ?? (other ? frameCulprit(other, platform) : "");
}

function frameCulprit(frame: Frame, eventPlatform: string): string {
  const name = frame.function || "?";
  const place = frame.module || frame.filename;
  switch (frame.platform ?? eventPlatform) {
    case "objc":
    case "cocoa":
    case "native":
      return name;
    case "javascript":
    case "node":
      return place ? `${name}(${place})` : "";
    default:
      return place ? `${place} in ${name}` : "";
  }
}

import { clip } from "../normalize/text.ts";
import { crashFrame } from "./crash-frame.ts";
import { blockedOrigin, readCspReport } from "./csp.ts";
import { culpritOf } from "./culprit.ts";
import type { Exception, NormalEvent } from "./event.ts";
import { mainException } from "./main-exception.ts";
import { securityMessage } from "./security-message.ts";

export const MAX_TITLE_LENGTH = 256;
export const MAX_TYPE_LENGTH = 128;
export const MAX_VALUE_LENGTH = 1_024;

/** How an event is named in lists. Every text is one line and cut to its limit. */
export interface EventTitle {
  /** `TypeError: x is undefined`, a message, or `<unknown>`; never empty. */
  title: string;
  /** The exception's value or the message; empty when there is neither. */
  subtitle: string;
  /** Where it happened; empty when that is not known. */
  culprit: string;
  /** An exception ended the program or request, as no code caught it. */
  unhandled: boolean;
  metadata: EventMetadata;
}

/** The parts of a title, by Sentry's names. Which ones there are tells the kind of event. */
export interface EventMetadata {
  type?: string;
  value?: string;
  filename?: string;
  function?: string;
  title?: string;
  directive?: string;
  uri?: string;
}

/** Names an event: by a fingerprint rule, its main exception, its security report, or its message, in this order. */
export function titleOf(event: NormalEvent): EventTitle {
  const metadata = metadataOf(event);
  const unhandled = event.exception?.values.some((one) => one.mechanism?.handled === false) ?? false;
  const { title, subtitle } = linesOf(metadata);
  return {
    title: clip(firstLine(event.title) || title, MAX_TITLE_LENGTH),
    subtitle: clip(subtitle, MAX_VALUE_LENGTH),
    culprit: culpritOf(event),
    unhandled,
    metadata,
  };
}

function linesOf(metadata: EventMetadata): { title: string; subtitle: string } {
  const value = firstLine(metadata.value);
  if (metadata.type) return { title: value ? `${metadata.type}: ${value}` : metadata.type, subtitle: value };
  const message = firstLine(metadata.title) || value;
  return { title: message || metadata.function || "<unknown>", subtitle: message };
}

function metadataOf(event: NormalEvent): EventMetadata {
  const exception = mainException(event);
  if (exception) return exceptionMetadata(exception, event);
  const report = securityMessage(event);
  if (report) return { title: clip(report, MAX_VALUE_LENGTH), ...blocked(event) };
  const message = messageOf(event);
  return { ...(message && { title: clip(message, MAX_VALUE_LENGTH) }), ...crashSite(event) };
}

/**
 * A synthetic exception carries the stack trace of something else, mostly of a captured message: its type says nothing,
 * and the message is the title.
 */
function exceptionMetadata(exception: Exception, event: NormalEvent): EventMetadata {
  const type = exception.mechanism?.synthetic ? undefined : exception.type;
  const message = type ? undefined : messageOf(event);
  return {
    ...(type && { type: clip(type, MAX_TYPE_LENGTH) }),
    ...(message && { title: clip(message, MAX_VALUE_LENGTH) }),
    ...(exception.value && { value: clip(exception.value, MAX_VALUE_LENGTH) }),
    ...crashSite(event),
  };
}

function crashSite(event: NormalEvent): EventMetadata {
  const frame = crashFrame(event);
  const filename = frame?.filename || frame?.abs_path;
  return { ...(filename && { filename }), ...(frame?.function && { function: frame.function }) };
}

function blocked(event: NormalEvent): EventMetadata {
  if (!event.csp) return {};
  const report = readCspReport(event.csp);
  return { directive: report.directive, uri: blockedOrigin(report.blockedUri) };
}

const messageOf = (event: NormalEvent): string | undefined => event.logentry?.formatted || event.logentry?.message;

/** The first line that is not blank. */
const firstLine = (text: string | undefined): string =>
  text
    ?.trimStart()
    .split(/[\r\n]/, 1)[0]
    ?.trimEnd() ?? "";

import type { Frame, NormalEvent } from "../event/event.ts";
import { pathParts } from "./path-glob.ts";
import { familyOf } from "./platform.ts";
import { strip } from "./python-regexp.ts";
import { sdkName } from "./sdk-name.ts";
import { decisiveThread } from "./thread.ts";

/** The kinds of facts. Matchers of one kind must all hold for one fact: for the same frame, the same exception. */
export type FactKind = "exception" | "frame" | "log" | "message" | "tags" | "thread" | "sdk" | "family" | "release";

/** Values by name, those of one frame for instance; paths are in their parts. An absent one matches nothing. */
export type Fact = Readonly<Record<string, FactValue | undefined>>;
export type FactValue = string | boolean | readonly string[];

/** What rules look at, worked out when it is first asked for. */
export type Facts = (kind: FactKind) => readonly Fact[];

/** The facts of an event. Messages and values are without white space at their ends. */
export function factsOf(event: NormalEvent): Facts {
  const known = new Map<FactKind, readonly Fact[]>();
  return (kind) => {
    const facts = known.get(kind) ?? READERS[kind](event);
    known.set(kind, facts);
    return facts;
  };
}

const exceptionFacts = (event: NormalEvent): Fact[] =>
  (event.exception?.values ?? []).map(({ type, value }) => ({ type, value: stripped(value) }));

const READERS: { readonly [Kind in FactKind]: (event: NormalEvent) => Fact[] } = {
  exception: exceptionFacts,
  frame: (event) => framesOf(event).map(frameFact),
  log: ({ logger, level }) => [{ logger, level }],
  message: (event) => [...messageFacts(event), ...exceptionFacts(event)],
  tags: (event) => [Object.fromEntries(event.tags.map(([key, value]) => [`tags.${key}`, strip(value)]))],
  thread: (event) =>
    (event.threads?.values ?? []).map(({ id, name, state, crashed, current }) => ({
      id: id === undefined ? undefined : String(id),
      name,
      state,
      crashed,
      current,
    })),
  sdk: (event) => [{ sdk: sdkName(event.sdk?.name) }],
  family: (event) => [{ family: familyOf(event.platform) }],
  release: (event) => [{ release: partsOf(stripped(event.release)) }],
};

const stripped = (text: string | undefined): string | undefined => (text ? strip(text) : undefined);

const partsOf = (path: string | undefined) => (path === undefined ? undefined : pathParts(path));

const messageFacts = ({ logentry }: NormalEvent): Fact[] => {
  const message = stripped(logentry?.formatted || logentry?.message);
  return message === undefined ? [] : [{ message }];
};

const frameFact = (frame: Frame): Fact => ({
  function: frame.function || "<unknown>",
  path: partsOf(frame.abs_path || frame.filename),
  filename: partsOf(frame.filename),
  module: frame.module,
  package: partsOf(frame.package),
  app: frame.in_app,
});

/** The frames of all exceptions, else of the bare stack trace, else of the thread that decides. */
function framesOf(event: NormalEvent): readonly Frame[] {
  const thrown = (event.exception?.values ?? []).flatMap(({ stacktrace }) => stacktrace?.frames ?? []);
  if (thrown.length > 0) return thrown;
  return (event.stacktrace ?? decisiveThread(event)?.stacktrace)?.frames ?? [];
}

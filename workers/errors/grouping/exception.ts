import type { Exception } from "../event/event.ts";
import { branch, type Component, leaf, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { comparableMessage, PLACEHOLDER_HINT } from "./message.ts";
import { stacktraceTrees } from "./stacktrace.ts";
import type { Trees } from "./variant.ts";

/** Both trees of one exception: type, value (only if the stack trace does not count), stack trace. */
export function exceptionTrees(exception: Exception, context: GroupingContext): Trees {
  if (!exception.stacktrace) return { app: exceptionComponent(exception, branch("stacktrace", []), context) };
  const { app, system } = stacktraceTrees(exception.stacktrace, context);
  return {
    app: exceptionComponent(exception, app, context),
    system: exceptionComponent(exception, system, context),
  };
}

function exceptionComponent(exception: Exception, stacktrace: Component, context: GroupingContext): Component {
  const nsError = nsErrorComponent(exception);
  const value = valueComponent(exception, stacktrace.contributes, nsError !== null, context);
  const type = typeComponent(exception);
  const error = nsError ? [nsError] : [];
  const parts = context.config.stackTraceFirst
    ? [stacktrace, type, ...error, value]
    : [type, value, ...error, stacktrace];
  return branch("exception", parts);
}

/** A synthetic exception is the SDK's way to send a stack trace; its type means nothing. */
function typeComponent(exception: Exception): Component {
  const component = leaf("type", exception.type);
  return exception.mechanism?.synthetic ? withheld(component, "ignored because the exception is synthetic") : component;
}

function valueComponent(
  exception: Exception,
  stacktraceCounts: boolean,
  nsErrorCounts: boolean,
  context: GroupingContext,
): Component {
  const raw = exception.value;
  const overruled = stacktraceCounts || nsErrorCounts;
  if (!raw || (overruled && !context.explain)) return leaf("value", undefined);
  const comparable = comparableMessage(raw);
  const component = leaf("value", comparable, comparable === raw ? null : PLACEHOLDER_HINT);
  if (stacktraceCounts) return withheld(component, "ignored because the stack trace takes precedence");
  return nsErrorCounts ? withheld(component, "ignored because the NSError takes precedence") : component;
}

/** Domain and code of an Apple error, which identify it better than its text. Sentry hashes an absent one as `None`. */
function nsErrorComponent(exception: Exception): Component | null {
  const error = exception.mechanism?.meta?.ns_error;
  if (typeof error !== "object" || error === null || Array.isArray(error)) return null;
  return branch("ns-error", [leaf("domain", plain(error.domain)), leaf("code", plain(error.code))]);
}

const plain = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "None";

import type { Exception } from "../event/event.ts";
import type { GroupingContext } from "./context.ts";
import { carriedExceptionId, relevantExceptions } from "./exception-group.ts";

/** The `exception_id` of the exception that names the issue when it is not the last one; else null. */
export function mainExceptionId(context: GroupingContext): number | null {
  const exceptions = relevantExceptions(context);
  const wrapped = exceptions.length < 2 ? undefined : (reactCause(exceptions) ?? rxJavaCause(exceptions));
  return wrapped || carriedExceptionId(context);
}

/** What React 19 says when it recovered by rendering again; why it had to is the cause. */
const REACT_RECOVERIES: ReadonlySet<string> = new Set([
  "There was an error during concurrent rendering but React was able to recover by instead synchronously rendering the entire root.",
  "There was an error while hydrating but React was able to recover by instead client rendering from the nearest Suspense boundary.",
]);

function reactCause(exceptions: readonly Exception[]): number | undefined {
  const [first] = exceptions;
  const mechanism = exceptions.at(-1)?.mechanism;
  if (first?.type !== "Error" || !REACT_RECOVERIES.has(first.value ?? "")) return undefined;
  return mechanism?.source === "cause" ? mechanism.exception_id : undefined;
}

const RX_JAVA_WRAPPERS: ReadonlySet<string> = new Set([
  "OnErrorNotImplementedException",
  "CompositeException",
  "UndeliverableException",
]);

/** RxJava wraps what nobody handled in an exception of its own. */
function rxJavaCause(exceptions: readonly Exception[]): number | undefined {
  const wrapper = exceptions.find(
    ({ module, type, mechanism }) =>
      module === "io.reactivex.rxjava3.exceptions" &&
      RX_JAVA_WRAPPERS.has(type ?? "") &&
      mechanism?.type === "UncaughtExceptionHandler",
  )?.mechanism?.exception_id;
  if (wrapper === undefined) return undefined;
  return exceptions.find(({ mechanism }) => mechanism?.parent_id === wrapper && mechanism.exception_id !== undefined)
    ?.mechanism?.exception_id;
}

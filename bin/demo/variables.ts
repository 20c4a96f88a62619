import type { Event, EventHint } from "@sentry/node";

/** Variables by the name of the function that they are of. */
export type Variables = Record<string, Record<string, unknown>>;

const seen = new WeakMap<object, Variables>();

/** Lets something go wrong, and remembers the variables of its functions: SDKs read them from a debugger, which opens a port. */
export async function watching(variables: Variables, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (typeof error === "object" && error !== null) seen.set(error, variables);
    throw error;
  }
}

/** Puts the variables of a failure into the frames of its event, and tells the shop's frames from the demo's. */
export function addVariables(event: Event, { originalException }: EventHint): Event {
  const error = typeof originalException === "object" ? originalException : null;
  const variables = error ? seen.get(error) : undefined;
  for (const frame of event.exception?.values?.flatMap(({ stacktrace }) => stacktrace?.frames ?? []) ?? []) {
    // The shop's code is the application; what makes it go wrong belongs to the demo.
    frame.in_app = frame.filename?.includes("/demo/shop/") ?? false;
    const vars = variables?.[frame.function?.replace(/^async /, "") ?? ""];
    if (vars && frame.in_app) frame.vars = vars;
  }
  return event;
}

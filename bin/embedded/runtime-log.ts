/**
 * What workerd says of itself and nobody who runs the server can act on: notes that it marks as not to be reported, and the trace of a request
 * outward whose host has no address, which whoever made the request is told and shows.
 */
const NOISE = [/^NOSENTRY /, /^e = .*failed to lookup address information/];

/** Whether a line of the runtime's log is shown; all that the Worker logs is. */
export const isShown = (message: string): boolean => !NOISE.some((pattern) => pattern.test(message));

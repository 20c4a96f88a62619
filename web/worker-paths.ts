/** Path prefixes that belong to the Worker. Everything else is a file of the console or, failing that, its index page. */
export const WORKER_PATHS = ["/console/api/", "/api/", "/id/", "/hooks/", "/billing/", "/health"] as const;

/** True when the Worker answers `path`. */
export const isWorkerPath = (path: string): boolean => WORKER_PATHS.some((prefix) => path.startsWith(prefix));

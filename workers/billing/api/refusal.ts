const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };

/** What may be refused, for the description, by name. */
export const REFUSALS = {
  KeyReused: { description: "The Idempotency-Key came with another request before", content: problem },
  NotSignedIn: { description: "There is no valid token", content: problem },
  Forbidden: { description: "The token lacks the scope, or a second person has to approve it", content: problem },
  NotFound: { description: "There is no such thing", content: problem },
  Conflict: {
    description: "As it stands it cannot be done, or the first request of its key still runs",
    content: problem,
  },
  Invalid: { description: "What was sent is not valid: `fields` says where", content: problem },
  TooMany: {
    description: "Too many requests",
    headers: { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } } },
    content: problem,
  },
  Refused: { description: "What else was refused, and why", content: problem },
};

const refused = (name: keyof typeof REFUSALS) => ({ $ref: `#/components/responses/${name}` });

/** How an operation may be refused, by its status. */
export function refusalsOf(
  { method, path }: { method: string; path: string },
  takesInput: boolean,
): Record<string, object> {
  const changes = method !== "get";
  return {
    ...(changes && { 400: refused("KeyReused") }),
    401: refused("NotSignedIn"),
    403: refused("Forbidden"),
    ...(path.includes("{") && { 404: refused("NotFound") }),
    ...(changes && { 409: refused("Conflict") }),
    ...(takesInput && { 422: refused("Invalid") }),
    429: refused("TooMany"),
    default: refused("Refused"),
  };
}

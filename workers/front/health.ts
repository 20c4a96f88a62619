/** Where monitors ask whether the server answers. */
export const HEALTH = "/health";

/** That it does. */
export const healthy = (): Response => Response.json({ status: "ok" });

import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { lastSeal, sealHeads } from "./seal-book.ts";
import { sealKey } from "./seal-key.ts";
import { verifyNext } from "./verification.ts";

/** Sealed heads of accounts' chains: the key that signs them, a seal now, and verification a stretch at a time. */
export const sealRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) =>
    c.json({ publicKey: (await sealKey(c.env)).publicKey, last: await lastSeal(c.env.DB) }),
  )
  .post("/", allow("billing:operate"), async (c) => {
    await audit(c, { action: "chains.sealed", target: "billing:seals" });
    return c.json({ seal: await sealHeads(c.env, c.get("nowMs")) });
  })
  .post("/verify", allow("billing:operate"), jsonInput(z.object({ after: z.string().max(60) })), async (c) => {
    return c.json(await verifyNext(c.env, c.req.valid("json").after));
  });

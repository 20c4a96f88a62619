import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import type { JournalQueue } from "../ledger/export/general-ledger.ts";
import { sendJournal, toldLedger } from "../ledger/export/ledger-sending.ts";
import { refused } from "../refusal.ts";

/** How telling a general ledger goes, as programs read it. */
export interface GeneralLedgerResource extends JournalQueue {
  object: "general_ledger";
  /** Whether there is one that is told. */
  isSetUp: boolean;
}

const NOBODY: JournalQueue = { deliveredDay: null, waiting: 0, parked: [] };

/** The general ledger elsewhere that is told of each day, for programs. */
export const generalLedgerApi = new Hono<App>()
  .get("/general_ledger", allow("billing:read"), async (c) => c.json(ledgerResource(await toldLedger(c.env))))
  .post("/general_ledger/journals/:id/send", allow("billing:close"), async (c) => {
    const sent = await sendJournal(c, c.req.param("id"));
    return sent.ok ? c.json(ledgerResource(await toldLedger(c.env))) : refused(c, sent);
  });

const ledgerResource = (queue: JournalQueue | null): GeneralLedgerResource => ({
  ...{ object: "general_ledger", isSetUp: queue !== null },
  ...(queue ?? NOBODY),
});

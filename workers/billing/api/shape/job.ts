import * as z from "zod";
import { COLUMN_NAMES } from "../../import/csv/column.ts";
import type { ImportBeginning } from "../../import/view.ts";
import type { JobRowView, JobView } from "../../job/view.ts";
import { amount, moment, shapeOf, text } from "./shape.ts";

const rowStatus = z.enum(["waiting", "done", "nothing", "held", "failed", "joined"]);

export const jobShape = shapeOf<JobView>()(
  z.object({
    object: z.literal("job"),
    id: text,
    kind: z.enum(["invoice-run", "import"]),
    title: text,
    status: z.enum(["running", "asking", "paused", "done", "cancelled", "failed"]),
    phase: text,
    detail: text,
    creatorId: text,
    creatorName: text,
    reason: text,
    createdMs: moment,
    input: z.record(text, z.unknown()),
    endedMs: moment.nullable(),
    counts: z.array(z.object({ status: rowStatus, action: text, rows: z.int() })),
    sums: z.array(z.object({ currency: text, amount, items: z.int() })),
    figures: z.array(z.object({ currency: text, name: text, sum: amount })),
    carried: z.boolean(),
  }),
);

export const jobRowShape = shapeOf<JobRowView>()(
  z.object({
    object: z.literal("job_row"),
    no: z.int(),
    status: rowStatus,
    subject: text,
    accountId: text.nullable(),
    name: text,
    action: text,
    detail: text,
    currency: text,
    amount,
    items: z.int(),
    figures: z.record(text, amount).nullable(),
  }),
);

/** Bulk work that was begun: `getJob` tells of it. */
export const jobStartedShape = z.object({ object: z.literal("job"), id: text });

export const importBeginningShape = shapeOf<ImportBeginning>()(
  z.object({
    object: z.literal("import_beginning"),
    columns: z.array(
      z.object({ name: text, title: text, hint: text, about: z.enum(["account", "subscription", "invoice"]) }),
    ),
    mapping: z.array(z.enum(COLUMN_NAMES).nullable()),
    rows: z.array(z.array(text)),
  }),
);

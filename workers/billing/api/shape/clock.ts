import * as z from "zod";
import type { TestClock } from "../../clock/test-clock.ts";
import { moment, shapeOf, text } from "./shape.ts";

export const testClockShape = shapeOf<TestClock>()(
  z.object({
    object: z.literal("test_clock"),
    id: text,
    name: text,
    nowMs: moment,
    status: z.enum(["ready", "advancing", "ending"]),
    accounts: z.array(text),
    createdMs: moment,
  }),
);

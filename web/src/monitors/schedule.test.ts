import { describe, expect, test } from "vitest";
import { crontabText, planText, readPlan } from "./schedule.ts";

describe("a schedule in words", () => {
  test.each([
    ["* * * * *", "Every minute"],
    ["*/5 * * * *", "Every 5 minutes"],
    ["0 * * * *", "Every hour"],
    ["@hourly", "Every hour"],
    ["30 * * * *", "Every hour at minute 30"],
    ["0 */6 * * *", "Every 6 hours"],
    ["0 3 * * *", "Every day at 03:00"],
    ["15 22 * * 1", "Every Monday at 22:15"],
    ["0 9 * * 1-5", "Monday to Friday at 09:00"],
    ["0 3 1 * *", "On day 1 of every month at 03:00"],
    ["0 3,15 * * *", "Crontab 0 3,15 * * *"],
    ["0 3 1 1 *", "Crontab 0 3 1 1 *"],
    ["nonsense", "Crontab nonsense"],
  ])("%s", (crontab, words) => {
    expect(crontabText(crontab)).toBe(words);
  });

  test("says the zone of a clock, and what a run may take", () => {
    const config = JSON.stringify({
      schedule: { type: "crontab", value: "0 3 * * *" },
      timezone: "Europe/Paris",
      checkInMarginMinutes: 5,
      maxRuntimeMinutes: 30,
    });
    const plan = readPlan(config);
    expect(plan && planText(plan)).toBe("Every day at 03:00 Europe/Paris, up to 5 min late, up to 30 min long");
  });

  test("knows intervals, and that some monitors have no schedule", () => {
    const plan = readPlan('{"schedule":{"type":"interval","value":2,"unit":"hour"}}');
    expect(plan && planText(plan)).toBe("Every 2 hours");
    expect([readPlan(null), readPlan("{}"), readPlan('{"schedule":{"type":"moon"}}')]).toEqual([null, null, null]);
  });
});

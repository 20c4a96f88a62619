import { useNavigate } from "@tanstack/react-router";
import { useReads } from "../shell/me.ts";
import type { Entry } from "../shell/palette-entry.ts";
import { MONEY_GROUPS } from "./money-pages.ts";

/** What the palette offers of money: every page of the room. */
export function useMoneyEntries(): Entry[] {
  const navigate = useNavigate();
  if (!useReads("billing:read")) return [];
  return MONEY_GROUPS.flatMap(({ title: group, pages }) =>
    pages.map(({ to, title }) => ({
      ...{ id: to, group: "Go to" as const, icon: "money" as const },
      title: title === "Settings" ? "Settings of money" : title === group ? `${title} of money` : title,
      note: "Money",
      choose: () => void navigate({ to }),
    })),
  );
}

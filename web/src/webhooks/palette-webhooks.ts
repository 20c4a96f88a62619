import { useNavigate } from "@tanstack/react-router";
import { useReads } from "../shell/me.ts";
import type { Entry } from "../shell/palette-entry.ts";

const EVENT_ID = /^evt_[0-9a-f]{32}_\d+$/;

/** What the palette offers of webhooks: their events, and the event whose id was typed. */
export function useWebhookEntries(typed: string): Entry[] {
  const navigate = useNavigate();
  if (!useReads("billing:read")) return [];
  const id = typed.trim();
  const page = (name: string, title: string, choose: () => unknown): Entry => ({
    ...{ id: name, group: "Go to", title, note: "", icon: "link" },
    choose: () => void choose(),
  });
  return [
    page("billing-events", "Events of customers", () => navigate({ to: "/money/webhooks/events" })),
    ...(EVENT_ID.test(id)
      ? [page(id, id, () => navigate({ to: "/money/webhooks/events/$eventId", params: { eventId: id } }))]
      : []),
  ];
}

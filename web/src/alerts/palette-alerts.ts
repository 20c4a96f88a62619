import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMay, useReads } from "../shell/me.ts";
import type { Entry } from "../shell/palette-entry.ts";
import { receiversQuery, rulesQuery } from "./alert-queries.ts";
import { RECEIVER_WORDS } from "./receiver-words.ts";

/** What the palette offers of alerts: the room's pages, what can be made there, every rule and receiver. */
export function useAlertEntries(): Entry[] {
  const navigate = useNavigate();
  const mayRead = useReads("project:read");
  const mayWrite = useMay("project:write");
  const rules = useQuery({ ...rulesQuery, enabled: mayRead }).data?.rules ?? [];
  const receivers = useQuery({ ...receiversQuery, enabled: mayRead }).data?.receivers ?? [];
  if (!mayRead) return [];
  const pages: Entry[] = [
    {
      id: "receivers",
      group: "Go to",
      title: "Receivers of alerts",
      note: "",
      icon: "people",
      choose: () => navigate({ to: "/alerts/receivers" }),
    },
    {
      id: "outbox",
      group: "Go to",
      title: "Outbox of alerts",
      note: "",
      icon: "speech",
      choose: () => navigate({ to: "/alerts/outbox" }),
    },
    {
      id: "parked",
      group: "Go to",
      title: "Failed notifications",
      note: "",
      icon: "warning",
      choose: () => navigate({ to: "/alerts/outbox", search: { status: "parked" } }),
    },
    {
      id: "mail",
      group: "Go to",
      title: "Mail of this server",
      note: "",
      icon: "mail",
      choose: () => navigate({ to: "/alerts/mail" }),
    },
  ];
  const commands: Entry[] = [
    {
      id: "new-rule",
      group: "Commands",
      title: "Create an alert rule",
      note: "",
      icon: "plus",
      choose: () => navigate({ to: "/alerts/new" }),
    },
    {
      id: "new-receiver",
      group: "Commands",
      title: "Create a receiver of alerts",
      note: "",
      icon: "plus",
      choose: () => navigate({ to: "/alerts/receivers", search: { new: "mail" } }),
    },
  ];
  return [
    ...pages,
    ...(mayWrite ? commands : []),
    ...rules.map(
      ({ id, name }): Entry => ({
        id: `rule-${id}`,
        group: "Alerts",
        title: name,
        note: "rule",
        icon: "alerts",
        choose: () => navigate({ to: "/alerts/rules/$ruleId", params: { ruleId: id } }),
      }),
    ),
    ...receivers.map(
      ({ id, name, kind }): Entry => ({
        id: `receiver-${id}`,
        group: "Alerts",
        title: name,
        note: "receiver",
        icon: RECEIVER_WORDS[kind].icon,
        choose: () => navigate({ to: "/alerts/outbox", search: { receiver: id } }),
      }),
    ),
  ];
}

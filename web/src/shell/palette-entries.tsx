import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { useAlertEntries } from "../alerts/palette-alerts.ts";
import { errorsApi } from "../api/errors.ts";
import { foundEventQuery, projectsQuery } from "../api/queries.ts";
import { rowWords } from "../customers/account-words.ts";
import { accountsQuery } from "../customers/customers-api.ts";
import { KEY_TITLES } from "../keyboard/key-titles.ts";
import { COMMANDS, KEYMAP, keyCaps } from "../keyboard/keymap.ts";
import { isApple, useKeyboard } from "../keyboard/keys.tsx";
import { useInvoiceEntries, useMoneyEntries } from "../money/palette-money.ts";
import { useWebhookEntries } from "../webhooks/palette-webhooks.ts";
import { type Lookup, likeness, recognise } from "./lookup.ts";
import { useMay, useReads, useRooms } from "./me.ts";
import type { Entry } from "./palette-entry.ts";

const MAX_ISSUES = 8;
/** Things of one kind that are offered. */
const MAX_OF_KIND = 8;
const MIN_SEARCH_LENGTH = 2;

/** What the palette offers for a typed text, best first, and whether the server is still being asked. */
export function usePaletteEntries(
  typed: string,
  showKeys: () => void,
): { entries: Entry[]; asking: boolean; missed: string | null } {
  const readsEvents = useReads("event:read");
  const lookup = recognise(useDeferredValue(typed));
  const event = useQuery({
    ...foundEventQuery(lookup.kind === "event" ? lookup.eventId : ""),
    enabled: readsEvents && lookup.kind === "event",
  });
  const words = lookup.kind === "short-id" ? lookup.shortId : lookup.kind === "text" ? lookup.text : "";
  const issues = useQuery({
    queryKey: ["find-issues", words],
    queryFn: ({ signal }) => errorsApi.issues({ query: words, limit: String(MAX_ISSUES) }, signal),
    enabled: readsEvents && words.length >= MIN_SEARCH_LENGTH,
    placeholderData: keepPreviousData,
  });
  const mayLookUp = useReads("billing:read");
  const typedText = useDeferredValue(typed).trim();
  const customers = useQuery({
    ...accountsQuery({ query: typedText }),
    enabled: mayLookUp && typedText.length >= MIN_SEARCH_LENGTH,
    placeholderData: keepPreviousData,
  });
  const invoices = useInvoiceEntries(typedText);
  const navigate = useNavigate();
  const local = useLocalEntries(lookup.kind === "event" ? "\u0000" : typed, showKeys);
  const found: Entry[] = event.data
    ? [
        {
          id: "event",
          group: "Found",
          title: `Event ${event.data.eventId}`,
          note: "open",
          icon: "errors",
          choose: () =>
            navigate({
              to: "/errors/$issueId/events/$eventId",
              params: { issueId: event.data.issueId, eventId: event.data.eventId },
            }),
        },
      ]
    : [];
  const rows = words.length >= MIN_SEARCH_LENGTH ? (issues.data?.rows ?? []) : [];
  const matching: Entry[] = rows.map((row) => ({
    id: row.id,
    group: row.shortId === words ? "Found" : "Issues",
    title: row.title,
    note: row.shortId,
    icon: "errors",
    choose: () => navigate({ to: "/errors/$issueId", params: { issueId: row.id } }),
  }));
  const accounts: Entry[] = (typedText.length >= MIN_SEARCH_LENGTH ? (customers.data?.accounts ?? []) : [])
    .slice(0, MAX_OF_KIND)
    .map((account) => ({
      id: `customer-${account.id}`,
      group: "Customers",
      title: account.name,
      note: rowWords(account),
      icon: "people",
      choose: () => navigate({ to: "/customers/$accountId", params: { accountId: account.id } }),
    }));
  const exact = matching.filter((entry) => entry.group === "Found");
  return {
    entries: [...found, ...exact, ...local, ...accounts, ...invoices, ...matching.filter(isIssue)],
    asking: event.isFetching || customers.isFetching || issues.isFetching,
    missed: event.isError
      ? "No kept event has this id."
      : accounts.length + invoices.length > 0
        ? null
        : missedText(lookup, issues.data?.rows.length),
  };
}

const isIssue = ({ group }: Entry): boolean => group === "Issues";

function missedText(lookup: Lookup, rows: number | undefined): string | null {
  return lookup.kind === "short-id" && rows === 0 ? `No issue is called ${lookup.shortId}.` : null;
}

function useLocalEntries(typed: string, showKeys: () => void): Entry[] {
  const navigate = useNavigate();
  const keyboard = useKeyboard();
  const projects = useQuery({ ...projectsQuery, enabled: useReads("project:read") }).data?.projects ?? [];
  const mayCreate = useMay("project:write");
  const rooms = useRooms();
  const alerts = useAlertEntries();
  const webhooks = useWebhookEntries(typed);
  const money = useMoneyEntries();
  const caps = (keys: string) => keyCaps(keys, isApple).join(" ");
  const entries: Entry[] = [
    ...rooms.map(
      (room): Entry => ({
        id: room.path,
        group: "Go to",
        title: room.title,
        note: caps(KEYMAP[room.command][0]),
        icon: room.icon,
        choose: () => navigate({ to: room.path }),
      }),
    ),
    {
      id: "account",
      group: "Go to",
      title: "Your account",
      note: caps(KEYMAP["go.account"][0]),
      icon: "person",
      choose: () => navigate({ to: "/account" }),
    },
    ...(mayCreate
      ? [
          {
            id: "new",
            group: "Commands",
            title: "Create a project",
            note: "",
            icon: "plus",
            choose: () => navigate({ to: "/new-project" }),
          } satisfies Entry,
        ]
      : []),
    { id: "keys", group: "Commands", title: "Show the keys", note: "?", icon: "keyboard", choose: showKeys },
    ...COMMANDS.filter((command) => isAction(command) && keyboard.active().has(command)).map(
      (command): Entry => ({
        id: command,
        group: "Commands",
        title: KEY_TITLES[command].title,
        note: caps(KEYMAP[command][0]),
        icon: "keyboard",
        choose: () => keyboard.run(command),
      }),
    ),
    ...keyboard.offers().map(
      ({ words, choose }): Entry => ({
        ...{ id: `offer-${words}`, group: "Commands", title: words, note: "", icon: "people" },
        choose,
      }),
    ),
    ...(typed ? money : []),
    ...webhooks,
    ...alerts.filter(({ group }) => typed || group !== "Alerts"),
    ...projects.slice(0, typed ? projects.length : 0).map(
      (project): Entry => ({
        id: `project-${project.slug}`,
        group: "Projects",
        title: project.name,
        note: project.slug,
        icon: "projects",
        choose: () => navigate({ to: "/projects/$slug", params: { slug: project.slug } }),
      }),
    ),
  ];
  const fitting = entries
    .map((entry) => ({ entry, score: Math.max(likeness(entry.title, typed), typed ? likeness(entry.note, typed) : 0) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => (typed ? b.score - a.score : 0))
    .map(({ entry }) => entry);
  const of = (...groups: string[]) => fitting.filter(({ group }) => groups.includes(group));
  return [...of("Go to", "Commands"), ...of("Alerts").slice(0, MAX_OF_KIND), ...of("Projects").slice(0, MAX_OF_KIND)];
}

/** Commands about the page itself; moving about is in the rooms already. */
const isAction = (command: string): boolean =>
  /^(account|invoice|issue|rule|event|copy|stack|chart|list\.live)/.test(command);

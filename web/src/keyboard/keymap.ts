/** Every key of the console. A binding is a key, or keys pressed one after the other; `mod` is ⌘ or Ctrl. */
export const KEYMAP = {
  search: { keys: ["mod+k", "/"], title: "Search and commands", group: "Anywhere" },
  help: { keys: ["?"], title: "Show the keys", group: "Anywhere" },
  "rail.fold": { keys: ["["], title: "Fold the rail", group: "Anywhere" },
  "go.today": { keys: ["g t"], title: "Go to Today", group: "Go to" },
  "go.errors": { keys: ["g e"], title: "Go to Errors", group: "Go to" },
  "go.alerts": { keys: ["g l"], title: "Go to Alerts", group: "Go to" },
  "go.customers": { keys: ["g c"], title: "Go to Customers", group: "Go to" },
  "go.money": { keys: ["g m"], title: "Go to Money", group: "Go to" },
  "go.projects": { keys: ["g p"], title: "Go to Projects", group: "Go to" },
  "go.usage": { keys: ["g v"], title: "Go to Usage", group: "Go to" },
  "go.people": { keys: ["g u"], title: "Go to People", group: "Go to" },
  "go.tokens": { keys: ["g k"], title: "Go to Tokens", group: "Go to" },
  "go.audit": { keys: ["g a"], title: "Go to Audit", group: "Go to" },
  "go.account": { keys: ["g s"], title: "Go to your account", group: "Go to" },
  "list.next": { keys: ["j"], title: "Next", group: "Lists" },
  "list.previous": { keys: ["k"], title: "Previous", group: "Lists" },
  "list.open": { keys: ["o"], title: "Open (Enter too)", group: "Lists" },
  "list.select": { keys: ["x"], title: "Select", group: "Lists" },
  "list.select-range": { keys: ["X"], title: "Select up to here", group: "Lists" },
  "list.clear": { keys: ["Escape"], title: "Clear the selection, or back to the list", group: "Lists" },
  "list.filter": { keys: ["f"], title: "Search", group: "Lists" },
  "list.live": { keys: ["l"], title: "Live or paused", group: "Lists" },
  "issue.resolve": { keys: ["e"], title: "Resolve", group: "Issue" },
  "issue.resolve-in": { keys: ["E"], title: "Resolve in a release", group: "Issue" },
  "issue.ignore": { keys: ["i"], title: "Ignore", group: "Issue" },
  "issue.ignore-until": { keys: ["I"], title: "Ignore until", group: "Issue" },
  "issue.unresolve": { keys: ["u"], title: "Unresolve", group: "Issue" },
  "issue.assign": { keys: ["a"], title: "Assign", group: "Issue" },
  "issue.comment": { keys: ["r"], title: "Write a comment", group: "Issue" },
  "issue.follow": { keys: ["F"], title: "Follow, or stop following", group: "Issue" },
  "issue.bookmark": { keys: ["B"], title: "Bookmark, or take the bookmark away", group: "Issue" },
  "issue.merge": { keys: ["m"], title: "Merge", group: "Issue" },
  "issue.delete": { keys: ["#"], title: "Delete", group: "Issue" },
  "event.newer": { keys: ["n"], title: "Newer event", group: "Issue" },
  "event.older": { keys: ["p"], title: "Older event", group: "Issue" },
  "event.latest": { keys: ["N"], title: "Latest event", group: "Issue" },
  "event.oldest": { keys: ["P"], title: "Oldest event", group: "Issue" },
  "stack.library": { keys: ["v"], title: "Show or fold library frames", group: "Issue" },
  "rule.mute": { keys: ["s"], title: "Mute for an hour, or unmute", group: "Alert rule" },
  "rule.test": { keys: ["T"], title: "Send a test", group: "Alert rule" },
  "rule.edit": { keys: ["w"], title: "Change the rule", group: "Alert rule" },
  "month.earlier": { keys: [","], title: "Month before", group: "Charts" },
  "month.later": { keys: ["."], title: "Month after", group: "Charts" },
  "account.comp": { keys: ["b"], title: "Comp, or end the comp", group: "Customer" },
  "account.refund": { keys: ["d"], title: "Refund or credit", group: "Customer" },
  "account.plan": { keys: ["y"], title: "Change plan or quantity", group: "Customer" },
  "account.cancel": { keys: ["q"], title: "Cancel", group: "Customer" },
  "account.keep": { keys: ["z"], title: "Keep what was to end", group: "Customer" },
  "account.more": { keys: ["A"], title: "More actions", group: "Customer" },
  "account.note": { keys: ["h"], title: "Write a note", group: "Customer" },
  "chart.table": { keys: ["t"], title: "Charts as tables", group: "Charts" },
  "copy.link": { keys: ["c l"], title: "Copy the link", group: "Copy" },
  "copy.event": { keys: ["c e"], title: "Copy the event id", group: "Copy" },
  "copy.short-id": { keys: ["c i"], title: "Copy the issue's short id", group: "Copy" },
  "copy.stack": { keys: ["c s"], title: "Copy the stack trace", group: "Copy" },
} as const satisfies Record<string, Binding>;

export interface Binding {
  keys: readonly string[];
  title: string;
  group: "Anywhere" | "Go to" | "Lists" | "Issue" | "Alert rule" | "Customer" | "Charts" | "Copy";
}

export type Command = keyof typeof KEYMAP;

// `Object.keys` forgets the literal names that KEYMAP's own type holds.
export const COMMANDS = Object.keys(KEYMAP) as Command[];

/** How a binding is shown: one entry per key press, `["⌘K"]`, `["g", "e"]`, `["⇧X"]`. */
export function keyCaps(keys: string, apple: boolean): string[] {
  return keys.split(" ").map((key) => {
    if (key.startsWith("mod+")) return `${apple ? "⌘" : "Ctrl "}${key.slice(4).toUpperCase()}`;
    if (/^[A-Z]$/.test(key)) return `⇧${key}`;
    return key === "Escape" ? "Esc" : key;
  });
}

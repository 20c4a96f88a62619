import type { Scope } from "../../../workers/identity/role.ts";
import type { Command } from "../keyboard/keymap.ts";
import type { IconName } from "../ui/icon.tsx";

/** A place in the rail. */
export interface Room {
  path:
    | "/"
    | "/errors"
    | "/alerts"
    | "/customers"
    | "/money"
    | "/projects"
    | "/usage"
    | "/people"
    | "/tokens"
    | "/audit";
  title: string;
  icon: IconName;
  command: Extract<Command, `go.${string}`>;
  /** Without this scope the room does not appear. */
  scope: Scope;
  group: "work" | "house";
}

/** Every room whose system exists, in the rail's order. */
export const ROOMS: readonly Room[] = [
  { path: "/", title: "Today", icon: "today", command: "go.today", scope: "org:read", group: "work" },
  { path: "/errors", title: "Errors", icon: "errors", command: "go.errors", scope: "event:read", group: "work" },
  { path: "/alerts", title: "Alerts", icon: "alerts", command: "go.alerts", scope: "project:read", group: "work" },
  {
    path: "/customers",
    title: "Customers",
    icon: "people",
    command: "go.customers",
    scope: "billing:read",
    group: "work",
  },
  { path: "/money", title: "Money", icon: "money", command: "go.money", scope: "billing:read", group: "work" },
  {
    path: "/projects",
    title: "Projects",
    icon: "projects",
    command: "go.projects",
    scope: "project:read",
    group: "work",
  },
  { path: "/usage", title: "Usage", icon: "usage", command: "go.usage", scope: "org:read", group: "house" },
  { path: "/people", title: "People", icon: "people", command: "go.people", scope: "member:read", group: "house" },
  { path: "/tokens", title: "Tokens", icon: "tokens", command: "go.tokens", scope: "token:admin", group: "house" },
  { path: "/audit", title: "Audit", icon: "audit", command: "go.audit", scope: "audit:read", group: "house" },
];

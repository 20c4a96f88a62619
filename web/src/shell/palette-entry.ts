import type { IconName } from "../ui/icon.tsx";

/** One line of the palette. */
export interface Entry {
  id: string;
  group: "Found" | "Issues" | "Customers" | "Invoices" | "Go to" | "Projects" | "Alerts" | "Commands";
  title: string;
  note: string;
  icon: IconName;
  choose: () => void;
}

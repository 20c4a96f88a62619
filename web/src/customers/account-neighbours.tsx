import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useKeys } from "../keyboard/keys.tsx";
import { PreviousNext } from "../ui/previous-next.tsx";
import { type CustomerSearch, parseCustomerSearch } from "./customer-search.ts";
import { accountsQuery } from "./customers-api.ts";
import { rememberCustomer } from "./last-customer.ts";

interface Neighbours {
  of: string;
  previous: string | null;
  next: string | null;
}

/** The way to the customers before and after this one in the list that it was opened from, and back to the list. */
export function AccountNeighbours({ accountId, search }: { accountId: string; search: CustomerSearch }) {
  const list = parseCustomerSearch({ ...search });
  // Who came by an address alone came from no list: none is read for them.
  const asked = Object.keys(list).length > 0;
  const accounts = useQuery({ ...accountsQuery(list), enabled: asked, staleTime: Number.POSITIVE_INFINITY }).data
    ?.accounts;
  const navigate = useNavigate();
  useEffect(() => rememberCustomer(accountId), [accountId]);
  const [known, setKnown] = useState<Neighbours | null>(null);
  const at = accounts?.findIndex(({ id }) => id === accountId) ?? -1;
  const idAt = (index: number) => accounts?.[index]?.id ?? null;
  const found = at < 0 ? null : { of: accountId, previous: idAt(at - 1), next: idAt(at + 1) };
  // What is done here may take the account out of the list, and the way on must stay.
  if (found && (known?.of !== accountId || known.previous !== found.previous || known.next !== found.next))
    setKnown(found);
  const { previous, next } = found ?? (known?.of === accountId ? known : { previous: null, next: null });
  const open = (id: string | null) =>
    id !== null && void navigate({ to: "/customers/$accountId", params: { accountId: id }, search: list });
  useKeys({
    "list.next": () => open(next),
    "list.previous": () => open(previous),
    "list.clear": () => void navigate({ to: "/customers", search: list }),
  });
  if (!asked && known?.of !== accountId) return null;
  return <PreviousNext what="customer" previous={previous} next={next} open={open} />;
}

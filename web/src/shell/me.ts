import { useQuery } from "@tanstack/react-query";
import type { Scope } from "../../../workers/identity/role.ts";
import { meQuery } from "../api/queries.ts";
import { ROOMS, type Room } from "./room.ts";

/** Who is signed in; undefined until the server has said. */
export const useMe = () => useQuery(meQuery).data;

/** Whether the person may do what a scope allows. True until known, so that nothing flickers away: the server decides. */
export function useMay(scope: Scope): boolean {
  const me = useMe();
  return me ? me.person.scopes.includes(scope) : true;
}

/** Whether to ask for what a scope reads: false until known, so that nothing is asked that would be refused. */
export function useReads(scope: Scope): boolean {
  return useMe()?.person.scopes.includes(scope) ?? false;
}

/** The rooms that the person can enter; none until known, so that none is offered that is not open. */
export function useRooms(): readonly Room[] {
  const me = useMe();
  return me ? ROOMS.filter((room) => me.person.scopes.includes(room.scope)) : [];
}

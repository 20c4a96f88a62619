import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonView } from "../../../workers/identity/view.ts";
import { peopleQuery } from "../api/queries.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { ACTIONS, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { PersonRow } from "./person-row.tsx";
import { RolesDialog } from "./roles-dialog.tsx";
import { SignInLinkDialog } from "./sign-in-link-dialog.tsx";

type Open = { what: "invite" } | { what: "roles" | "link"; person: PersonView };

/** Who works here, with which roles, and who is invited. */
export function PeoplePage() {
  const query = useQuery(peopleQuery);
  const mayAdmin = useMay("member:admin");
  const [open, setOpen] = useState<Open | null>(null);
  const people = query.data?.people ?? [];
  const invitations = query.data?.invitations ?? [];
  const active = people.filter((person) => !person.disabled).length;
  const close = () => setOpen(null);
  return (
    <Page
      title="People"
      sentence={query.data ? sentenceOf(active, invitations.length) : query.isPending && "Counting"}
      actions={
        mayAdmin && (
          <button type="button" className="button primary" onClick={() => setOpen({ what: "invite" })}>
            <Icon name="plus" />
            Invite
          </button>
        )
      }
    >
      {query.isPending && <SkeletonRows count={5} what="people" />}
      {query.isError && !query.data && <Failed what="The list of people" error={query.error} retry={query.refetch} />}
      {query.data && (
        <div className="stack wide">
          <Table columns={["Name", "Roles", "Last seen", "Joined", ACTIONS]}>
            {people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                mayAdmin={mayAdmin}
                open={(what) => setOpen({ what, person })}
              />
            ))}
          </Table>
          <Invitations invitations={invitations} mayAdmin={mayAdmin} />
        </div>
      )}
      {open?.what === "invite" && <InviteDialog onClose={close} />}
      {open?.what === "roles" && <RolesDialog person={open.person} onClose={close} />}
      {open?.what === "link" && <SignInLinkDialog person={open.person} onClose={close} />}
    </Page>
  );
}

function sentenceOf(active: number, invited: number): string {
  const people = counted(active, "person can", "people can");
  return invited === 0 ? `${people} sign in` : `${people} sign in, ${counted(invited, "invitation")} open`;
}

import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/queries.ts";
import { Page } from "../shell/page.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { Authenticator } from "./authenticator.tsx";
import { IssueMails } from "./issue-mails.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Sessions } from "./sessions.tsx";
import "../styles/door.css";

/** How you sign in, what you are mailed, and where you are signed in. */
export function AccountPage() {
  const query = useQuery(meQuery);
  const person = query.data?.person;
  return (
    <Page
      title={person ? person.name || person.email : "Your account"}
      tabTitle="Your account"
      sentence={person ? `${person.email}, ${person.roles.join(", ") || "no role"}` : "Reading your account"}
    >
      {query.isPending && <SkeletonRows count={5} what="your account" />}
      {query.isError && !person && <Failed what="Your account" error={query.error} retry={query.refetch} />}
      {person && (
        <div className="account stack wide">
          <Passkeys />
          <Authenticator enrolled={person.hasTotp} />
          <IssueMails wanted={person.issueMails} />
          <Sessions />
        </div>
      )}
    </Page>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TokenView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { tokensQuery } from "../api/queries.ts";
import { Page } from "../shell/page.tsx";
import { Badges } from "../ui/badges.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ACTIONS, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";

/** What machines sign in with. */
export function TokensPage() {
  const query = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  const queryClient = useQueryClient();
  const tokens = query.data?.tokens;
  const make = (
    <button type="button" className="button primary" onClick={() => setMaking(true)}>
      <Icon name="plus" />
      Create a token
    </button>
  );
  return (
    <Page
      title="Tokens"
      sentence="Scripts and tools such as sentry-cli send a token instead of signing in."
      actions={query.data && make}
    >
      {query.isPending && <SkeletonRows count={4} what="tokens" />}
      {query.isError && !tokens && <Failed what="The list of tokens" error={query.error} retry={query.refetch} />}
      {tokens?.length === 0 && (
        <Empty icon="tokens" title="No token yet">
          <p className="muted">A token has only the scopes you tick, and is shown once.</p>
          {make}
        </Empty>
      )}
      {tokens && tokens.length > 0 && (
        <>
          <p className="visually-hidden">{counted(tokens.length, "token")}</p>
          <Table columns={["Name", "Scopes", "Last used", "Ends", ACTIONS]}>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} revoke={() => setRevoking(token)} />
            ))}
          </Table>
        </>
      )}
      {making && <NewTokenDialog onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          verb="Revoke the token"
          act={async () => {
            await identityApi.revokeToken(revoking.id);
            await queryClient.invalidateQueries({ queryKey: ["tokens"] });
          }}
          onClose={() => setRevoking(null)}
        >
          <p>Whatever uses it is refused from then on. It cannot be undone.</p>
        </Confirm>
      )}
    </Page>
  );
}

function TokenRow({ token, revoke }: { token: TokenView; revoke: () => void }) {
  return (
    <tr>
      <th scope="row">
        <strong>{token.name}</strong> <code className="muted">…{token.prefix}</code>
        <div className="muted">
          by {token.createdBy}, <Moment atMs={token.createdAtMs} />
        </div>
      </th>
      <td data-label="Scopes">
        <Badges words={token.scopes} />
      </td>
      <td data-label="Last used">
        <Moment atMs={token.lastUsedAtMs} />
      </td>
      <td data-label="Ends">
        <Moment atMs={token.expiresAtMs} />
      </td>
      <td className="actions">
        <button type="button" className="button small danger" onClick={revoke}>
          Revoke
        </button>
      </td>
    </tr>
  );
}

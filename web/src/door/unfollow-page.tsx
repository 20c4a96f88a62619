import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { doorApi } from "../api/door.ts";
import { FormFailure } from "../ui/form-failure.tsx";
import { Door } from "./door.tsx";
import { useToken } from "./token.ts";

/** Ends following an issue, from a mail, for who need not be signed in. Asks first: mail scanners open links too. */
export function UnfollowPage() {
  const token = useToken();
  const issue = useQuery({
    queryKey: ["unfollow", token],
    queryFn: ({ signal }) => doorApi.unfollowed(token ?? "", signal),
    enabled: token !== null,
    retry: false,
  });
  const unfollow = useMutation({ mutationFn: (proof: string) => doorApi.unfollow(proof) });
  const { data } = issue;
  if (unfollow.isSuccess) {
    return (
      <Door title={`You no longer follow ${data?.shortId}`} sentence="Its page has a bell that follows it again.">
        <Link to="/account" className="button block">
          Choose what you are mailed
        </Link>
      </Door>
    );
  }
  return (
    <Door
      title={data ? `Stop following ${data.shortId}` : "Stop following an issue"}
      sentence={data?.title ?? (token === null && "The address holds no link. Open it again from the mail.")}
    >
      {token !== null && data && (
        <button
          type="button"
          className="button primary block"
          disabled={unfollow.isPending}
          onClick={() => unfollow.mutate(token)}
        >
          Stop following
        </button>
      )}
      <FormFailure error={unfollow.error ?? issue.error} />
    </Door>
  );
}

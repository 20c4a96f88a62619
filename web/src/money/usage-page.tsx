import { useParams } from "@tanstack/react-router";
import { Page } from "../shell/page.tsx";
import UsageSection from "./usage-section.tsx";

/** What one account used, by itself: where an app's report of usage leads. */
export function AccountUsagePage() {
  const { accountId } = useParams({ from: "/shell/money/usage/$accountId" });
  return (
    <Page title="Usage of an account" sentence={<code>{accountId}</code>}>
      <UsageSection accountId={accountId} />
    </Page>
  );
}

import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { parseNewRuleSearch, parseOutboxSearch, parseReceiverSearch, parseRuleSearch } from "./alerts/alert-search.ts";
import { eventQuery, issueQuery, issuesQuery, projectQuery, projectsQuery } from "./api/queries.ts";
import { parseAuditSearch } from "./audit/audit-search.ts";
import { parseAccountSearch } from "./customers/account-search.ts";
import { parseCustomerSearch } from "./customers/customer-search.ts";
import { parseIssueSearch } from "./issues/issue-search.ts";
import { moneyRoutes } from "./money/money-routes.tsx";
import { parseRangeSearch } from "./range/range-search.ts";
import { parseSpanSearch } from "./range/span-search.ts";
import { NoSuchPage, RouteFailure } from "./shell/failure.tsx";
import { root, shell } from "./shell-route.tsx";

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (raw: Record<string, unknown>): { next?: string } =>
    typeof raw.next === "string" ? { next: raw.next } : {},
  component: lazyRouteComponent(() => import("./door/sign-in-page.tsx"), "SignInPage"),
});
const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  component: lazyRouteComponent(() => import("./door/welcome-page.tsx"), "WelcomePage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./door/invitation-page.tsx"), "InvitationPage"),
});
const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("./door/link-page.tsx"), "LinkPage"),
});
const unfollow = createRoute({
  getParentRoute: () => root,
  path: "/unfollow",
  component: lazyRouteComponent(() => import("./door/unfollow-page.tsx"), "UnfollowPage"),
});

const today = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("./today/today-page.tsx"), "TodayPage"),
});

// Loaders only start reading, beside the page's code: pages draw their own waiting and failing.
const errors = createRoute({
  getParentRoute: () => shell,
  path: "/errors",
  validateSearch: parseIssueSearch,
  component: Outlet,
});
const issueList = createRoute({
  getParentRoute: () => errors,
  path: "/",
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(issuesQuery(deps)),
  component: lazyRouteComponent(() => import("./issues/issues-page.tsx"), "IssuesPage"),
});
const issue = createRoute({
  getParentRoute: () => errors,
  path: "/$issueId",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(issueQuery(params.issueId)),
  component: lazyRouteComponent(() => import("./issue/issue-page.tsx"), "IssuePage"),
});
const latestEvent = createRoute({
  getParentRoute: () => issue,
  path: "/",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(eventQuery(params.issueId, "latest")),
});
const event = createRoute({
  getParentRoute: () => issue,
  path: "/events/$eventId",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(eventQuery(params.issueId, params.eventId)),
});

const alerts = createRoute({ getParentRoute: () => shell, path: "/alerts", component: Outlet });
const rules = createRoute({
  getParentRoute: () => alerts,
  path: "/",
  validateSearch: parseRuleSearch,
  component: lazyRouteComponent(() => import("./alerts/rules-page.tsx"), "RulesPage"),
});
const newRule = createRoute({
  getParentRoute: () => alerts,
  path: "/new",
  validateSearch: parseNewRuleSearch,
  component: lazyRouteComponent(() => import("./alerts/rule-form-page.tsx"), "NewRulePage"),
});
const rule = createRoute({
  getParentRoute: () => alerts,
  path: "/rules/$ruleId",
  component: lazyRouteComponent(() => import("./alerts/rule-page.tsx"), "RulePage"),
});
const editRule = createRoute({
  getParentRoute: () => alerts,
  path: "/rules/$ruleId/edit",
  component: lazyRouteComponent(() => import("./alerts/rule-form-page.tsx"), "EditRulePage"),
});
const receivers = createRoute({
  getParentRoute: () => alerts,
  path: "/receivers",
  validateSearch: parseReceiverSearch,
  component: lazyRouteComponent(() => import("./alerts/receivers-page.tsx"), "ReceiversPage"),
});
const outbox = createRoute({
  getParentRoute: () => alerts,
  path: "/outbox",
  validateSearch: parseOutboxSearch,
  component: lazyRouteComponent(() => import("./alerts/outbox-page.tsx"), "OutboxPage"),
});
const notification = createRoute({
  getParentRoute: () => alerts,
  path: "/outbox/$notificationId",
  component: lazyRouteComponent(() => import("./alerts/notification-page.tsx"), "NotificationPage"),
});
const mails = createRoute({
  getParentRoute: () => alerts,
  path: "/mail",
  component: lazyRouteComponent(() => import("./alerts/mails-page.tsx"), "MailsPage"),
});
const mail = createRoute({
  getParentRoute: () => alerts,
  path: "/mail/$mailId",
  component: lazyRouteComponent(() => import("./alerts/mail-page.tsx"), "MailPage"),
});

const customers = createRoute({
  getParentRoute: () => shell,
  path: "/customers",
  validateSearch: parseCustomerSearch,
  component: lazyRouteComponent(() => import("./customers/customers-page.tsx"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: "/customers/$accountId",
  validateSearch: parseAccountSearch,
  component: lazyRouteComponent(() => import("./customers/account-page.tsx"), "CustomerPage"),
});
const approvals = createRoute({
  getParentRoute: () => shell,
  path: "/customers/approvals",
  component: lazyRouteComponent(() => import("./customers/approvals-page.tsx"), "ApprovalsPage"),
});

const projects = createRoute({
  getParentRoute: () => shell,
  path: "/projects",
  loader: ({ context }) => void context.queryClient.prefetchQuery(projectsQuery),
  component: lazyRouteComponent(() => import("./projects/projects-page.tsx"), "ProjectsPage"),
});
const newProject = createRoute({
  getParentRoute: () => shell,
  path: "/new-project",
  component: lazyRouteComponent(() => import("./projects/new-project-page.tsx"), "NewProjectPage"),
});
const start = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$slug/start",
  component: lazyRouteComponent(() => import("./projects/start-page.tsx"), "StartPage"),
});
const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$slug",
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(projectQuery(params.slug)),
  component: lazyRouteComponent(() => import("./projects/project-page.tsx"), "ProjectPage"),
});
const overview = createRoute({
  getParentRoute: () => project,
  path: "/",
  component: lazyRouteComponent(() => import("./projects/overview-tab.tsx"), "OverviewTab"),
});
const keys = createRoute({
  getParentRoute: () => project,
  path: "/keys",
  component: lazyRouteComponent(() => import("./projects/keys-tab.tsx"), "KeysTab"),
});
const settings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  component: lazyRouteComponent(() => import("./projects/settings-tab.tsx"), "SettingsTab"),
});
const health = createRoute({
  getParentRoute: () => project,
  path: "/health",
  validateSearch: parseRangeSearch,
  component: lazyRouteComponent(() => import("./health/health-tab.tsx"), "HealthTab"),
});
const monitors = createRoute({
  getParentRoute: () => project,
  path: "/monitors",
  component: lazyRouteComponent(() => import("./monitors/monitors-tab.tsx"), "MonitorsTab"),
});
const feedback = createRoute({
  getParentRoute: () => project,
  path: "/feedback",
  component: lazyRouteComponent(() => import("./feedback/feedback-tab.tsx"), "FeedbackTab"),
});
const outcomes = createRoute({
  getParentRoute: () => project,
  path: "/outcomes",
  validateSearch: parseSpanSearch,
  component: lazyRouteComponent(() => import("./projects/outcomes-tab.tsx"), "OutcomesTab"),
});

const usage = createRoute({
  getParentRoute: () => shell,
  path: "/usage",
  validateSearch: parseRangeSearch,
  component: lazyRouteComponent(() => import("./usage/usage-page.tsx"), "UsagePage"),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});
const tokens = createRoute({
  getParentRoute: () => shell,
  path: "/tokens",
  component: lazyRouteComponent(() => import("./tokens/tokens-page.tsx"), "TokensPage"),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  validateSearch: parseAuditSearch,
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});
const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("./account/account-page.tsx"), "AccountPage"),
});

const routeTree = root.addChildren([
  signIn,
  welcome,
  invitation,
  link,
  unfollow,
  shell.addChildren([
    today,
    errors.addChildren([issueList, issue.addChildren([latestEvent, event])]),
    alerts.addChildren([rules, newRule, rule, editRule, receivers, outbox, notification, mails, mail]),
    ...moneyRoutes,
    customers,
    approvals,
    customer,
    projects,
    newProject,
    start,
    project.addChildren([overview, health, monitors, feedback, outcomes, keys, settings]),
    usage,
    people,
    tokens,
    audit,
    account,
  ]),
]);

/** Search parameters are plain text in the address: no quotes around numbers, nothing that is not there. */
const readSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

function writeSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const text = new URLSearchParams(pairs).toString();
  return text && `?${text}`;
}

/** All pages and their addresses. */
export const createConsoleRouter = (queryClient: QueryClient) =>
  createRouter({
    routeTree,
    context: { queryClient },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    defaultPreload: "intent",
    defaultErrorComponent: RouteFailure,
    defaultNotFoundComponent: NoSuchPage,
    scrollRestoration: true,
  });

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}

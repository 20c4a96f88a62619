import type { Locator, Page, Route } from "@playwright/test";
import { expect } from "./console.ts";
import { expectNoSideScroll } from "./health.ts";
import { picture } from "./picture.ts";

/** A dialog that sends something, and how it gets to what it needs. */
export interface Asking {
  name: string;
  open: (page: Page) => Promise<unknown>;
  /** Fills what is not an empty line, which is filled anyhow. */
  fill?: (dialog: Locator) => Promise<unknown>;
}

/** What a press of the button sent. */
interface Sent {
  url: string;
  key: unknown;
}

const BILLING = /\/console\/api\/billing\//;

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];

/** What a command would do, said by the test: the dialogs are asked in whatever state the account is. */
const PREVIEW = { ok: true, atMs: 1, effect: ["The account's books say here what it does."], needsApproval: false };

/** Opens a dialog, fills it, looks at it, and presses its button twice by mouse and by keyboard: each is one request, of one key. */
export async function expectOnce(page: Page, { name, open, fill }: Asking): Promise<void> {
  const sent: Sent[] = [];
  const gate = { wait: Promise.withResolvers<void>() };
  const answer = async (route: Route) => {
    const { method, url } = { method: route.request().method(), url: new URL(route.request().url()) };
    if (method === "GET") return route.fallback();
    if (url.pathname.endsWith("/catalogue/preview") || url.searchParams.has("preview")) return route.fallback();
    if (url.pathname.endsWith("/preview")) return route.fulfill({ json: PREVIEW });
    sent.push({ url: url.pathname, key: keyOf(route, url) });
    await gate.wait.promise;
    await route.fulfill({ status: 503, json: { title: "busy", detail: "The test says no.", status: 503 } });
  };
  await page.route(BILLING, answer);
  await open(page);
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await fill?.(dialog);
  await fillLines(dialog);
  const button = dialog.locator("button[type=submit], .button.danger").first();
  await expect(button, name).toBeEnabled();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await expectNoSideScroll(page);
    await picture(page, `dialog-${name}-dark-${size.width}`);
  }
  await page.setViewportSize(SIZES[0] ?? { width: 1440, height: 900 });

  const answered = async (presses: number) => {
    await expect.poll(() => sent.length, name).toBe(presses);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(sent.length, name).toBe(presses);
    gate.wait.resolve();
    await expect(dialog.getByText("The test says no.").first(), name).toBeVisible();
    gate.wait = Promise.withResolvers();
    await expect(button, name).toBeEnabled();
  };
  await button.dblclick();
  await answered(1);
  const line = dialog.locator("input:not([type=radio], [type=checkbox], [type=search], [type=file])").first();
  const pressed = (await line.count()) > 0 ? line : button;
  await pressed.focus();
  await Promise.all([page.keyboard.press("Enter"), page.keyboard.press("Enter")]);
  await answered(2);
  if ((await button.getAttribute("type")) === "submit") {
    await pressed.focus();
    await Promise.all([page.keyboard.press("ControlOrMeta+Enter"), page.keyboard.press("ControlOrMeta+Enter")]);
    await answered(3);
  }
  expect(new Set(sent.map(({ key }) => key)).size, name).toBe(1);
  expect(
    sent[0]?.key !== undefined || HARMLESS.test(sent[0]?.url ?? ""),
    `${name} sends a key to ${sent[0]?.url}`,
  ).toBe(true);
  await page.unroute(BILLING, answer);
  await page.keyboard.press("Escape");
}

/** What a repeat finds done, or does anew and harms nobody. */
const HARMLESS =
  /\/(erase|reveal|export|decision|archive|company|rates|chart|close|endpoints\/[^/]+\/replay|stripe\/[^/]+\/retry)$/;

/** By what the server tells a repeat: a key in the header or the body, or the id of what is made. */
function keyOf(route: Route, url: URL): unknown {
  const header = route.request().headers()["idempotency-key"];
  if (header !== undefined) return header;
  const id = url.searchParams.get("id");
  if (id !== null) return id;
  const body: { key?: unknown; id?: unknown } = route.request().postDataJSON() ?? {};
  return body.key ?? body.id;
}

const DAY = "2027-06-15";

/** Writes something into every line that is empty. */
async function fillLines(dialog: Locator): Promise<void> {
  const lines = dialog.locator(
    "input:not([type=radio], [type=checkbox], [type=search], [type=file]):visible, textarea:visible",
  );
  for (const line of await lines.all()) {
    if ((await line.inputValue()) !== "" || (await line.isDisabled())) continue;
    const [type, mode, label] = await Promise.all([
      line.getAttribute("type"),
      line.getAttribute("inputmode"),
      line.evaluate((input) => (input instanceof HTMLInputElement ? (input.labels?.[0]?.textContent ?? "") : "")),
    ]);
    if (type === "date") await line.fill(DAY);
    else if (type === "datetime-local") await line.fill(`${DAY}T00:00`);
    else if (type === "number" || mode === "decimal" || mode === "numeric") await line.fill("1");
    else if (/mail address/i.test(label)) await line.fill("twice@example.com");
    else if (/^URL/.test(label)) await line.fill("https://example.com/hook");
    else await line.fill("twice");
  }
}

const FORM = /<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs;
const HIDDEN = /<input type="hidden" name="([^"]*)" value="([^"]*)">/g;

/** What a browser asks of a server, by path. */
type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** A customer's browser for tests: keeps cookies, follows redirects when told to, sends forms as the page has them. */
export class CustomerBrowser {
  readonly cookies = new Map<string, string>();
  /** The page in front. */
  html = "";
  readonly #ask: Ask;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Comes into the portal by the path of a link that was mailed. */
  async enter(path: string): Promise<void> {
    await this.get(path);
    await this.get("/id/account/link");
    await this.send("/id/account/link");
  }

  async get(path: string): Promise<Response> {
    return this.#keep(await this.#ask(path, { headers: this.#headers(), redirect: "manual" }));
  }

  /** Fills the page's form of this action with these fields beside its hidden ones, and reads the page that it leads to. */
  async send(action: string, fields: Record<string, string> = {}): Promise<Response> {
    const form = [...this.html.matchAll(FORM)].find(([, to]) => to === action);
    if (!form) throw new Error(`There is no form to ${action} in ${this.html}`);
    const body = new URLSearchParams();
    for (const [, name = "", value = ""] of (form[2] ?? "").matchAll(HIDDEN)) body.set(name, value);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    let answer = await this.post(action, body);
    for (let to = answer.headers.get("location"); to?.startsWith("/"); to = answer.headers.get("location"))
      answer = await this.get(to);
    return answer;
  }

  async post(path: string, body: URLSearchParams, more: Record<string, string> = {}): Promise<Response> {
    const init = { method: "POST", headers: { ...this.#headers(), ...more }, body, redirect: "manual" } as const;
    return this.#keep(await this.#ask(path, init));
  }

  #headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }

  async #keep(answer: Response): Promise<Response> {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = "", ...flags] = line.split("; ");
      const name = pair.slice(0, pair.indexOf("="));
      if (flags.includes("Max-Age=0")) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(name.length + 1));
    }
    const isText = answer.headers.get("content-type")?.startsWith("application/pdf") !== true;
    this.html = isText ? await answer.clone().text() : "";
    return answer;
  }
}

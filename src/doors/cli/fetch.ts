import { ConfigError, exitStatus, printable } from "../../base/index.ts";
import { consult } from "../../consult/index.ts";
import { openSession, refusalLine, runFetch } from "../../engine/index.ts";
import { personFor } from "../ask-person.ts";
import { toVerdict } from "../verdict.ts";
import { writeAll } from "../world.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

/**
 * `fetch URL`: what the WebFetch tool gives to an agent: a page as Markdown, other texts as they are. Status 0 for an answer below
 * 400, 1 for others and for none, 126 when denied.
 */
export const fetch: Command = {
  options: new Map([["--max-bytes", "value"]]),
  async run(invocation) {
    const { world, options, words } = invocation;
    const [url] = words;
    if (url === undefined || words.length > 1) throw new ConfigError("config/usage", "fetch: name one URL");
    // Who names a host on this very command line wants pages from it; elsewhere that takes a rule for the tool.
    const rules = (options.allowDomains ?? []).map((host) => `WebFetch(domain:${host})`);
    const session = openSession(world, {
      ...options,
      ...(rules.length > 0 && { allowedTools: [...(options.allowedTools ?? []), ...rules] }),
    });
    const judgement = await consult(session, "WebFetch", { url, prompt: "" }, personFor(world, session, options));
    const { fetchPage } = await world.egressTools();
    const { decision, fetched } = await runFetch(session, judgement, { fetchPage, ...readMost(invocation) });
    const say = (line: string): void => (options.quiet ? undefined : writeAll(2, `${line}\n`));
    if (fetched === undefined) {
      if (options.json) writeAll(1, `${JSON.stringify(toVerdict(judgement.request.id, decision))}\n`);
      say(refusalLine(decision, session.loaded.profile.name));
      return exitStatus.denied;
    }
    if (fetched.kind === "failed") {
      if (options.json) writeAll(1, `${JSON.stringify({ error: fetched.message })}\n`);
      say(`sallyport: ${printable(fetched.message, 1000)}`);
      return 1;
    }
    const { page } = fetched;
    writeAll(1, options.json ? `${JSON.stringify(page)}\n` : ended(clean(page.text)));
    if (page.redirects.length > 0) say(`sallyport: redirected to ${printable(page.url, 1000)}`);
    if (page.truncated) say("sallyport: the page is longer than what is shown");
    if (page.status >= 400) say(`sallyport: the server answered with status ${page.status}`);
    return page.status < 400 ? 0 : 1;
  },
};

function readMost(invocation: Invocation): { readonly maxBytes?: number } {
  const text = ownValue(invocation, "--max-bytes");
  if (text === undefined) return {};
  if (/^[1-9]\d{0,8}$/u.test(text)) return { maxBytes: Number(text) };
  throw new ConfigError("config/usage", "fetch: --max-bytes takes a whole number above 0");
}

/** A page does not speak to the terminal. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being taken out
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, "");
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

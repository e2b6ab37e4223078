import { runFetch } from "../../engine/index.ts";
import type { UseTool } from "./tool-call.ts";
import { errorResult, textResult } from "./tool-result.ts";
import { refused } from "./use-bash.ts";

/** A page as Markdown: there is no model here that could answer a prompt about it. */
export const useFetch: UseTool = async ({ session, judgement }, { fetchPage }) => {
  const { decision, fetched } = await runFetch(session, judgement, { fetchPage: await fetchPage() });
  if (fetched === undefined) return { result: refused(session, decision) };
  if (fetched.kind === "failed") return { result: errorResult(`sallyport: ${fetched.message}`) };
  const { url, status, text, truncated, redirects } = fetched.page;
  const notes = [
    ...(redirects.length > 0 ? [`(redirected to ${url})`] : []),
    ...(truncated ? ["(the page is longer than what is shown)"] : []),
    ...(status >= 400 ? [`(the server answered with status ${status})`] : []),
  ];
  const said = [text, ...notes].join("\n");
  const response = { url, code: status, result: text, bytes: fetched.page.bytes };
  return { result: status >= 400 ? errorResult(said) : textResult(said), response };
};

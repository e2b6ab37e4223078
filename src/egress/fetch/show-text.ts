import { decodeBody } from "./decode-text.ts";
import type { Answer } from "./request-once.ts";
import { toMarkdown } from "./to-markdown.ts";

export interface ShownText {
  readonly text: string;
  readonly format: "markdown" | "text";
  readonly contentType: string;
  readonly truncated: boolean;
}

const textual =
  /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|x-yaml|toml|javascript|ecmascript|x-ndjson|x-sh|sql|graphql)$|image\/svg\+xml$)/u;
const html = /^(?:text\/html|application\/xhtml\+xml)$/u;

/** The body of an answer as text: pages as Markdown, other texts as they are. Otherwise one line that says why not. */
export async function showText({ body, contentType: stated }: Answer, most: number): Promise<ShownText | string> {
  const type = (stated.split(";", 1)[0] ?? "").trim().toLowerCase();
  const contentType = type === "" ? guess(body) : type;
  if (!textual.test(contentType)) return `what it holds is no text (${contentType.slice(0, 100)})`;
  const text = decodeBody(body, stated === "" ? contentType : stated);
  if (!html.test(contentType)) return { text, format: "text", contentType, truncated: false };
  const markdown = await toMarkdown(text);
  if (markdown === undefined) return { text, format: "text", contentType, truncated: false };
  return { text: markdown.slice(0, most), format: "markdown", contentType, truncated: markdown.length > most };
}

/** For servers that don't say: a page by its first tag, a text when it holds no NUL. */
function guess(body: Buffer): string {
  const start = body.subarray(0, 1024);
  if (start.includes(0)) return "application/octet-stream";
  return /^\s*<(?:!doctype html|html|head|body)\b/iu.test(start.toString("latin1")) ? "text/html" : "text/plain";
}

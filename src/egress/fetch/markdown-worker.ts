import { parentPort, workerData } from "node:worker_threads";
import TurndownService from "turndown";

/** What says nothing to a reader. */
const left = [
  "script",
  "style",
  "noscript",
  "template",
  "iframe",
  "object",
  "svg",
  "canvas",
  "form",
  "button",
  "dialog",
];

/** The whole life of a thread: one page in, its Markdown out. */
function convert(html: string): string {
  const turndown = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
  });
  turndown.remove((node) => left.includes(node.nodeName.toLowerCase()));
  // Pictures within the page are long and can't be read.
  turndown.addRule("inline pictures", {
    filter: (node) => node.nodeName === "IMG" && /^\s*data:/iu.test(node.getAttribute("src") ?? ""),
    replacement: (_, node) => ("getAttribute" in node ? (node.getAttribute("alt") ?? "") : ""),
  });
  return turndown.turndown(html);
}

if (typeof workerData === "string") parentPort?.postMessage(convert(workerData));

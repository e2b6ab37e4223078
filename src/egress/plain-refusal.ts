import type { FirstBytes } from "./first-bytes.ts";
import type { Refusal } from "./settings.ts";

/** A fatal alert, access_denied (RFC 8446 6.2): clients say so in these words. */
const accessDenied = Buffer.from([0x15, 3, 3, 0, 2, 2, 49]);

/** Says a refusal in the language that the client has begun to speak; nothing where that is not known. */
export function plainRefusal(first: FirstBytes, refused: Refusal): Buffer {
  switch (first.kind) {
    case "hello":
    case "bad":
      return accessDenied;
    case "http":
      return Buffer.from(refusalText(403, "Forbidden", refused.message));
    default:
      return Buffer.alloc(0);
  }
}

/** The field that says why. Only the filter itself says it: a server that does is not passed on. */
export const reasonField = "x-sallyport-reason";

/** What a header field may hold: one line of visible ASCII. */
export function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A whole response, after which the connection ends. */
export function refusalText(status: number, phrase: string, message: string, extra = ""): string {
  const body = `${headerText(message)}\n`;
  return (
    `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n` +
    `${reasonField}: ${headerText(message)}\r\n${extra}connection: close\r\n\r\n${body}`
  );
}

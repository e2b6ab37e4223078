import type { RequestHead } from "../read-request.ts";
import type { RawAnswer } from "../server-answer.ts";

/**
 * The shapes about which no two readers differ: everything in visible ASCII, each line with its CR and LF, one blank behind a
 * field's name, no folding. Any other is left to the parser.
 */
const requestHead = /^(GET|HEAD|CONNECT) ([\w\-.~:/?[\]@!$&'()*+,;=%]+) HTTP\/1\.1\r\n((?:[^\r\n]+\r\n)*)\r\n$/u;
const answerHead = /^HTTP\/1\.1 (\d{3}) ([\x20-\x7e]*)\r\n((?:[^\r\n]+\r\n)*)\r\n$/u;
const field = /^([\w!#$%&'*+.^`|~-]+): ([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/u;

/** More than a plain request or answer has. */
const mostFields = 64;

export function readPlainRequest(text: string): RequestHead | undefined {
  const [, method, target, lines = ""] = requestHead.exec(text) ?? [];
  const headers = fieldsIn(lines);
  return method === undefined || target === undefined || headers === undefined
    ? undefined
    : { method, target, version: "1.1", headers };
}

export function readPlainAnswer(text: string): RawAnswer | undefined {
  const [, status, statusMessage = "", lines = ""] = answerHead.exec(text) ?? [];
  const rawHeaders = fieldsIn(lines);
  return status === undefined || rawHeaders === undefined
    ? undefined
    : { statusCode: Number(status), statusMessage, rawHeaders };
}

function fieldsIn(lines: string): string[] | undefined {
  const fields: string[] = [];
  for (const line of lines.split("\r\n").slice(0, -1)) {
    const [, name, value] = field.exec(line) ?? [];
    if (name === undefined || value === undefined || fields.length >= 2 * mostFields) return undefined;
    fields.push(name, value);
  }
  return fields;
}

/** A head to be sent; nothing where a field holds what no plain one does. */
export function plainText(start: string, headers: readonly string[]): string | undefined {
  let text = `${start}\r\n`;
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const line = `${headers[at]}: ${headers[at + 1]}`;
    if (!field.test(line)) return undefined;
    text += `${line}\r\n`;
  }
  return `${text}\r\n`;
}

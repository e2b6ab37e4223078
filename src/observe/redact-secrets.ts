import { kindHint, secretKinds } from "./secret-kinds.ts";
import { contextHint, isPlain, type Place, type SecretContext, secretContexts } from "./secret-contexts.ts";
import { isSecretName } from "./secret-name.ts";

const shortestKind = 16;

/** The text with everything that looks like a secret replaced by `[redacted:kind]`. Linear in its length. */
export function redactSecrets(text: string): string {
  const formed = text.length >= shortestKind && kindHint.test(text) ? redactKinds(text) : text;
  return contextHint.test(formed)
    ? secretContexts.reduce((result, context) => redactAfter(context, result), formed)
    : formed;
}

function redactKinds(text: string): string {
  return secretKinds.reduce(
    (result, { kind, anchors, pattern, accept }) =>
      anchors.some((anchor) => result.includes(anchor))
        ? result.replace(pattern, (match) => (accept?.(match) === false ? match : marker(kind)))
        : result,
    text,
  );
}

/** The value of a field, redacted whole when the field's name says that it is a secret. */
export function redactField(name: string, text: string): string {
  const named = name !== "key" && name !== "keys" && isSecretName(name) && !isPlain(text);
  return named && !isMarked(text) ? marker("named") : redactSecrets(text);
}

function redactAfter({ kind, before, value, applies, accepts }: SecretContext, text: string): string {
  const parts: string[] = [];
  let copied = 0;
  before.lastIndex = 0;
  for (let match = before.exec(text); match !== null; match = before.exec(text)) {
    const place: Place = { name: match[1] ?? "", offset: match.index, end: before.lastIndex };
    if (applies?.(place, text) === false) continue;
    value.lastIndex = place.end;
    const found = value.exec(text)?.[0];
    if (found === undefined) continue;
    before.lastIndex = place.end + found.length;
    if (isMarked(found) || !accepts(found, place, text)) continue;
    const quote = /^(\\?["'])[^"']*\1$/u.exec(found)?.[1] ?? "";
    parts.push(text.slice(copied, place.end), quote, marker(kind), quote);
    copied = before.lastIndex;
  }
  return copied === 0 ? text : parts.join("") + text.slice(copied);
}

function marker(kind: string): string {
  return `[redacted:${kind}]`;
}

function isMarked(text: string): boolean {
  return text.includes("[redacted:");
}

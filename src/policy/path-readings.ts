/** Servers behind each other may each decode once more; nobody honest needs three layers. */
const mostLayers = 3;
const longestPath = 16_384;

/**
 * Every way in which a server may read the path of a request target: `%2F` as a slash or as part of a name, `//` as one
 * slash or as an empty name, `;` as the start of parameters or not, decoded once or more often. Nothing when the target can
 * not be judged: climbing by `..` in any reading, control characters, broken escapes.
 */
export function pathReadings(target: string): readonly (readonly string[])[] | undefined {
  const path = target.split("?", 1)[0] ?? "";
  if (!path.startsWith("/") || path.length > longestPath || path.includes("#")) return undefined;
  const decoded = decodings(path);
  if (decoded === undefined) return undefined;
  const [raw = "", ...layers] = decoded;
  const inNames = raw
    .slice(1)
    .split("/")
    .map((part) => decode(part) ?? part);
  const readings = [inNames, ...layers.map((text) => text.slice(1).split("/"))].flatMap(alternatives);
  if (readings.some((parts) => parts.some(isUnclear))) return undefined;
  return [...new Map(readings.map((parts) => [JSON.stringify(parts), parts])).values()];
}

/** The text, then the text decoded once, twice, … until decoding changes nothing. */
function decodings(path: string): readonly string[] | undefined {
  const texts = [path];
  for (let layer = 0; layer <= mostLayers; layer += 1) {
    const last = texts.at(-1) ?? "";
    const next = decode(last);
    // A sign that is no escape is one only in what was sent; later on it is just text.
    if (next === undefined) return layer === 0 ? undefined : texts;
    if (next === last) return layer === 0 ? [path, path] : texts;
    texts.push(next);
  }
  return undefined;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined; // URIError: not UTF-8, or no escape at all
  }
}

function alternatives(parts: readonly string[]): readonly (readonly string[])[] {
  const full = parts.filter((part, index) => part !== "" || index === parts.length - 1);
  const bare = parts.map((part) => part.split(";", 1)[0] ?? "");
  return [parts, full, bare];
}

/** The folder itself or the one above, whatever a server takes for the end of a name; or what no name holds. */
function isUnclear(part: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is being looked for
  return /^\s*\.{1,2}\s*(?:[;/\\]|$)|[\\/]\.{1,2}(?:[;/\\]|$)|[\u0000-\u001f\u007f\\]/u.test(part);
}

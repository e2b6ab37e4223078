/** The bytes of a text that say how it is written; longer ones first. */
const marks = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
] as const;

/** As far into a page as browsers look for a statement about its charset. */
const prescan = 1024;

const stated =
  /<meta[^>]{1,512}?charset\s{0,8}=\s{0,8}["']?([a-z0-9_:.-]{2,40})|<\?xml[^>]{1,512}?encoding\s{0,8}=\s{0,8}["']([a-z0-9_:.-]{2,40})/iu;

/** A text in whatever charset: a mark at its start speaks first, then the header, then the page itself; else it is UTF-8. */
export function decodeBody(body: Buffer, contentType: string): string {
  const marked = marks.find(([bytes]) => bytes.every((byte, at) => body[at] === byte))?.[1];
  const told = /;\s*charset\s*=\s*"?([^\s;"]+)/iu.exec(contentType)?.[1];
  return decoder(marked ?? told ?? withinPage(body, contentType)).decode(body);
}

function withinPage(body: Buffer, contentType: string): string {
  if (!/html|xml/iu.test(contentType)) return "utf-8";
  const [, html, xml] = stated.exec(body.subarray(0, prescan).toString("latin1")) ?? [];
  const found = html ?? xml ?? "utf-8";
  // The statement could be read as ASCII, so it can't be true (Encoding standard).
  return /^utf-?16/iu.test(found) ? "utf-8" : found;
}

function decoder(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new TextDecoder();
  }
}

/** The bytes of an address in its usual form; nothing for other spellings, which have no place in a message. */
export function addressBytes(text: string, form: string): Buffer | undefined {
  if (form === "ipv4") {
    const parts = text.split(".");
    const isPlain =
      parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/u.test(part) && Number(part) < 256);
    return isPlain ? Buffer.from(parts.map(Number)) : undefined;
  }
  if (form !== "ipv6" || !/^[0-9a-f:.]+$/iu.test(text)) return undefined;
  const spelled = URL.parse(`http://[${text}]/`)?.hostname.slice(1, -1);
  if (spelled === undefined) return undefined;
  const [head = "", tail] = spelled.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const back = tail === undefined ? [] : groups(tail);
  const gap = tail === undefined ? 0 : 8 - groups(head).length - back.length;
  const all = [...groups(head), ...Array.from({ length: gap }, () => "0"), ...back];
  return Buffer.from(all.map((group) => group.padStart(4, "0")).join(""), "hex");
}

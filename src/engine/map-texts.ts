/** Which members a change leaves as they are, and below which members all is somebody else's text again. */
export interface OwnWords {
  readonly members: ReadonlySet<string>;
  readonly butBelow: ReadonlySet<string>;
}

const none: OwnWords = { members: new Set(), butBelow: new Set() };

/** A copy of a value in which every text has been changed; dates and other values of a class stay what they are. */
export function mapTexts<T>(value: T, change: (text: string) => string, own: OwnWords = none): T {
  const copy = (part: unknown, kept: OwnWords): unknown => {
    if (typeof part === "string") return change(part);
    if (Array.isArray(part)) return part.map((member: unknown) => copy(member, kept));
    if (typeof part !== "object" || part === null || Object.getPrototypeOf(part) !== Object.prototype) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, member]: [string, unknown]) => [
        name,
        typeof member === "string" && kept.members.has(name)
          ? member
          : copy(member, kept.butBelow.has(name) ? none : kept),
      ]),
    );
  };
  return copy(value, own) as T;
}

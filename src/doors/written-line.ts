import { printable, type WrittenReport } from "../base/index.ts";

/** More are told by `sallyport changes`. */
const mostNamed = 10;

const heads = {
  landed: () => "",
  refused: ({ id }) =>
    `nothing of what this command has written has landed, as the profile refuses it: sallyport changes ${id} shows it`,
  held: (written) =>
    `${countOf(written)} wait for an answer: sallyport changes ${written.id} shows them, sallyport changes apply ${written.id} lands them`,
  conflict: ({ id }) =>
    `nothing of what this command has written has landed, as files have changed meanwhile: sallyport changes ${id} shows it, sallyport changes discard ${id} forgets it`,
  failed: ({ id, kept }) =>
    kept === undefined
      ? `nothing of what this command has written has landed, as the system refused it: sallyport changes apply ${id} tries again`
      : `nothing of what this command has written has landed (${kept.why}); all of it is kept in ${kept.folder}: sallyport changes ${id} shows it, sallyport changes discard ${id} forgets it`,
} as const satisfies Record<WrittenReport["state"], (written: WrittenReport) => string>;

/** Says what became of what a command has written, where that needs saying. */
export function writtenLines(written: WrittenReport | undefined, profile: string): string {
  if (written === undefined) return "";
  const head = heads[written.state](written);
  return linesOf(head === "" ? [] : [`${head} (profile ${printable(profile)})`], written);
}

/** The same for what somebody wanted done with kept changes. */
export function undoneLines(written: WrittenReport): string {
  return linesOf([`nothing of ${written.id} was touched`], written);
}

function linesOf(head: readonly string[], written: WrittenReport): string {
  const named = written.refusals.slice(0, mostNamed).map(({ path, code, message }) => {
    const told = message.includes(path) ? message : `${path}: ${message}`;
    return `${told} [${code}]`;
  });
  const more = written.refusals.length - named.length;
  const left = written.left
    .slice(0, mostNamed)
    .map((path) => `${path} is a pipe, a socket or a device, and does not land`);
  const lines = [...head, ...named, ...(more > 0 ? [`and ${more} more paths`] : []), ...left];
  return lines.map((line) => `sallyport: ${printable(line, 800)}\n`).join("");
}

/** `3 changes (1 created, 1 changed, 1 deleted)`. */
function countOf({ created, changed, deleted }: Pick<WrittenReport, "created" | "changed" | "deleted">): string {
  const total = created + changed + deleted;
  const parts = Object.entries({ created, changed, deleted }).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  );
  return `${total} ${total === 1 ? "change" : "changes"}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

/** The text in memory of its own: a part of a question of two megabytes would keep all of that. */
export function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

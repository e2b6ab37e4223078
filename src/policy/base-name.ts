/** The last part of a path, as it names a program. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

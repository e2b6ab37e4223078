/** A folder, as far as its names tell. */
export interface NamedFolder {
  /** What a name stands for, in a form that can be compared; nothing where it stands for nothing. */
  readonly identityOf: (name: string) => string | undefined;
  readonly names: () => readonly string[];
}

/**
 * The name that something is stored by. There are folders that take one name for another, by case or by Unicode form (casefold of
 * ext4, FAT, shares of other systems), and rules speak of one. Costs a look or two where names are just themselves.
 */
export function storedName(folder: NamedFolder, name: string): string {
  const identity = folder.identityOf(name);
  if (identity === undefined || !variantsOf(name).some((other) => folder.identityOf(other) === identity)) return name;
  const names = folder.names();
  // Two names of one file, or the stored one already.
  if (names.includes(name)) return name;
  const folded = fold(name);
  return names.find((other) => fold(other) === folded && folder.identityOf(other) === identity) ?? name;
}

/** Spellings that only a folder which makes no difference between them finds. */
function variantsOf(name: string): readonly string[] {
  const upper = name.toUpperCase();
  const forms = [upper === name ? name.toLowerCase() : upper, name.normalize("NFC"), name.normalize("NFD")];
  return [...new Set(forms)].filter((form) => form !== name);
}

function fold(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
}

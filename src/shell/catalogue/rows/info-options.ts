/** The two options that every GNU program has. */
export const info = "--help --version";

/** A folder is closed by one command and opened by the next: what is held in it must be held in between too. THROUGH says that it was not. */
export interface ClosedCase {
  readonly name: string;
  readonly close: string;
  readonly open: string;
}

const all = ["0", "100", "300", "400", "500"];
const some = ["0", "300"];

const targets = [
  { name: "read what is denied by name", folder: "private", use: "cat private/key", modes: all },
  { name: "make what is denied", folder: "empty", use: "echo x > empty/denied && echo THROUGH", modes: all },
  { name: "read what is denied by a pattern", folder: "deep", use: "cat deep/er/secrets/x", modes: some },
  { name: "read what is denied further in", folder: "deep/er", use: "cat deep/er/secrets/x", modes: some },
  {
    name: "write what is read-only by name",
    folder: "locked",
    use: "echo x > locked/file && echo THROUGH",
    modes: some,
  },
  {
    name: "write what is read-only by a pattern",
    folder: "deep",
    use: "echo x > deep/x.lock && echo THROUGH",
    modes: some,
  },
  { name: "write nested settings", folder: "a", use: "echo '#' >> a/r/.git/config && echo THROUGH", modes: some },
  { name: "write settings", folder: "a/r/.git", use: "echo '#' >> a/r/.git/config && echo THROUGH", modes: some },
  {
    name: "write an editor's tasks",
    folder: "a/r",
    use: "echo x > a/r/.vscode/tasks.json && echo THROUGH",
    modes: some,
  },
  { name: "write what has a name outside", folder: "links", use: "echo x > links/other && echo THROUGH", modes: some },
] as const;

export const closedFolderCases: readonly ClosedCase[] = targets.flatMap(({ name, folder, use, modes }) =>
  modes.map((mode) => ({
    name: `${name}, behind mode ${mode}`,
    close: `chmod ${mode} ${folder}`,
    open: `chmod 700 ${folder}; ${use}`,
  })),
);

/** Work with closed folders that nobody may get in the way of: each command runs by itself and must succeed. */
export const honestClosings: readonly { readonly name: string; readonly commands: readonly string[] }[] = [
  {
    name: "a closed folder, opened and removed",
    commands: ["mkdir -p t/u && touch t/u/f && chmod 0 t/u t", "chmod 755 t && chmod 755 t/u && rm -r t"],
  },
  {
    name: "a folder to be written blindly",
    commands: ["mkdir t && chmod 300 t", "echo x > t/f", 'test "$(stat -c %a t)" = 300', "chmod 700 t && rm -r t"],
  },
  {
    name: "a read-only tree",
    commands: [
      "mkdir -p t/u && touch t/u/f && chmod -R a-w t",
      'test "$(stat -c %a t/u)" = 555',
      "chmod -R u+w t && rm -r t",
    ],
  },
  {
    name: "a repository in a folder to be gone through",
    commands: ["git init -q t/r && chmod 100 t", "git -C t/r status", "chmod 700 t"],
  },
];

/** One forbidden thing: what to try, how the kernel must answer, and how the same works without a sandbox. `@` is the bench's folder. */
export interface FileEscape {
  readonly name: string;
  readonly probe: string;
  readonly answer: string;
  /** For an ordinary user, where the owner of a file makes the difference. */
  readonly ordinary?: string;
  readonly control?: { readonly probe?: string; readonly setUp?: string; readonly undo?: string };
}

export const fileEscapes: readonly FileEscape[] = [
  { name: "read a denied file", probe: "open @project/.env", answer: "EACCES", control: {} },
  { name: "write a denied file", probe: "write @project/.env", answer: "EACCES", control: {} },
  { name: "read below a denied folder", probe: "open @project/secrets/key", answer: "EACCES", control: {} },
  {
    name: "create below a denied folder",
    probe: "create @project/secrets/new",
    answer: "EACCES",
    control: { undo: "rm @project/secrets/new" },
  },
  {
    name: "open up a denied folder",
    probe: "chmod @project/secrets",
    answer: "EROFS",
    control: { undo: "chmod 755 @project/secrets" },
  },
  {
    name: "remove a denied file",
    probe: "unlink @project/.env",
    answer: "EBUSY",
    control: { probe: "unlink @project/spare", setUp: "touch @project/spare" },
  },
  {
    name: "move a denied file away",
    probe: "rename @project/.env @project/env",
    answer: "EBUSY",
    control: {
      probe: "rename @project/spare @project/spare2",
      setUp: "touch @project/spare",
      undo: "rm @project/spare2",
    },
  },
  { name: "put another file in its place", probe: "rename @project/spare.c @project/.env", answer: "EBUSY" },
  {
    name: "link a denied file to another name",
    probe: "link @project/.env @project/env",
    answer: "EXDEV",
    control: { undo: "rm @project/env" },
  },
  {
    name: "create a denied file that does not exist",
    probe: "create @project/absent",
    answer: "EISDIR",
    control: { undo: "rm @project/absent" },
  },
  {
    name: "make a folder of that name",
    probe: "mkdir @project/absent",
    answer: "EEXIST",
    control: { undo: "rmdir @project/absent" },
  },
  { name: "create in a denied folder that does not exist", probe: "create @project/absent-folder/x", answer: "EROFS" },
  {
    name: "create a denied file in folders that do not exist",
    probe: "create @project/not/there/yet",
    answer: "EISDIR",
  },
  { name: "move such a folder away", probe: "rename @project/not @project/was", answer: "EBUSY" },
  {
    name: "move the folder of a denied file away",
    probe: "rename @project/src/pkg @project/src/was",
    answer: "EBUSY",
    control: { undo: "mv @project/src/was @project/src/pkg" },
  },
  {
    name: "move a folder further out away",
    probe: "rename @project/src @project/was",
    answer: "EBUSY",
    control: { undo: "mv @project/was @project/src" },
  },
  { name: "read what a denied pattern matches", probe: "open @project/a.pem", answer: "EACCES", control: {} },
  { name: "read what it matches further down", probe: "open @project/sub/b.pem", answer: "EACCES", control: {} },
  {
    name: "read below a folder that a pattern denies",
    probe: "open @project/sub/test/unit/x",
    answer: "EACCES",
    control: {},
  },
  { name: "read the target of a denied link", probe: "open @project/vault/target", answer: "EACCES", control: {} },
  {
    name: "read a denied folder in a shown one",
    probe: "open @elsewhere/open/closed/file",
    answer: "EACCES",
    control: {},
  },
  {
    name: "read an allowed folder inside a denied one",
    probe: "open @elsewhere/open/closed/island/file",
    answer: "EACCES",
    control: {},
  },
  { name: "read a shown folder", probe: "open @elsewhere/open/file", answer: "ok", control: {} },
  { name: "write a shown folder's file", probe: "write @elsewhere/open/file", answer: "EROFS", control: {} },
  { name: "read a read-only file", probe: "open @project/deep/er/locked.txt", answer: "ok", control: {} },
  { name: "write a read-only file", probe: "write @project/deep/er/locked.txt", answer: "EROFS", control: {} },
  {
    name: "replace a read-only file",
    probe: "rename @project/src/main.c @project/deep/er/locked.txt",
    answer: "EXDEV",
  },
  { name: "remove a read-only file", probe: "unlink @project/deep/er/locked.txt", answer: "EBUSY" },
  {
    name: "move the folder of a read-only file away",
    probe: "rename @project/deep/er @project/deep/was",
    answer: "EBUSY",
    control: { undo: "mv @project/deep/was @project/deep/er" },
  },
  {
    name: "link a read-only file to a writable name",
    probe: "link @project/deep/er/locked.txt @project/open.txt",
    answer: "EXDEV",
    control: { undo: "rm @project/open.txt" },
  },
  {
    name: "create in a read-only folder",
    probe: "create @project/locked/new",
    answer: "EROFS",
    control: { undo: "rm @project/locked/new" },
  },
  { name: "write what a read-only pattern matches", probe: "write @project/x.lock", answer: "EROFS", control: {} },
  { name: "write an ordinary file of the project", probe: "write @project/src/main.c", answer: "ok", control: {} },
  { name: "write a system folder", probe: "create /usr/sallyport-probe", answer: "EROFS" },
  { name: "write a configuration file of the system", probe: "write /etc/passwd", answer: "EROFS", ordinary: "EACCES" },
  { name: "read the password hashes", probe: "open /etc/shadow", answer: "EACCES" },
  { name: "create in the root folder", probe: "create /sallyport-probe", answer: "EROFS" },
  { name: "see the home folder's files", probe: "open @home/notes", answer: "ENOENT", control: {} },
  { name: "see what nobody shows", probe: "open @unshown", answer: "ENOENT", control: {} },
  {
    name: "create beside the project, in the temporary folder that is gone afterwards",
    probe: "create @beside",
    answer: "ok",
  },
];

/** What a command does in a folder, and what is there afterwards other than before. */
export interface WrittenCase {
  readonly name: string;
  readonly script: string;
  /** By path; `undefined` for what is gone. Of a file its mode and text, of a link where it leads, of a folder its mode. */
  readonly now: Readonly<Record<string, string | undefined>>;
  readonly left?: readonly string[];
}

/** Before each of them. */
export const ground = `
umask 022; mkdir -p src/deep bin ro; echo alpha > a.txt; echo beta > src/b.txt; echo gamma > src/c.txt; echo delta > src/deep/d.txt
echo 'echo hi' > bin/run; chmod 755 bin/run; ln -s a.txt link; echo x > ro/x; chmod 555 ro
mkdir -p own/deep; echo in > own/f; echo deep > own/deep/d; chmod 0 own/deep; chmod 400 own`;

export const writtenCases: readonly WrittenCase[] = [
  { name: "nothing", script: "cat a.txt; ls src", now: {} },
  { name: "opened for writing, and not written", script: "exec 3<>a.txt", now: {} },
  { name: "a new file", script: "echo one > new", now: { new: "644 one" } },
  { name: "a changed file", script: "echo more >> a.txt", now: { "a.txt": "644 alpha|more" } },
  { name: "an emptied file", script: ": > a.txt", now: { "a.txt": "644 " } },
  { name: "a file replaced by another", script: "echo b > t; mv t a.txt", now: { "a.txt": "644 b" } },
  { name: "a file gone", script: "rm a.txt", now: { "a.txt": undefined } },
  {
    name: "a mode",
    script: "chmod 600 a.txt; chmod +x src/b.txt",
    now: { "a.txt": "600 alpha", "src/b.txt": "755 beta" },
  },
  { name: "a folder's mode", script: "chmod 700 src", now: { src: "700" } },
  { name: "an empty folder", script: "mkdir -m 711 empty", now: { empty: "711" } },
  {
    name: "folders in folders",
    script: "mkdir -p x/y/z; echo 1 > x/y/z/f; echo 2 > x/g",
    now: { x: "755", "x/y": "755", "x/y/z": "755", "x/y/z/f": "644 1", "x/g": "644 2" },
  },
  {
    name: "a folder removed",
    script: "rm -rf src",
    now: {
      src: undefined,
      "src/b.txt": undefined,
      "src/c.txt": undefined,
      "src/deep": undefined,
      "src/deep/d.txt": undefined,
    },
  },
  {
    name: "a folder removed and made anew",
    script: "rm -rf src; mkdir src; echo new > src/b.txt",
    now: { "src/b.txt": "644 new", "src/c.txt": undefined, "src/deep": undefined, "src/deep/d.txt": undefined },
  },
  {
    name: "a folder that becomes a file",
    script: "rm -rf src; echo file > src",
    now: {
      src: "644 file",
      "src/b.txt": undefined,
      "src/c.txt": undefined,
      "src/deep": undefined,
      "src/deep/d.txt": undefined,
    },
  },
  {
    name: "a file that becomes a folder",
    script: "rm a.txt; mkdir a.txt; echo 1 > a.txt/f",
    now: { "a.txt": "755", "a.txt/f": "644 1" },
  },
  { name: "a link that leads elsewhere", script: "ln -sfn src/b.txt link", now: { link: "-> src/b.txt" } },
  { name: "a link out of the folder", script: "ln -s /etc/passwd out", now: { out: "-> /etc/passwd" } },
  { name: "a file that becomes a link", script: "ln -sf /etc/passwd a.txt", now: { "a.txt": "-> /etc/passwd" } },
  { name: "writing through a link", script: "echo z > link", now: { "a.txt": "644 z" } },
  {
    name: "a folder that becomes a link",
    script: "rm -rf src/deep; ln -s /etc src/deep",
    now: { "src/deep": "-> /etc", "src/deep/d.txt": undefined },
  },
  { name: "a renamed file", script: "mv a.txt src/z.txt", now: { "a.txt": undefined, "src/z.txt": "644 alpha" } },
  {
    name: "a file renamed and changed",
    script: "mv a.txt z.txt; echo more >> z.txt",
    now: { "a.txt": undefined, "z.txt": "644 alpha|more" },
  },
  {
    name: "a renamed folder",
    script: "mv src/deep moved",
    now: { "src/deep": undefined, "src/deep/d.txt": undefined, moved: "755", "moved/d.txt": "644 delta" },
  },
  { name: "two names of one file", script: "echo 1 > one; ln one two", now: { one: "644 1", two: "644 1" } },
  {
    name: "a folder closed for a moment",
    script: "chmod 755 ro; rm ro/x; echo y > ro/y; chmod 555 ro",
    now: { "ro/x": undefined, "ro/y": "644 y" },
  },
  { name: "closed folders", script: "mkdir -m 555 shut; mkdir -m 0 none", now: { shut: "555", none: "0" } },
  {
    name: "a file in a closed folder",
    script: "chmod 755 own; echo more >> own/f; chmod 400 own",
    now: { "own/f": "644 in|more" },
  },
  {
    name: "files in a closed folder in another",
    script:
      "chmod 755 own own/deep; echo n > own/deep/n; rm own/deep/d; mkdir own/deep/new; chmod 0 own/deep; chmod 400 own",
    now: { "own/deep/d": undefined, "own/deep/n": "644 n", "own/deep/new": "755" },
  },
  {
    name: "a closed folder gone",
    script: "chmod -R u+rwx own; rm -r own",
    now: { own: undefined, "own/f": undefined, "own/deep": undefined, "own/deep/d": undefined },
  },
  { name: "a closed folder that is closed otherwise", script: "chmod 0 own", now: { own: "0" } },
  {
    name: "a file in a closed folder opened, and not written",
    script: "chmod 755 own; exec 3<>own/f; chmod 400 own",
    now: {},
  },
  {
    name: "a file moved out of a closed folder",
    script: "chmod 755 own; mv own/f out; chmod 400 own",
    now: { "own/f": undefined, out: "644 in" },
  },
  {
    name: "a file nobody may read",
    script: "echo s > s; chmod 0 s; chmod 400 a.txt",
    now: { s: "0 s", "a.txt": "400 alpha" },
  },
  {
    name: "names with anything in them",
    script: "echo 1 > $'a b\\n\\'\"$;\\\\:,'",
    now: { "a b\n'\"$;\\:,": "644 1" },
  },
  { name: "a name that is no text", script: "touch \"$(printf '\\377\\376')\"", now: { "\udcff\udcfe": "644 " } },
  { name: "a pipe", script: "mkfifo pipe; mkdir d; mkfifo d/pipe", now: { d: "755" }, left: ["pipe", "d/pipe"] },
  {
    name: "a pipe in a closed folder",
    script: "mkdir -p d/e; mkfifo d/e/pipe; echo 1 > d/e/f; chmod 400 d/e; chmod 0 d",
    now: { d: "0", "d/e": "400", "d/e/f": "644 1" },
    left: ["d/e/pipe"],
  },
  {
    name: "a file that becomes a pipe",
    script: "rm a.txt; mkfifo a.txt",
    now: { "a.txt": undefined },
    left: ["a.txt"],
  },
  { name: "made and gone again", script: "mkdir t; echo 1 > t/1; rm -r t; echo 1 > u; rm u", now: {} },
];

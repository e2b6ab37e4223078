import { type Place, quote } from "./technique.ts";

/** Makes a file with the same content by a command that gets both paths. */
const copied =
  (copy: (from: string, to: string) => string, ending = ""): Place["make"] =>
  (path, dice) => {
    const to = `${dice.name()}${ending}`;
    return { before: `${copy(quote(path), to)} && chmod 755 ${to}\n`, path: `./${to}` };
  };

const cutOf = (path: string): readonly [string, string] => {
  const at = path.lastIndexOf("/");
  return [path.slice(0, at), path.slice(at + 1)];
};

export const places: readonly Place[] = [
  {
    name: "symbolic link",
    make: (path, dice) => {
      const to = dice.name();
      return { before: `ln -s ${quote(path)} ${to}\n`, path: `./${to}` };
    },
  },
  {
    name: "chain of links",
    make: (path, dice) => {
      const [a, b, c] = [dice.name(), dice.name(), dice.name()];
      return { before: `ln -s ${quote(path)} ${a}; ln -s ${a} ${b}; ln -s ${b} ${c}\n`, path: `./${c}` };
    },
  },
  {
    name: "link to its folder",
    make: (path, dice) => {
      const to = dice.name();
      const [folder, name] = cutOf(path);
      return { before: `ln -s ${quote(folder)} ${to}\n`, path: `./${to}/${name}` };
    },
  },
  {
    name: "link named like an innocent program",
    make: (path, dice) => {
      const [folder, to] = [dice.name(), dice.pick(["ls", "echo", "cat", "true", "git"])];
      return { before: `mkdir -p ${folder}; ln -s ${quote(path)} ${folder}/${to}\n`, path: `./${folder}/${to}` };
    },
  },
  {
    name: "link found along PATH",
    make: (path, dice) => {
      const [folder, to] = [dice.name(), dice.name()];
      return {
        before: `mkdir -p ${folder}; ln -s ${quote(path)} ${folder}/${to}; PATH=$PWD/${folder}:$PATH\n`,
        path: to,
      };
    },
  },
  { name: "slashes", make: (path) => ({ before: "", path: path.replaceAll("/", "//") }) },
  {
    name: "dots",
    make: (path, dice) => ({ before: "", path: path.replaceAll("/", () => dice.pick(["/", "/./", "/././"])) }),
  },
  {
    name: "up and down",
    make: (path) => {
      const [folder, name] = cutOf(path);
      const [, last] = cutOf(folder);
      return { before: "", path: `${folder}/../${last}/${name}` };
    },
  },
  { name: "relative", make: (path) => ({ before: "", path: `../../../../../../../../..${path}` }) },
  {
    name: "root of a process",
    make: (path, dice) => ({ before: "", path: `/proc/${dice.pick(["self", "thread-self"])}/root${path}` }),
  },
  {
    name: "working folder of a process",
    make: (path) => ({ before: "", path: `/proc/self/cwd/../../../../../../../../..${path}` }),
  },
  {
    name: "open file",
    make: (path, dice) => ({
      before: `exec 8< ${quote(path)}\n`,
      path: dice.pick(["/proc/self/fd/8", "/dev/fd/8", "/proc/thread-self/fd/8"]),
    }),
  },
  {
    name: "open copy that has no name",
    make: (path, dice) => {
      const to = dice.name();
      return { before: `cp ${quote(path)} ${to}; exec 8< ${to}; rm ${to}\n`, path: "/proc/self/fd/8" };
    },
  },
  { name: "copy", make: copied((from, to) => `cp ${from} ${to}`) },
  {
    name: "copy named like an innocent program",
    make: (path, dice) => {
      const [folder, to] = [dice.name(), dice.pick(["ls", "echo", "cat", "true", "git"])];
      return { before: `mkdir -p ${folder}; cp ${quote(path)} ${folder}/${to}\n`, path: `./${folder}/${to}` };
    },
  },
  {
    name: "copy found along PATH",
    make: (path, dice) => {
      const [folder, to] = [dice.name(), dice.name()];
      return { before: `mkdir -p ${folder}; cp ${quote(path)} ${folder}/${to}; PATH=$PWD/${folder}:$PATH\n`, path: to };
    },
  },
  {
    name: "copy in a private folder",
    make: (path, dice) => {
      const to = `/tmp/${dice.name()}`;
      return { before: `cp ${quote(path)} ${to}\n`, path: to };
    },
  },
  {
    name: "copy with an odd name",
    make: (path, dice) => {
      const to = `-${dice.name()},=+@%:^x`;
      return { before: `cp ${quote(path)} ${quote(`./${to}`)}\n`, path: `./${to}` };
    },
  },
  { name: "copy named like a library", make: copied((from, to) => `cp ${from} ${to}`, ".so.6") },
  { name: "cat", make: copied((from, to) => `cat ${from} > ${to}`) },
  { name: "tee", make: copied((from, to) => `tee ${to} < ${from} > /dev/null`) },
  { name: "dd", make: copied((from, to) => `dd if=${from} of=${to} bs=4k status=none`) },
  { name: "install", make: copied((from, to) => `install -m 755 ${from} ${to}`) },
  { name: "head", make: copied((from, to) => `head -c 100000000 ${from} > ${to}`) },
  { name: "encoded and decoded", make: copied((from, to) => `base64 ${from} | base64 -d > ${to}`) },
  { name: "packed and unpacked", make: copied((from, to) => `gzip -c < ${from} | gzip -dc > ${to}`) },
  { name: "split and joined", make: copied((from, to) => `split -n 3 ${from} ${to}. && cat ${to}.* > ${to}`) },
  {
    name: "archived by tar",
    make: copied(
      (from, to) => `tar -cf ${to}.tar -C "$(dirname ${from})" "$(basename ${from})" && tar -xOf ${to}.tar > ${to}`,
    ),
  },
  {
    name: "archived by ar",
    needs: "/usr/bin/ar",
    cost: 8,
    make: copied((from, to) => `ar rc ${to}.a ${from} && ar p ${to}.a > ${to}`),
  },
  {
    name: "read by xxd",
    needs: "/usr/bin/xxd",
    cost: 8,
    make: copied((from, to) => `xxd -p ${from} | xxd -r -p > ${to}`),
  },
  {
    name: "zipped",
    needs: "/usr/bin/zip",
    cost: 8,
    make: copied((from, to) => `zip -jq ${to}.zip ${from} && unzip -p ${to}.zip > ${to}`),
  },
  {
    name: "downloaded",
    needs: "/usr/bin/curl",
    cost: 20,
    make: copied((from, to) => `curl -s file://${from} -o ${to}`),
  },
  {
    name: "kept by git",
    needs: "/usr/bin/git",
    cost: 15,
    make: copied(
      (from, to) =>
        `git init -q ${to}r && git -C ${to}r cat-file blob "$(git -C ${to}r hash-object -w ${from})" > ${to}`,
    ),
  },
  {
    name: "copied by perl",
    needs: "/usr/bin/perl",
    cost: 10,
    make: copied((from, to) => `perl -MFile::Copy -e 'copy($ARGV[0], $ARGV[1])' ${from} ${to}`),
  },
  {
    name: "copied by python",
    needs: "/usr/bin/python3",
    cost: 30,
    make: copied((from, to) => `/usr/bin/python3 -Ic 'import shutil,sys; shutil.copy(*sys.argv[1:])' ${from} ${to}`),
  },
];

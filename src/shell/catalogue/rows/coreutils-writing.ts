import type { Row } from "../row.ts";
import { info } from "./info-options.ts";

/** Coreutils that make, change and remove files. */
export function coreutilsWritingRows(): readonly Row[] {
  const copying = `-a|--archive --attributes-only --backup? -b --copy-contents -d -f|--force -i|--interactive -H -l|--link -L|--dereference
  -n|--no-clobber -P|--no-dereference -p --preserve? --no-preserve= --parents -R|-r|--recursive --reflink? --remove-destination
  --sparse= --strip-trailing-slashes -s|--symbolic-link -S|--suffix= -t|--target-directory=:W,t -T|--no-target-directory
  -u|--update? -v|--verbose -x|--one-file-system -Z --context? --debug ${info}`;

  const ownership = `-c|--changes -f|--silent|--quiet -v|--verbose --dereference -h|--no-dereference --preserve-root --no-preserve-root
  --reference=:r,p -R|--recursive -H -L -P --from= ${info}`;

  return [
    { names: "cp", options: copying, operands: "R* W" },
    {
      names: "mv",
      options: `--backup? -b -f|--force -i|--interactive -n|--no-clobber --strip-trailing-slashes -S|--suffix=
      -t|--target-directory=:W,t -T|--no-target-directory -u|--update? -v|--verbose -Z|--context --exchange --no-copy --debug ${info}`,
      operands: "m* W",
    },
    {
      names: "rm",
      options: `-f|--force -i --interactive? -I --one-file-system --no-preserve-root --preserve-root? -r|-R|--recursive -d|--dir
      -v|--verbose ${info}`,
      operands: "W*",
      sameRoot: true,
    },
    {
      names: "rmdir",
      options: `--ignore-fail-on-non-empty -p|--parents -v|--verbose ${info}`,
      operands: "w*",
      sameRoot: true,
    },
    { names: "unlink", options: info, operands: "w" },
    {
      names: "shred",
      options: `-f|--force -n|--iterations= --random-source=:r -s|--size= -u --remove? -v|--verbose -x|--exact -z|--zero ${info}`,
      operands: "w*",
    },
    {
      names: "ln",
      options: `--backup? -b -d|-F|--directory -f|--force -i|--interactive -L|--logical -n|--no-dereference -P|--physical -r|--relative
      -s|--symbolic -S|--suffix= -t|--target-directory=:W,t -T|--no-target-directory -v|--verbose ${info}`,
      operands: "r* w",
    },
    { names: "link", options: info, operands: "r w" },
    {
      names: "install",
      options: `--backup? -b -c -C|--compare -d|--directory -D -g|--group= -m|--mode= -o|--owner= -p|--preserve-timestamps -s|--strip
      --strip-program=:x -S|--suffix= -t|--target-directory=:W,t -T|--no-target-directory -v|--verbose --preserve-context -Z
      --context? --debug ${info}`,
      operands: "r* W",
    },
    { names: "mkdir", options: `-m|--mode= -p|--parents -v|--verbose -Z --context? ${info}`, operands: "w*" },
    { names: "mkfifo mknod", options: `-m|--mode= -Z --context? ${info}`, operands: "w" },
    {
      names: "mktemp",
      options: `-d|--directory -u|--dry-run -q|--quiet --suffix= -p=:W --tmpdir?:W -t ${info}`,
      operands: "w",
    },
    {
      names: "touch",
      options: `-a -c|--no-create -d|--date= -f -h|--no-dereference -m -r|--reference=:r -t= --time= ${info}`,
      operands: "w*",
    },
    {
      names: "truncate",
      options: `-c|--no-create -o|--io-blocks -r|--reference=:r -s|--size= ${info}`,
      operands: "w*",
    },
    { names: "tee", options: `-a|--append -i|--ignore-interrupts -p --output-error? ${info}`, operands: "w*" },
    {
      names: "split",
      options: `-a|--suffix-length= --additional-suffix= -b|--bytes= -C|--line-bytes= -d --numeric-suffixes? -x --hex-suffixes?
      -e|--elide-empty-files --filter=:sh -#|-l|--lines= -n|--number= -t|--separator= -u|--unbuffered --verbose ${info}`,
      operands: "r w",
    },
    {
      names: "csplit",
      options: `-b|--suffix-format= -f|--prefix=:w -k|--keep-files --suppress-matched -n|--digits= -q|-s|--quiet|--silent
      -z|--elide-empty-files ${info}`,
      operands: "r",
    },
    { names: "dd", reader: "dd", options: info },
    {
      names: "chmod",
      options: `-c|--changes -f|--silent|--quiet -v|--verbose --preserve-root --no-preserve-root --reference=:r,p -R|--recursive -H -L -P
      --dereference -h|--no-dereference ${info}`,
      operands: "- W*",
      dashOperands: "^-[rwxXstugoa][rwxXstugoa,=+-]*$",
      sameRoot: true,
      reader: "chmod",
    },
    { names: "chown chgrp", options: ownership, operands: "- W*", sameRoot: true },
    {
      names: "chcon",
      options: `${ownership} -u|--user= -r|--role= -t|--type= -l|--range=`,
      operands: "- W*",
      sameRoot: true,
    },
    { names: "sync", options: `-d|--data -f|--file-system ${info}` },
  ];
}

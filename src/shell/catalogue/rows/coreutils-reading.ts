import type { Row } from "../row.ts";
import { info } from "./info-options.ts";

/** Reading, sorting and showing: read-only (semantics 27). */
export function coreutilsReadingRows(): readonly Row[] {
  const sums = `-b|--binary -c|--check --tag -t|--text -z|--zero --ignore-missing --quiet --status --strict -w|--warn ${info}`;

  const listing = `-a|--all -A|--almost-all --author -b|--escape --block-size= -B|--ignore-backups -c -C --color? -d|--directory
  -D|--dired -f -F|--classify? --file-type --format= --full-time -g --group-directories-first -G|--no-group -h|--human-readable
  --si -H|--dereference-command-line --dereference-command-line-symlink-to-dir --hide= --hyperlink? --indicator-style=
  -i|--inode -I|--ignore= -k|--kibibytes -l -L|--dereference -m -n|--numeric-uid-gid -N|--literal -o -p -q|--hide-control-chars
  --show-control-chars -Q|--quote-name --quoting-style= -r|--reverse -R|--recursive -s|--size -S --sort= --time=
  --time-style= -t -T|--tabsize= -u -U -v -w|--width= -x -X -Z|--context --zero -1 ${info}`;

  return [
    { names: "ls", options: listing, operands: "r*", readOnly: true, reader: "listing" },
    { names: "dir vdir", options: listing, operands: "r*", reader: "listing" },
    {
      names: "cat",
      options: `-A|--show-all -b|--number-nonblank -e -E|--show-ends -n|--number -s|--squeeze-blank -t -T|--show-tabs -u
      -v|--show-nonprinting ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "head",
      options: `-c|--bytes= -#|-n|--lines= -q|--quiet|--silent -v|--verbose -z|--zero-terminated ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "tail",
      options: `-c|--bytes= -f|--follow? -F -#|-n|--lines= --max-unchanged-stats= --pid= -q|--quiet|--silent --retry
      -s|--sleep-interval= -v|--verbose -z|--zero-terminated ${info}`,
      operands: "r*",
      readOnly: true,
      reader: "tail",
    },
    {
      names: "wc",
      options: `-c|--bytes -m|--chars -l|--lines --files0-from=:r -L|--max-line-length -w|--words --total= ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "sort",
      options: `-b|--ignore-leading-blanks -d|--dictionary-order -f|--ignore-case -g|--general-numeric-sort -i|--ignore-nonprinting
      -M|--month-sort -h|--human-numeric-sort -n|--numeric-sort -R|--random-sort --random-source=:r -r|--reverse --sort=
      -V|--version-sort --batch-size= -c|--check? -C --compress-program=:x --debug --files0-from=:r,! -k|--key= -m|--merge
      -o|--output=:w -s|--stable -S|--buffer-size= -t|--field-separator= -T|--temporary-directory=:W --parallel= -u|--unique
      -z|--zero-terminated ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "uniq",
      options: `-c|--count -d|--repeated -D --all-repeated? -f|--skip-fields= --group? -i|--ignore-case -s|--skip-chars= -u|--unique
      -z|--zero-terminated -w|--check-chars= ${info}`,
      operands: "r w",
      readOnly: true,
    },
    {
      names: "cut",
      options: `-b|--bytes= -c|--characters= -d|--delimiter= -f|--fields= -n --complement -s|--only-delimited
      --output-delimiter= -z|--zero-terminated ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "tr",
      options: `-c|-C|--complement -d|--delete -s|--squeeze-repeats -t|--truncate-set1 ${info}`,
      readOnly: true,
    },
    {
      names: "nl",
      options: `-b|--body-numbering= -d|--section-delimiter= -f|--footer-numbering= -h|--header-numbering= -i|--line-increment=
      -l|--join-blank-lines= -n|--number-format= -p|--no-renumber -s|--number-separator= -v|--starting-line-number=
      -w|--number-width= ${info}`,
      operands: "r*",
      readOnly: true,
    },
    { names: "tac", options: `-b|--before -r|--regex -s|--separator= ${info}`, operands: "r*", readOnly: true },
    { names: "rev", options: "-V|--version -h|--help -0|--zero", operands: "r*", readOnly: true },
    {
      names: "paste",
      options: `-d|--delimiters= -s|--serial -z|--zero-terminated ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "join",
      options: `-a= -e= -i|--ignore-case -j= -o= -t= -v= -1= -2= --check-order --nocheck-order --header -z|--zero-terminated ${info}`,
      operands: "r r",
      readOnly: true,
    },
    {
      names: "comm",
      options: `-1 -2 -3 --check-order --nocheck-order --output-delimiter= --total -z|--zero-terminated ${info}`,
      operands: "r r",
      readOnly: true,
    },
    {
      names: "fold",
      options: `-b|--bytes -s|--spaces -#|-w|--width= -c|--characters ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "seq",
      options: `-f|--format= -s|--separator= -w|--equal-width ${info}`,
      dashOperands: "^-[0-9.]",
      readOnly: true,
    },
    {
      names: "stat",
      options: `-L|--dereference -f|--file-system --cached= -c|--format= --printf= -t|--terse ${info}`,
      operands: "r*",
      readOnly: true,
    },
    {
      names: "du",
      options: `-0|--null -a|--all --apparent-size -B|--block-size= -b|--bytes -c|--total -D|--dereference-args -d|--max-depth=
      --files0-from=:r -H -h|--human-readable --inodes -k -L|--dereference -l|--count-links -m -P|--no-dereference
      -S|--separate-dirs --si -s|--summarize -t|--threshold= --time? --time-style= -X|--exclude-from=:r --exclude=
      -x|--one-file-system ${info}`,
      operands: "R*",
      readOnly: true,
      reader: "listing",
    },
    {
      names: "df",
      options: `-a|--all -B|--block-size= -h|--human-readable -H|--si -i|--inodes -k -l|--local --no-sync --output? -P|--portability
      --sync --total -t|--type= -T|--print-type -x|--exclude-type= -v ${info}`,
      operands: "r*",
      readOnly: true,
    },
    { names: "basename", options: `-a|--multiple -s|--suffix= -z|--zero ${info}`, readOnly: true },
    { names: "dirname", options: `-z|--zero ${info}`, readOnly: true },
    {
      names: "realpath",
      options: `-e|--canonicalize-existing -m|--canonicalize-missing -L|--logical -P|--physical -q|--quiet --relative-to=
      --relative-base= -s|--strip|--no-symlinks -z|--zero ${info}`,
      readOnly: true,
    },
    {
      names: "readlink",
      options: `-f|--canonicalize -e|--canonicalize-existing -m|--canonicalize-missing -n|--no-newline -q|--quiet -s|--silent
      -v|--verbose -z|--zero ${info}`,
      readOnly: true,
    },
    { names: "md5sum sha1sum sha224sum sha256sum sha384sum sha512sum", options: sums, operands: "r*", readOnly: true },
    {
      names: "cksum",
      options: `${sums} -l|--length= -a|--algorithm= --untagged --raw --base64 --debug`,
      operands: "r*",
      readOnly: true,
    },
    { names: "b2sum sum", options: `${sums} -l|--length= -r -s|--sysv`, operands: "r*" },
    {
      names: "uname",
      options: `-a|--all -s|--kernel-name -n|--nodename -r|--kernel-release -v|--kernel-version -m|--machine -p|--processor
      -i|--hardware-platform -o|--operating-system ${info}`,
      readOnly: true,
    },
    {
      names: "id",
      options: `-a -Z|--context -g|--group -G|--groups -n|--name -r|--real -u|--user -z|--zero ${info}`,
      readOnly: true,
    },
    { names: "whoami", options: info, readOnly: true },
    {
      names: "date",
      options: `-d|--date= --debug -f|--file=:r -I|--iso-8601? --resolution -R|--rfc-email|--rfc-822|--rfc-2822 --rfc-3339=
      -r|--reference=:r -s|--set=:! -u|--utc|--universal ${info}`,
      readOnly: true,
      reader: "date",
    },
    { names: "pwd", options: `-L|--logical -P|--physical ${info}`, readOnly: true },
    { names: "echo", options: "-n -e -E", style: "stop", dashOperands: "^-(?![neE]+$)", readOnly: true },
    { names: "printf", options: "-v=:!", style: "stop", dashOperands: "^-(?!v)", readOnly: true },
    { names: "true false :", dashOperands: "^", readOnly: true },
    { names: "test [ [[", dashOperands: "^", readOnly: true },
    { names: "cd", options: "-L -P -e -@", readOnly: true },
    { names: "type", options: "-a -f -t -p -P", readOnly: true },
    {
      names: "which",
      options:
        "-a|--all -s -i|--read-alias --skip-alias --read-functions --skip-functions --skip-dot --skip-tilde --show-dot --show-tilde --tty-only -v|-V|--version --help",
      readOnly: true,
    },
  ];
}

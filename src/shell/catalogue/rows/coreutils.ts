import type { Row } from "../row.ts";

export function coreutilsRows(): readonly Row[] {
  const info = "--help --version";
  const sums = `-b|--binary -c|--check --tag -t|--text -z|--zero --ignore-missing --quiet --status --strict -w|--warn ${info}`;
  const copying = `-a|--archive --attributes-only --backup? -b --copy-contents -d -f|--force -i|--interactive -H -l|--link -L|--dereference
  -n|--no-clobber -P|--no-dereference -p --preserve? --no-preserve= --parents -R|-r|--recursive --reflink? --remove-destination
  --sparse= --strip-trailing-slashes -s|--symbolic-link -S|--suffix= -t|--target-directory=:W,t -T|--no-target-directory
  -u|--update? -v|--verbose -x|--one-file-system -Z --context? --debug ${info}`;
  const ownership = `-c|--changes -f|--silent|--quiet -v|--verbose --dereference -h|--no-dereference --preserve-root --no-preserve-root
  --reference=:r,p -R|--recursive -H -L -P --from= ${info}`;
  const listing = `-a|--all -A|--almost-all --author -b|--escape --block-size= -B|--ignore-backups -c -C --color? -d|--directory
  -D|--dired -f -F|--classify? --file-type --format= --full-time -g --group-directories-first -G|--no-group -h|--human-readable
  --si -H|--dereference-command-line --dereference-command-line-symlink-to-dir --hide= --hyperlink? --indicator-style=
  -i|--inode -I|--ignore= -k|--kibibytes -l -L|--dereference -m -n|--numeric-uid-gid -N|--literal -o -p -q|--hide-control-chars
  --show-control-chars -Q|--quote-name --quoting-style= -r|--reverse -R|--recursive -s|--size -S --sort= --time=
  --time-style= -t -T|--tabsize= -u -U -v -w|--width= -x -X -Z|--context --zero -1 ${info}`;

  /** Reading, sorting and showing: read-only (semantics 27). */
  const readingRows: readonly Row[] = [
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

  /** Writing, moving, deleting. */
  const writingRows: readonly Row[] = [
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

  /** The rest of the coreutils, and little programs beside them. */
  const otherRows: readonly Row[] = [
    {
      names: "base32 base64",
      options: `-d|-D|--decode -i|--ignore-garbage -w|--wrap= ${info}`,
      operands: "r",
      readOnly: true,
    },
    {
      names: "basenc",
      options: `--base64 --base64url --base32 --base32hex --base16 --base2msbf --base2lsbf --z85 -d|--decode -i|--ignore-garbage -w|--wrap= ${info}`,
      operands: "r",
    },
    { names: "expand", options: `-i|--initial -t|--tabs= ${info}`, operands: "r*" },
    { names: "unexpand", options: `-a|--all --first-only -t|--tabs= ${info}`, operands: "r*" },
    {
      names: "fmt",
      options: `-c|--crown-margin -p|--prefix= -s|--split-only -t|--tagged-paragraph -u|--uniform-spacing -#|-w|--width= -g|--goal= ${info}`,
      operands: "r*",
    },
    {
      names: "pr",
      options: `-a|--across -c|--show-control-chars -d|--double-space -D|--date-format= -e|--expand-tabs? -F|-f|--form-feed -h|--header= -i|--output-tabs? -J|--join-lines -l|--length= -m|--merge -n|--number-lines? -N|--first-line-number= -o|--indent= -r|--no-file-warnings -s|--separator? -S|--sep-string? -t|--omit-header -T|--omit-pagination -v|--show-nonprinting -w|--width= -W|--page-width= -#|--columns= ${info}`,
      operands: "r*",
    },
    {
      names: "ptx",
      options: `-A|--auto-reference -G|--traditional -F|--flag-truncation= -M|--macro-name= -O -R|--right-side-refs -S|--sentence-regexp= -T -W|--word-regexp= -b|--break-file=:r -f|--ignore-case -g|--gap-size= -i|--ignore-file=:r -o|--only-file=:r -r|--references -w|--width= ${info}`,
      operands: "r w",
    },
    {
      names: "od",
      options: `-A|--address-radix= --endian= -j|--skip-bytes= -N|--read-bytes= -S|--strings? -t|--format= -v|--output-duplicates -w|--width? --traditional -a -b -c -d -f -i -l -o -s -x -h ${info}`,
      operands: "r*",
      readOnly: true,
    },
    { names: "tsort", options: info, operands: "r" },
    {
      names: "shuf",
      options: `-e|--echo -i|--input-range= -n|--head-count= -o|--output=:w --random-source=:r -r|--repeat -z|--zero-terminated ${info}`,
      operands: "r",
    },
    {
      names: "numfmt",
      options: `--debug -d|--delimiter= --field= --format= --from= --from-unit= --grouping --header? --invalid= --padding= --round= --suffix= --to= --to-unit= -z|--zero-terminated ${info}`,
      dashOperands: "^-\\d",
    },
    { names: "expr", dashOperands: "^", readOnly: true },
    { names: "factor", options: info, dashOperands: "^-." },
    { names: "yes", options: info },
    { names: "sleep", options: info },
    { names: "tty", options: `-s|--silent|--quiet ${info}` },
    { names: "nproc", options: `--all --ignore= ${info}`, readOnly: true },
    { names: "arch hostid logname users groups", options: info },
    {
      names: "who",
      options: `-a|--all -b|--boot -d|--dead -H|--heading -l|--login --lookup -m -p|--process -q|--count -r|--runlevel -s|--short -t|--time -T|-w|--mesg|--message|--writable -u|--users ${info}`,
      operands: "r",
    },
    { names: "pinky", options: `-l -b -h -p -s -f -w -i -q ${info}` },
    { names: "uptime", options: "-p|--pretty -h|--help -s|--since -V|--version" },
    { names: "printenv", options: `-0|--null ${info}` },
    { names: "pathchk", options: `-p -P --portability ${info}` },
    {
      names: "dircolors",
      options: `-b|--sh|--bourne-shell -c|--csh|--c-shell -p|--print-database --print-ls-colors ${info}`,
      operands: "r",
    },
    { names: "stty", options: `-a|--all -g|--save -F|--file=:r ${info}`, dashOperands: "^-[a-z]{2}" },
    {
      names: "hostname",
      options:
        "-a|--alias -A|--all-fqdns -b|--boot -d|--domain -f|--fqdn|--long -F|--file=:r -i|--ip-address -I|--all-ip-addresses -s|--short -y|--yp|--nis -h|--help -V|--version",
    },
    { names: "getconf", options: "-a -v=" },
    { names: "locale", options: "-a|--all-locales -m|--charmaps -c|--category-name -k|--keyword-name -v|--verbose" },
    {
      names: "iconv",
      options: "-f|--from-code= -t|--to-code= -l|--list -c -o|--output=:w -s|--silent --verbose --help --version",
      operands: "r*",
    },
    { names: "envsubst", options: "-v|--variables -h|--help -V|--version" },
    { names: "look", options: "-a|--alternative -d|--alphanum -f|--ignore-case -t|--terminate=", operands: "- r" },
    {
      names: "column",
      options:
        "-J|--json -R|--table-right= -T|--table-truncate= -E|--table-noextreme= -t|--table -n|--table-name= -O|--table-order= -N|--table-columns= -l|--table-columns-limit= -h|--table-noheadings -H|--table-hide= -e|--table-header-repeat -W|--table-wrap= -L|--keep-empty-lines -r|--tree= -i|--tree-id= -p|--tree-parent= -c|--output-width= -o|--output-separator= -s|--separator= -x|--fillrows -d",
      operands: "r*",
    },
    {
      names: "xxd",
      options: "-a -b -c|-cols= -C -d -e -E -g|-groupsize= -h -i -l|-len= -n= -o= -p|-ps -r:! -R= -s|-seek= -u -v",
      style: "words",
      operands: "r w",
      readOnly: true,
    },
    {
      names: "hexdump hd",
      options:
        "-b|--one-byte-octal -c|--one-byte-char -C|--canonical -d|--two-bytes-decimal -e|--format= -f|--format-file=:r -L|--color? -n|--length= -o|--two-bytes-octal -s|--skip= -v|--no-squeezing -x|--two-bytes-hex",
      operands: "r*",
    },
    {
      names: "strings",
      options:
        "-a|--all -d|--data -f|--print-file-name -#|-n|--bytes= -t|--radix= -o -e|--encoding= -w|--include-all-whitespace -s|--output-separator= -U|--unicode= -T|--target= -h|--help -v|-V|--version",
      operands: "r*",
    },
    {
      names: "bc",
      options: "-h|--help -i|--interactive -l|--mathlib -q|--quiet -s|--standard -w|--warn -v|--version",
      operands: "u*",
    },
    {
      names: "dc",
      options: "-e|--expression=:! -f|--file=:r,! -h|--help -V|--version",
      operands: "u*",
      style: "dangerous",
    },
    {
      names: "cal ncal",
      options:
        "-1|--one -3|--three -n|--months= -S|--span -s|--sunday -m|--monday -j|--julian -y|--year -Y|--twelve -w|--week? -A= -B= -h -C -N -e -o -b -J -p -M",
    },
  ];

  return [...readingRows, ...writingRows, ...otherRows];
}
